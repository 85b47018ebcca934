/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/whereabouts_numbers.h"

#include <math.h>

#include "analysis/catalogue.h"

const char *const whereabouts_states[WHEREABOUTS_STATES] = {"in_care", "in_care_after_return_to_use", "back_in_care",
                                                            "out_of_care", "death"};

static const struct estimate *find(const struct numbers *numbers, const char *measure, const char *state, double day) {
    return numbers_find(numbers, &(struct number_key){.analysis = ANALYSIS_WHERE_EVERYONE_IS,
                                                      .rule = numbers_rule(numbers),
                                                      .measure = measure,
                                                      .subgroup = state,
                                                      .time_days = day});
}

bool whereabouts_is_entered(const struct numbers *numbers, const char *state) {
    return find(numbers, "occupation", state, WHEREABOUTS_YEAR) != NULL;
}

const struct estimate *whereabouts_share(const struct numbers *numbers, const char *state, double day) {
    const struct estimate *row = find(numbers, "occupation", state, day);

    return number_is_shown(row) && row->at_risk >= NUMBERS_LEAST_FOLLOWED ? row : NULL;
}

const struct estimate *whereabouts_mean(const struct numbers *numbers, const char *state, enum whereabouts_span span) {
    const struct estimate *row = span == WHEREABOUTS_FIRST
                                     ? find(numbers, "mean_days", state, WHEREABOUTS_YEAR)
                                     : find(numbers, "mean_days_between", state, WHEREABOUTS_TWO_YEARS);

    return number_is_shown(row) && row->at_risk >= NUMBERS_LEAST_FOLLOWED ? row : NULL;
}

static double days_in(const struct numbers *numbers, const char *state, enum whereabouts_span span) {
    const struct estimate *row = whereabouts_mean(numbers, state, span);

    if (whereabouts_is_entered(numbers, "in_care") && !whereabouts_is_entered(numbers, state))
        return 0;
    return row != NULL && number_is_sayable(row) ? row->estimate : nan("");
}

struct whereabouts_days whereabouts_days(const struct numbers *numbers, enum whereabouts_span span) {
    struct whereabouts_days days = {.first = days_in(numbers, "in_care", span),
                                    .later = days_in(numbers, "back_in_care", span),
                                    .after_use = days_in(numbers, "in_care_after_return_to_use", span)};

    days.in_care = days.first + days.later + days.after_use;
    return days;
}
