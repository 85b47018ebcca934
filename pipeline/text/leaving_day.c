/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/leaving_day.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "settings/settings.h"
#include "text/comparison.h"

static bool is_told(const struct numbers *numbers, double day) {
    const struct number_key stay = {
        .analysis = ANALYSIS_RETENTION_FIRST, .rule = numbers_rule(numbers), .measure = "survival", .time_days = day};
    const struct estimate *row = numbers_find(numbers, &stay);

    return number_is_sayable(row) && (row->at_risk >= NUMBERS_LEAST_FOLLOWED || row->estimate <= 0);
}

double leaving_last_day(const struct numbers *numbers) {
    double days[SETTINGS_MOST_LANDMARKS];

    for (size_t i = settings_landmarks(numbers->config, days); i-- > 0;)
        if (is_told(numbers, days[i]))
            return days[i];
    return 0;
}

static int more_first(const void *left, const void *right) {
    const struct estimate *a = *(const struct estimate *const *)left, *b = *(const struct estimate *const *)right;
    double x = number_is_shown(a) ? a->estimate : -1, y = number_is_shown(b) ? b->estimate : -1;

    return (x < y) - (x > y);
}

const struct estimate *leaving_most_often(const struct numbers *numbers, double day) {
    const struct number_key exits = {.analysis = ANALYSIS_EXITS_FIRST,
                                     .rule = numbers_rule(numbers),
                                     .measure = "cumulative_incidence",
                                     .time_days = day};
    struct number_list list = numbers_list(numbers, &exits, NUMBERS_ANY_SUBGROUP);
    const struct estimate *first = NULL;

    qsort(list.rows, list.n, sizeof *list.rows, more_first);
    if (list.n > 0 && number_is_sayable(list.rows[0]) && comparison_ties(list.rows, list.n) == 1)
        first = list.rows[0];
    number_list_free(&list);
    return first;
}
