/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_HETEROGENEITY_H
#define SWITCHBACK_STATS_HETEROGENEITY_H

#include <stddef.h>

#include "stats/chi_square_test.h"
#include "stats/interval.h"
#include "stats/status.h"

/*
 * Do the shares of several independent groups differ by more than chance, by their intervals alone? Cochran's
 *   Q = sum w_i (y_i - mean)^2, w_i = 1 / error_i^2, mean = sum w y / sum w, chi-square with n - 1 degrees of freedom;
 * error_i is half the width of the interval of `level` by the normal quantile, y_i its middle. Asymmetric intervals,
 * and exact ones where the standard error is 0, have a width too, and they may be rounded. The middle, not the
 * estimate: widths go with the estimate and would weigh the extremes (of 20 sites of 40 people, all alike, 14 % were
 * found to differ so, 5 % with the middle).
 *
 * STATS_NOT_ESTIMABLE: fewer than two groups, or one without an interval or with one of no width. STATS_INVALID: level.
 *
 * Source: Cochran, Biometrics 1954, 10:101.
 * Checked against: the formula in R 4.2 with pchisq (tests/reference/heterogeneity.R): 1e-12.
 */
enum stats_status heterogeneity_test(const struct interval *groups, size_t n, double level,
                                     struct chi_square_test *out);

#endif
