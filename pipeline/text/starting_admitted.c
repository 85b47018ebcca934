/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/catalogue.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static double count_of(const struct report *report, const char *measure) {
    const struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = measure};

    return numbers_value(&report->numbers, &key);
}

static void add_counts(struct report *report) {
    double admitted = count_of(report, "people_admitted"), started = count_of(report, "people_started"),
           never = count_of(report, "people_never_started"), once = count_of(report, "people_seen_once");

    if (isnan(admitted) || isnan(started) || isnan(never))
        return;
    document_paragraph(
        report->document,
        WORDS(report, "Of %s who were admitted or in care %s, %s.%s", wording_people(&report->numbers, admitted),
              starting_whole_time(report),
              never < 1 ? "all started care"
                        : WORDS(report, "%s started care and %s never did", wording_count(&report->numbers, started),
                                wording_count(&report->numbers, never)),
              once > 0 ? WORDS(report, " Besides, %s came to visits, but not yet into care.",
                               wording_people(&report->numbers, once))
                       : ""));
}

void starting_admitted_add(struct report *report) {
    struct report_times times = report_landmarks(report);
    struct number_key admitted = {.analysis = ANALYSIS_RETENTION_ADMITTED,
                                  .rule = numbers_rule(&report->numbers),
                                  .measure = "survival"},
                      started = admitted;
    const char *headers[DOCUMENT_MOST_COLUMNS];

    started.analysis = ANALYSIS_RETENTION_FIRST;
    if (!report_has_times(report, &admitted, &times))
        return;
    add_counts(report);
    report_time_headers(report, "In care after", true, &times, headers);
    document_table(
        report->document,
        WORDS(report, "Staying, with those who never started, of people seen %s", starting_whole_time(report)),
        headers);
    report_time_row(report, "All admitted", true, &admitted, &times);
    report_time_row(report, "Of them, who started", true, &started, &times);
    document_note(
        report->document,
        "First episodes in maintenance or counseling. Who was admitted and had no day of care counts as out of "
        "care from the first day on, once the days that the rule waits are over.");
}
