/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/outcome_rows.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "text/wording.h"

/* `left` is a reason for leaving among others, and any leaving after a return to use. */
static const char *cause_words(const struct report *report, const struct number_key *key, const char *cause) {
    if (strcmp(key->analysis, ANALYSIS_AFTER_RETURN_TO_USE) == 0 && strcmp(cause, "left") == 0)
        return "Left care";
    return wording_code(&report->numbers, cause);
}

void outcome_rows_add_causes(struct report *report, const struct number_key *key, const struct report_times *times) {
    struct number_list list = numbers_list(&report->numbers, key, NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_TIME);
    const char *before = NULL;

    for (size_t i = 0; i < list.n; i++) {
        struct number_key cause = *key;
        if (before != NULL && strcmp(before, list.rows[i]->subgroup) == 0)
            continue;
        before = cause.subgroup = list.rows[i]->subgroup;
        report_time_row(report, cause_words(report, key, cause.subgroup), false, &cause, times);
    }
    number_list_free(&list);
}

void outcome_rows_add_groups(struct report *report, struct number_key key, const struct report_times *times) {
    const char *groups[REPORT_MOST_GROUPS];
    size_t n = report_groups(report, &key, groups);

    for (size_t i = 0; i < n; i++) {
        key.group = groups[i];
        report_time_row(report, wording_group(&report->numbers, key.group_by, groups[i]), true, &key, times);
    }
}
