/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/whereabouts.h"

#include <math.h>
#include <stdbool.h>

#include "chart/areas.h"
#include "text/whereabouts_days.h"
#include "text/wording.h"

/* From the bottom: all that is care, then the rest. */
static const struct state {
    const char *code;
    size_t fill; /* of chart_fills */
} states[] = {
    {"in_care", 0}, {"in_care_after_return_to_use", 1}, {"back_in_care", 2}, {"out_of_care", 5}, {"death", 3}};

enum { N_STATES = sizeof states / sizeof states[0] };

static bool fill_state(const struct numbers *numbers, struct area *area) {
    for (size_t i = 1; i < AREAS_TIMES; i++) {
        const struct estimate *row = whereabouts_share(numbers, area->code, (double)(i * AREAS_STEP));
        if (row == NULL)
            return false;
        area->values[i] = row->estimate;
    }
    return true;
}

static const char *finding_of(const struct numbers *numbers) {
    struct whereabouts_days days = whereabouts_days(numbers);

    if (isnan(days.in_care))
        return "Where everyone is over the first year";
    return word_pool_format(numbers->pool, "%.0f of the first 365 days in care, %.0f of them after a return to use",
                            days.in_care, days.after_use);
}

struct canvas *whereabouts_draw(const struct numbers *numbers) {
    struct areas areas = {.name = "whereabouts",
                          .x_title = "Days since care began",
                          .measure = "Share of all who began care, by where they are on a day (multistate "
                                     "Aalen–Johansen)",
                          .note = "Everyone is counted from the first day in care on, whatever happens in between: who "
                                  "leaves and comes back is in care again.",
                          .n = N_STATES,
                          .n_times = AREAS_TIMES};

    for (size_t i = 0; i < N_STATES; i++) {
        areas.areas[i] = (struct area){.code = states[i].code, .hue = &chart_fills[states[i].fill]};
        if (!fill_state(numbers, &areas.areas[i]))
            return NULL;
    }
    areas.areas[0].values[0] = 1;
    areas.finding = finding_of(numbers);
    return areas_draw(numbers, &areas);
}
