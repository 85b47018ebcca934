/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart of curves over days: one panel with direct labels and a table of people followed under its axis, or small
 * multiples where there are more than four groups.
 *
 * Full estimates are drawn as steps with stepped bands; released ones, which stand on a grid, as joined lines. A curve
 * ends where fewer than eleven people are left.
 */
#ifndef SWITCHBACK_CHART_CURVES_H
#define SWITCHBACK_CHART_CURVES_H

#include <stdbool.h>

#include "chart/canvas.h"
#include "text/numbers.h"

struct curve {
    const char *label;
    struct number_list rows; /* by time */
    double start;            /* value at day 0: 1 of survival, 0 of incidence */
};

struct curves {
    const char *name;    /* of the chart */
    const char *finding; /* headline */
    const char *measure; /* what is drawn */
    const char *note;    /* at the foot */
    const char *x_title;
    const char *followed; /* what the table under the axis counts */
    double x_max, mark;   /* mark: the day whose values are written beside the curves; 0: none */
    const double *ticks;
    size_t n_ticks;
    struct curve *curves;
    size_t n_curves;
};

enum { CURVES_LEAST_PEOPLE = 11 };

/* NULL when there is no curve with two points to draw. */
struct canvas *curves_draw(const struct numbers *numbers, const struct curves *curves);

/* How many rows of the curve, from the first, are to be drawn. */
size_t curve_length(const struct curve *curve, double x_max);

/* The row at exactly this day, or NULL. */
const struct estimate *curve_at(const struct curve *curve, double day);

#endif
