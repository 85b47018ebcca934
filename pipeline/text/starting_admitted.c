/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static double count_of(const struct report *report, const char *measure) {
    const struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = measure};

    return numbers_value(&report->numbers, &key);
}

void starting_admitted_add(struct report *report) {
    double admitted = count_of(report, "people_admitted"), started = count_of(report, "people_started"),
           never = count_of(report, "people_never_started"), once = count_of(report, "people_seen_once");

    if (not_held(report->numbers.config, "admissions") || isnan(admitted) || isnan(started) || isnan(never))
        return;
    document_paragraph(
        report->document,
        WORDS(report, "Of %s who were admitted or in care %s, %s.%s", wording_people(&report->numbers, admitted),
              report_whole_time(report),
              never < 1 ? "all started care"
                        : WORDS(report, "%s started care and %s never did", wording_count(&report->numbers, started),
                                wording_count(&report->numbers, never)),
              once > 0 ? WORDS(report, " Besides, %s came to visits, but not yet into care.",
                               wording_people(&report->numbers, once))
                       : ""));
}
