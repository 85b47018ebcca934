/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/report.h"

#include <string.h>

#include "settings/not_held.h"
#include "settings/report_settings.h"
#include "text/report_parts.h"
#include "text/wording.h"

void report_title(struct report *report) {
    const char *program = facts_value(report->facts, "program"), *period = facts_value(report->facts, "period"),
               *as_of = facts_value(report->facts, "as_of");

    if (program[0] == '\0')
        program = "Opioid use disorder program";
    report->document->title = report_is_relative(report)
                                  ? WORDS(report, "%s: report", program)
                                  : WORDS(report, "%s: %s", program, wording_month(&report->numbers, period));
    report->document->subtitle =
        WORDS(report, "As of %s%s. Internal report: full numbers; it stays inside the program.%s",
              report_is_relative(report) ? "day " : "", as_of, report_owner_words(report));
    report->document->notice = report_settings_read(report->numbers.config).notice;
}

/* The sections from Safety on. `needs`: the tables without which there is nothing to tell. */
static const struct {
    const char *name, *heading, *needs[2], *otherwise;
} sections[] = {
    {"safety", "Safety", {"adverse_events"}, "no first day of care is known"},
    {"starting", "Starting", {"doses"}, "nobody has been followed for long enough"},
    {"staying", "Staying", {NULL}, "nobody has been followed for long enough"},
    {"leaving", "Leaving", {NULL}, "nobody has been followed for long enough"},
    {"after_use", "After a return to use", {"returns_to_use", "visits"}, "none is known while somebody was in care"},
    {"coming_back", "Coming back", {"readmissions"}, "nobody has left for long enough"},
    {"reflections", "Reflections", {"returns_to_use"}, "none is recorded"},
    {"months", "Months", {NULL}, "the days of this export belong to no month, or the first has not ended"},
    {"sites", "Sites", {NULL}, "there is one, or none has people who were followed"},
    {"adjusted", "Leaving, among people alike in the rest", {NULL}, NULL},
    {"for_whom", "For whom", {NULL}, "groups of people are not in the export, or nobody was followed for long enough"},
    {"measures", "Measures", {NULL}, "published figures are of people who start care"},
    {"data", "Data", {NULL}, "the counts of the tables are not in the numbers"},
    {"definitions", "Definitions", {NULL}, ""},
};

enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

/* N_SECTIONS: it is one before Safety. */
static size_t find_section(const char *name) {
    for (size_t i = 0; i < N_SECTIONS; i++)
        if (strcmp(sections[i].name, name) == 0)
            return i;
    return N_SECTIONS;
}

void report_section(struct report *report, const char *name) {
    document_section(report->document, name, sections[find_section(name)].heading);
}

/* What the export does not hold; NULL: it is not for that. */
static const char *missing_table(const struct report *report, size_t section) {
    for (size_t i = 0; i < 2 && sections[section].needs[i] != NULL; i++)
        if (not_held(report->numbers.config, sections[section].needs[i]))
            return wording_inside(&report->numbers, wording_code(&report->numbers, sections[section].needs[i]));
    return NULL;
}

/* Why a section is not told of a table that is there. */
static const char *otherwise_words(const struct report *report, size_t section) {
    return strcmp(sections[section].name, "sites") == 0 && not_held(report->numbers.config, "patients.site")
               ? "sites are not in the export"
               : sections[section].otherwise;
}

static void close_section(struct report *report, const char *name) {
    size_t section = find_section(name);
    const char *table;

    if (section == N_SECTIONS || sections[section].otherwise == NULL || document_has_section(report->document, name))
        return;
    table = missing_table(report, section);
    report_section(report, name);
    document_paragraph(report->document, table != NULL
                                             ? WORDS(report, "Not told: this export holds no %s.", table)
                                             : WORDS(report, "Not told: %s.", otherwise_words(report, section)));
}

void report_build(struct report *report) {
#define REPORT_PART(section, part) {#section, #part, section_##part##_add},
    static const struct {
        const char *section, *part;
        void (*add)(struct report *report);
    } parts[] = {REPORT_PARTS(REPORT_PART)};
#undef REPORT_PART
    const struct ini_file *config = report->numbers.config;
    size_t n = sizeof parts / sizeof parts[0];

    report_title(report);
    for (size_t i = 0; i < n; i++) {
        if (report_settings_leave_out(config, parts[i].section))
            continue;
        if (!report_settings_leave_out(config, parts[i].part))
            parts[i].add(report);
        if (i + 1 == n || strcmp(parts[i].section, parts[i + 1].section) != 0)
            close_section(report, parts[i].section);
    }
}
