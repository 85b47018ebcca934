/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/for_whom.h"

#include <string.h>

#include "analysis/catalogue.h"

const struct group_question for_whom_questions[FOR_WHOM_QUESTIONS] = {
    {ANALYSIS_FOR_WHOM_FIRST_DOSE, "started", "requests for care", "Starting", "In care within 7 days of asking", 7},
    {ANALYSIS_FOR_WHOM_STAYING, "", "first starts", "Staying", "In care after 90 days", 90},
    {ANALYSIS_FOR_WHOM_COMING_BACK, "returned", "leavings", "Coming back", "Back within 180 days of leaving", 180},
};

const struct group_trait for_whom_traits[FOR_WHOM_TRAITS] = {
    {"sex", "Sex"}, {"age_band", "Age"}, {"race_ethnicity", "Race and ethnicity"}, {"program", "Program"}};

bool for_whom_has_question(const struct report *report, const struct group_question *question) {
    for (size_t i = 0; i < FOR_WHOM_TRAITS; i++)
        if (group_cells_are_compared(report, question, for_whom_traits[i].group_by))
            return true;
    return false;
}

bool for_whom_is_of_more_months(const struct estimate *mean, const struct estimate *row) {
    return mean != NULL && strcmp(mean->period, row->period) != 0;
}

size_t for_whom_count_told(const struct report *report, const struct group_question *question) {
    size_t n = 0;

    for (size_t t = 0; t < FOR_WHOM_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, for_whom_traits[t].group_by);
        for (size_t i = 0; i < list.n; i++)
            n += group_cells_beside(report, question, list.rows[i], "difference_q") != NULL;
        number_list_free(&list);
    }
    return n;
}
