/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/whereabouts.h"

#include <math.h>
#include <stdbool.h>

#include "chart/areas.h"
#include "text/whereabouts_numbers.h"
#include "text/wording.h"

/* In the order of the states. */
static const struct chart_hue *const hues[WHEREABOUTS_STATES] = {&chart_fills[0], &chart_fills[1], &chart_fills[2],
                                                                 &chart_fill_outside, &chart_fills[6]};

static bool fill_state(const struct numbers *numbers, struct area *area) {
    for (size_t i = 1; i < AREAS_TIMES; i++) {
        const struct estimate *row = whereabouts_share(numbers, area->code, areas_days[i]);
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

struct canvas *whereabouts_draw(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct areas areas = {.name = "whereabouts",
                          .x_title = "Days since care began",
                          .measure = "Share of all who began care, by where they are on a day (multistate "
                                     "Aalen–Johansen)",
                          .note = "Everyone is counted from the first day in care on, whatever happens in between: who "
                                  "leaves and comes back is in care again.",
                          .width = source->width,
                          .n_times = AREAS_TIMES};

    for (size_t i = 0; i < WHEREABOUTS_STATES; i++) {
        struct area *area = &areas.areas[areas.n];
        if (!whereabouts_is_entered(numbers, whereabouts_states[i]))
            continue;
        *area = (struct area){.code = whereabouts_states[i], .hue = hues[i]};
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
