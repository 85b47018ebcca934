/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_FUNNEL_LIMITS_H
#define SWITCHBACK_STATS_FUNNEL_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/chi_square_test.h"
#include "stats/status.h"

/*
 * The limits of a funnel of observed / expected events, and how far its places lie apart by more than chance.
 *
 * On the square root y = sqrt(O / E), which has the error s = 1 / (2 sqrt(E)) whatever the ratio, z = (y - 1) / s =
 * 2 (sqrt(O) - sqrt(E)). alike: sum z^2, chi-square with n - 1 degrees of freedom, as the expected add up to the
 * observed. dispersion: the mean of z^2 after the tenth of the z at either end has been drawn in to the tenth and
 * ninetieth percent (winsorised), so that a place that stands out does not make its own limits wide. Where all places
 * are alike by the test (p >= 0.05) the variance between them is 0 and limits are those of chance, exact (Poisson).
 * Else it is
 *   (n dispersion - (n - 1)) / (sum w - sum w^2 / sum w), w = 1 / s^2,    0 where that is less,
 * and a place lies outside where |y - 1| > z_level sqrt(s^2 + between_variance): the additive model.
 *
 * Source: Spiegelhalter, Statist. Med. 2005, 24:1185, sec. 4 and appendix; and Qual. Saf. Health Care 2005, 14:347.
 * Checked against: the same in base R, with quantile() and poisson.test (tests/reference/funnel_limits.R): 1e-12.
 */
enum { FUNNEL_LIMITS_LEAST = 10 };

struct funnel_spread {
    double dispersion, between_variance;
    struct chi_square_test alike;
};

/* Is an event or more expected, but for rounding? Of fewer nothing is told. */
bool funnel_limits_can_judge(double expected);

/* STATS_NOT_ESTIMABLE: fewer than FUNNEL_LIMITS_LEAST places that can be judged; others are left out.
 * STATS_NO_MEMORY. */
enum stats_status funnel_limits_spread(const double *observed, const double *expected, size_t n,
                                       struct funnel_spread *out);

/* Does a place lie within the limits that hold so large a share of such places? */
bool funnel_limits_hold(double observed, double expected, double between_variance, double share);

/* The ratios of the limits where so many are expected, of a variance between places over 0. */
void funnel_limits_ratios(double expected, double between_variance, double share, double *low, double *high);

#endif
