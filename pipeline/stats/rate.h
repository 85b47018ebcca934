/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_RATE_H
#define SWITCHBACK_STATS_RATE_H

#include <stddef.h>

#include "stats/interval.h"
#include "stats/status.h"

/*
 * Events per unit of `exposure` (person-time, > 0), two-sided interval of `level`.
 *
 * rate_exact: Poisson; std_error = sqrt(events) / exposure. Right only when no person has more
 *   events than chance gives. Source: Garwood, Biometrika 1936, 28:437.
 *   Checked against: R 4.2 poisson.test.
 * rate_robust: events[i] in exposure[i] of person i; variance = sum (events_i - rate exposure_i)^2 /
 *   (total exposure)^2, interval on the log scale; with no events the exact upper limit is used.
 *   Checked against: the same formula in base R (tests/reference/distribution.R).
 *
 * rate_part: has the rate changed between two stretches? Of the events of both, the part of the later one as if both
 *   were as long: r / (1 + r), r the ratio of the rates; 1/2 is no change, and none of the events of the earlier one is
 *   no trouble. Given the sum of both the later count is binomial, whose exact limits are taken.
 *   Source: Przyborowski & Wilenski, Biometrika 1940, 31:313. Checked against: R 4.2 poisson.test of two counts
 *   (tests/reference/compared.R).
 *
 * STATS_INVALID: negative or not finite. STATS_EMPTY: no exposure; of rate_part: no event in either.
 */
enum stats_status rate_exact(double events, double exposure, double level, struct interval *out);
enum stats_status rate_robust(const double *events, const double *exposure, size_t n_people, double level,
                              struct interval *out);

struct rate_count {
    double events, exposure;
};
enum stats_status rate_part(struct rate_count later, struct rate_count earlier, double level, struct interval *out);

#endif
