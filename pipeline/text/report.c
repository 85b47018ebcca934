/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/report.h"

#include "settings/report_settings.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const char part_2[] =
    "CONFIDENTIAL, INTERNAL. 42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

static void set_title(struct report *report) {
    const char *program = facts_value(report->facts, "program"), *period = facts_value(report->facts, "period"),
               *as_of = facts_value(report->facts, "as_of");

    if (program[0] == '\0')
        program = "Opioid use disorder program";
    report->document->title = report_is_relative(report)
                                  ? WORDS(report, "%s: report", program)
                                  : WORDS(report, "%s: %s", program, wording_month(&report->numbers, period));
    report->document->subtitle =
        WORDS(report, "As of %s%s. Internal report: full numbers; it stays inside the program.",
              report_is_relative(report) ? "day " : "", as_of);
    report->document->notice = part_2;
}

void report_build(struct report *report) {
#define REPORT_SECTION_CALL(name)                                                                                      \
    if (!report_settings_leave_out(report->numbers.config, #name))                                                     \
        section_##name##_add(report);
    set_title(report);
    REPORT_SECTIONS(REPORT_SECTION_CALL)
#undef REPORT_SECTION_CALL
}
