/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart of curves over days: one panel with direct labels and a table of people followed under its axis, or small
 * multiples where there are more than three groups.
 *
 * Estimates are drawn as steps with stepped bands. A curve ends where fewer than eleven people are left. A tick stands
 * on it where people were censored: several on one day are one tick.
 */
#ifndef SWITCHBACK_CHART_CURVES_H
#define SWITCHBACK_CHART_CURVES_H

#include <stdbool.h>

#include "chart/canvas.h"
#include "chart/censored.h"
#include "chart/curve_data.h"
#include "text/numbers.h"

enum { CURVES_SHORT_NAMED = 3 /* of more groups that are not drawn their number is said */ };

struct curves {
    const char *name;    /* of the chart */
    double width;        /* CHART_WIDE or CHART_NARROW */
    const char *finding; /* headline */
    const char *measure; /* what is drawn */
    const char *note;    /* at the foot */
    const char *x_title;
    const char *followed; /* what the table under the axis counts */
    bool one_clock;       /* the curves are ends of the same events: one row, of events, in that table */
    double x_max, mark;   /* mark: the day whose values are written beside the curves; 0: none */
    const double *ticks;
    size_t n_ticks;
    const struct censored *censored; /* NULL: no ticks */
    const char *everybody;           /* what the curve of all people is called */
    struct curve all;                /* theirs, grey behind those of groups; no rows: not drawn */
    struct curve *curves;
    size_t n_curves, n_left_out; /* curves for which there was no room: it is said */
    const char *short_names[CURVES_SHORT_NAMED];
    size_t n_short;
    const char *short_ones; /* words on the groups that end before the mark and are not drawn; NULL: none */
};

/* NULL when there is no curve with two points to draw. */
struct canvas *curves_draw(const struct numbers *numbers, const struct curves *curves);

#endif
