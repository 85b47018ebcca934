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

const struct estimate *whereabouts_mean(const struct numbers *numbers, const char *state) {
    const struct estimate *row = find(numbers, "mean_days", state, WHEREABOUTS_YEAR);
    bool is_followed = whereabouts_share(numbers, state, WHEREABOUTS_YEAR) != NULL;

    return is_followed && number_is_shown(row) ? row : NULL;
}

static double days_in(const struct numbers *numbers, const char *state) {
    const struct estimate *row = whereabouts_mean(numbers, state);

    if (whereabouts_is_entered(numbers, "in_care") && !whereabouts_is_entered(numbers, state))
        return 0;
    return row != NULL && number_is_sayable(row) ? row->estimate : nan("");
}

struct whereabouts_days whereabouts_days(const struct numbers *numbers) {
    struct whereabouts_days days = {.first = days_in(numbers, "in_care"),
                                    .later = days_in(numbers, "back_in_care"),
                                    .after_use = days_in(numbers, "in_care_after_return_to_use")};

    days.in_care = days.first + days.later + days.after_use;
    return days;
}
