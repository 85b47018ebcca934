/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranges as upright boxes over days or months, and as lying ones beside a name: dark what holds for certain, light with
 * chance added. No line joins them and nothing marks their middle: the truth may be anywhere inside.
 */
#ifndef SWITCHBACK_CHART_RANGES_H
#define SWITCHBACK_CHART_RANGES_H

#include <stdbool.h>

#include "chart/canvas.h"
#include "text/release_words.h"

enum { RANGES_MOST_PANELS = 12 };

/* A panel of upright boxes; those of row i stand from x1[i] to x2[i]. */
struct range_panel {
    const char *title;
    const struct released **rows;
    const double *x1, *x2;
    size_t n;
    double x_min, x_max;
    const double *ticks; /* days; NULL: x counts months since year 0 */
    size_t n_ticks;
    bool is_share;
};

struct ranges {
    const char *name, *finding, *measure, *note;
    double width, x_max; /* CHART_WIDE or CHART_NARROW; where the axis of rows ends */
    struct range_panel panels[RANGES_MOST_PANELS];
    size_t n_panels;
};

/* One panel takes the width, more stand in columns beside each other. NULL when there is none. */
struct canvas *ranges_draw(struct word_pool *pool, const struct ranges *ranges);

/* The end of an axis on which the rows have room. */
double ranges_axis(const struct released *const rows[], size_t n);

/* One line a row: its label, its box, its range in words. NULL when there is no row. */
struct canvas *ranges_draw_rows(const struct release *release, const struct ranges *ranges,
                                const struct released *const rows[], const char *const labels[], size_t n);

#endif
