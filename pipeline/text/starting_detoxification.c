/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What detoxification led to: its episodes are in no other section. */
#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static void add_linked(struct report *report, const struct estimate *row) {
    const struct numbers *numbers = &report->numbers;
    const char *likely = wording_likely(numbers, row);

    document_paragraph(report->document,
                       WORDS(report,
                             "Of %s detoxifications that could be followed for 14 days after the %s, %s led to "
                             "maintenance within them: %s%s%s. Where maintenance begins, detoxification has ended well "
                             "and nobody has left.",
                             wording_count(numbers, row->at_risk),
                             not_held(numbers->config, "doses") ? "discharge" : "last dose",
                             wording_count(numbers, row->events), wording_of_100(numbers, row->estimate),
                             likely[0] == '\0' ? "" : ", ", likely));
}

/* Both classes make up the headline of staying. */
static void add_classes(struct report *report) {
    struct report_times times = report_landmarks(report);
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "survival",
                             .group_by = "after_detoxification"};
    const char *headers[DOCUMENT_MOST_COLUMNS];

    key.group = "1";
    if (!report_has_times(report, &key, &times))
        return;
    report_time_headers(report, "In care after", true, &times, headers);
    document_table(report->document,
                   WORDS(report, "Began care for the first time, seen %s", starting_whole_time(report)), headers);
    key.group = "0";
    report_time_row(report, "Directly", true, &key, &times);
    key.group = "1";
    report_time_row(report, "After detoxification, linked", true, &key, &times);
    document_note(report->document, "Who starts through detoxification is not chance: the difference does not say what "
                                    "detoxification does.");
}

void starting_detoxification_add(struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_DETOXIFICATION,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "linked_within_14_days"};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL)
        return;
    add_linked(report, row);
    add_classes(report);
}
