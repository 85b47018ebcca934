/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/whereabouts_days.h"

#include <math.h>

const struct estimate *whereabouts_mean(const struct numbers *numbers, const char *state) {
    return numbers_find(numbers, &(struct number_key){.analysis = WHEREABOUTS_ANALYSIS,
                                                      .rule = numbers_rule(numbers),
                                                      .measure = "mean_days",
                                                      .subgroup = state,
                                                      .time_days = WHEREABOUTS_YEAR});
}

static double days_in(const struct numbers *numbers, const char *state) {
    const struct estimate *row = whereabouts_mean(numbers, state);

    return number_is_sayable(row) ? row->estimate : nan("");
}

struct whereabouts_days whereabouts_days(const struct numbers *numbers) {
    struct whereabouts_days days = {.first = days_in(numbers, "in_care"),
                                    .later = days_in(numbers, "back_in_care"),
                                    .after_use = days_in(numbers, "in_care_after_return_to_use")};

    days.in_care = days.first + days.later + days.after_use;
    return days;
}
