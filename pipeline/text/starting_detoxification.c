/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What detoxification led to: its episodes are in no other section. */
#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static void add_linked(struct report *report, const struct estimate *row) {
    const struct numbers *numbers = &report->numbers;
    bool is_one = row->at_risk < 1.5;

    document_paragraph(
        report->document,
        WORDS(report,
              "Of %s that could be followed for 14 days after the %s, %s led to maintenance within "
              "them%s. Where maintenance begins, detoxification has ended well and nobody has left.",
              is_one ? "1 detoxification" : WORDS(report, "%s detoxifications", wording_count(numbers, row->at_risk)),
              not_held(numbers->config, "doses") ? "discharge" : "last dose", wording_count(numbers, row->events),
              row->at_risk < NUMBERS_LEAST_SAYABLE ? "" : WORDS(report, ": %s", wording_share(numbers, row))));
}

void starting_detoxification_add(struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_DETOXIFICATION,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "linked_within_14_days"};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL)
        return;
    add_linked(report, row);
}
