/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One curve over days, as the estimates table has it: which of its values are drawn, and where it ends.
 */
#ifndef SWITCHBACK_CHART_CURVE_DATA_H
#define SWITCHBACK_CHART_CURVE_DATA_H

#include <stdbool.h>

#include "text/numbers.h"

struct curve {
    const char *label;
    struct number_list rows; /* by time */
    double start;            /* value at day 0: 1 of survival, 0 of incidence */
    double *censored;        /* days on which people were censored, ascending; NULL: not to be drawn */
    size_t n_censored;
};

/* How many rows of the curve, from the first, are to be drawn. */
size_t curve_length(const struct curve *curve, double x_max);

/* The row at exactly this day, or NULL. */
const struct estimate *curve_at(const struct curve *curve, double day);

/* The value from this day on: of the last point drawn up to it; the start when there is none. */
double curve_value(const struct curve *curve, double day);

/* The last day drawn up to x_max; 0 when there is none. */
double curve_last_day(const struct curve *curve, double x_max);

/* The last value drawn up to x_max; the start when there is none. */
double curve_last_value(const struct curve *curve, double x_max);

/* People the curve rests on; NaN when no row says so. */
double curve_people(const struct curve *curve);

/* Of these who are followed from the start on: whoever enters late is not among them. */
double curve_followed_from_start(const struct curve *curve);

#endif
