/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/all_charts.h"

#include "figure/exits.h"
#include "figure/followed.h"
#include "figure/groups.h"
#include "figure/months.h"
#include "figure/reflections.h"
#include "figure/retention.h"
#include "figure/sites.h"
#include "figure/whereabouts.h"

size_t all_charts_draw(const struct chart_source *source, struct canvas *canvases[ALL_CHARTS_MOST]) {
    struct canvas *const charts[] = {
        months_draw_losses(source),
        retention_draw_by_medication(source),
        retention_draw_by_site(source),
        retention_draw_after_return(source),
        exits_draw(source),
        followed_draw_after_use(source),
        followed_draw_came_back(source),
        whereabouts_draw(source),
        months_draw(source),
        sites_draw(source),
        groups_draw_for_whom(source),
        groups_draw_signs(source),
    };
    size_t n = 0;

    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++)
        if (charts[i] != NULL)
            canvases[n++] = charts[i];
    return n + reflections_draw(source, canvases + n);
}
