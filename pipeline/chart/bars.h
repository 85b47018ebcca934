/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranked horizontal bars of shares, with their intervals as whiskers and the counts written out.
 */
#ifndef SWITCHBACK_CHART_BARS_H
#define SWITCHBACK_CHART_BARS_H

#include "chart/canvas.h"
#include "text/numbers.h"

struct bars {
    const char *name, *finding, *measure, *note;
    double width, x_max; /* CHART_WIDE or CHART_NARROW; where the axis ends: one for charts read together */
    const struct estimate *const *rows; /* ranked; only shown ones */
    const char *const *labels;          /* of the rows */
    size_t n_rows;
};

/* The end of an axis on which all these shares and their intervals have room, at least a tenth, at most 1. */
double bars_axis(double x_max, const struct estimate *const rows[], size_t n);

/* NULL when there is no row. */
struct canvas *bars_draw(const struct numbers *numbers, const struct bars *bars);

#endif
