/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/whereabouts.h"

#include <math.h>
#include <stdbool.h>

#include "chart/areas.h"
#include "text/whereabouts_numbers.h"
#include "text/wording.h"

/* Of chart_fills, in the order of the states. */
static const size_t fills[WHEREABOUTS_STATES] = {0, 1, 2, 5, 3};

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
    struct whereabouts_days days = whereabouts_days(numbers, WHEREABOUTS_FIRST);

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
                          .n_times = AREAS_TIMES};

    for (size_t i = 0; i < WHEREABOUTS_STATES; i++) {
        struct area *area = &areas.areas[areas.n];
        if (!whereabouts_is_entered(numbers, whereabouts_states[i]))
            continue;
        *area = (struct area){.code = whereabouts_states[i], .hue = &chart_fills[fills[i]]};
        if (!fill_state(numbers, area))
            return NULL;
        areas.n++;
    }
    if (areas.n == 0)
        return NULL;
    areas.areas[0].values[0] = 1;
    areas.finding = finding_of(numbers);
    return areas_draw(numbers, &areas);
}
