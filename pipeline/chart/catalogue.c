/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/catalogue.h"

#include "chart/exits.h"
#include "chart/followed.h"
#include "chart/months.h"
#include "chart/reflections.h"
#include "chart/retention.h"

size_t catalogue_draw(const struct numbers *numbers, struct canvas *canvases[CATALOGUE_MOST]) {
    struct canvas *(*const curves[])(const struct numbers *) = {retention_draw_by_medication, retention_draw_by_site,
                                                                retention_draw_after_return,  exits_draw,
                                                                followed_draw_after_use,      followed_draw_came_back};
    struct canvas *drawn;
    size_t n = 0;

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
        /* cppcheck-suppress uninitvar ; an initialized array of functions */
        if ((drawn = curves[i](numbers)) != NULL)
            canvases[n++] = drawn;
    n += reflections_draw(numbers, canvases + n);
    if ((drawn = months_draw(numbers)) != NULL)
        canvases[n++] = drawn;
    return n;
}
