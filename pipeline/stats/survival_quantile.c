/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/survival_quantile.h"

#include <math.h>
#include <stdbool.h>

/* Products of fractions come to a level like 0.5 only up to rounding. */
static const double tolerance = 1.4901161193847656e-08; /* 2^-26 */

enum curve { CURVE_ESTIMATE, CURVE_LOW, CURVE_HIGH };

struct inversion {
    const struct risk_set *sets;
    const struct interval *points;
    size_t n_points;
    double level; /* of the falling curve */
    bool rising;  /* the points hold 1 minus a falling curve */
};

static double height(const struct inversion *inversion, size_t i, enum curve curve) {
    const struct interval *point = &inversion->points[i];
    double value = point->estimate;
    if (curve == CURVE_LOW)
        value = point->ci_low;
    if (curve == CURVE_HIGH)
        value = point->ci_high;
    return inversion->rising ? 1 - value : value;
}

/* First event time at which the curve is below `level`; n_points when there is none. NaN
 * compares false: points beyond follow-up are passed over. */
static size_t first_below(const struct inversion *inversion, enum curve curve, size_t from, double level) {
    for (size_t i = from; i < inversion->n_points; i++)
        if (inversion->sets[i].events > 0 && height(inversion, i, curve) < level)
            return i;
    return inversion->n_points;
}

static double invert(const struct inversion *inversion, enum curve curve) {
    size_t first = first_below(inversion, curve, 0, inversion->level + tolerance);
    if (first == inversion->n_points)
        return nan("");
    double time = inversion->sets[first].time, reached = height(inversion, first, curve);
    if (fabs(reached - inversion->level) >= tolerance)
        return time;
    size_t next = first_below(inversion, curve, first + 1, inversion->level - tolerance);
    return next < inversion->n_points ? (time + inversion->sets[next].time) / 2 : time;
}

enum stats_status survival_quantile(const struct risk_set *sets, const struct interval *points, size_t n_points,
                                    double p, struct interval *out) {
    if (!(p > 0 && p < 1))
        return STATS_INVALID;
    struct inversion inversion = {sets, points, n_points, 1 - p, false};
    *out = (struct interval){invert(&inversion, CURVE_ESTIMATE), nan(""), invert(&inversion, CURVE_LOW),
                             invert(&inversion, CURVE_HIGH)};
    return isnan(out->estimate) ? STATS_NOT_REACHED : STATS_OK;
}

enum stats_status incidence_quantile(const struct risk_set *sets, const struct interval *points, size_t n_points,
                                     double p, struct interval *out) {
    if (!(p > 0 && p < 1))
        return STATS_INVALID;
    struct inversion inversion = {sets, points, n_points, 1 - p, true};
    *out = (struct interval){invert(&inversion, CURVE_ESTIMATE), nan(""), invert(&inversion, CURVE_HIGH),
                             invert(&inversion, CURVE_LOW)};
    return isnan(out->estimate) ? STATS_NOT_REACHED : STATS_OK;
}
