/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Estimates with their intervals as points and lines, a row a group, in one panel or in some beside each other that
 * share the rows; an upright line where there is no difference. Names stand left of the rows, on a narrow drawing above
 * each.
 */
#ifndef SWITCHBACK_CHART_FOREST_H
#define SWITCHBACK_CHART_FOREST_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/canvas.h"

enum { FOREST_MOST_TICKS = 8 };

/* Ticks are numbers of the axis and what is written under them; all on a scale that the caller has chosen. */
struct forest_panel {
    const char *title;
    double min, max, reference;
    double ticks[FOREST_MOST_TICKS];
    const char *labels[FOREST_MOST_TICKS];
    size_t n_ticks;
};

struct forest_cell {
    double estimate, low, high; /* NaN: none */
    bool found;                 /* told from the reference: larger, and in the second colour */
    const char *words;          /* in the place of an estimate; NULL: nothing stands there */
};

struct forest {
    const char *name, *finding, *measure, *note;
    double width; /* CHART_WIDE or CHART_NARROW */
    const struct forest_panel *panels;
    size_t n_panels;
    const char *const *names, *const *values; /* of the rows; values: words at the right, NULL: none */
    size_t n_rows;
    const struct forest_cell *cells; /* [row * n_panels + panel] */
};

/* NULL when there is no row. */
struct canvas *forest_draw(struct word_pool *pool, const struct forest *forest);

#endif
