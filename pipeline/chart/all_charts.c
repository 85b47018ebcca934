/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/all_charts.h"

#include "chart/exits.h"
#include "chart/followed.h"
#include "chart/months.h"
#include "chart/reflections.h"
#include "chart/retention.h"
#include "chart/whereabouts.h"

size_t all_charts_draw(const struct numbers *numbers, const struct censored *censored,
                       struct canvas *canvases[ALL_CHARTS_MOST]) {
    struct canvas *const curves[] = {
        retention_draw_by_medication(numbers, censored),
        retention_draw_by_site(numbers, censored),
        retention_draw_after_return(numbers, censored),
        exits_draw(numbers),
        followed_draw_after_use(numbers),
        followed_draw_came_back(numbers),
        whereabouts_draw(numbers),
    };
    struct canvas *months;
    size_t n = 0;

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
        if (curves[i] != NULL)
            canvases[n++] = curves[i];
    n += reflections_draw(numbers, canvases + n);
    if ((months = months_draw(numbers)) != NULL)
        canvases[n++] = months;
    return n;
}
