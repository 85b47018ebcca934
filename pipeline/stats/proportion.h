/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_PROPORTION_H
#define SWITCHBACK_STATS_PROPORTION_H

#include <stddef.h>

#include "stats/interval.h"
#include "stats/status.h"

/*
 * The share of `events` among `n`, with a two-sided interval of `level` (0.95).
 *
 * proportion_wilson: score interval; std_error = sqrt(p (1 - p) / n).
 *   Source: Wilson, JASA 1927, 22:209. Checked against: R 4.2 prop.test(correct = FALSE).
 * proportion_exact: Clopper-Pearson. Source and check: stats/distribution.h.
 * proportion_clustered: several trials per person. events[i] of trials[i] for person i;
 *   the share is sum(events) / sum(trials), its variance that of a ratio with influences summed
 *   within person, m/(m-1) corrected: m/(m-1) * sum (events_i - p trials_i)^2 / n^2, m people with
 *   trials. The interval is Wilson's with n replaced by the effective number p(1-p)/variance
 *   (Korn & Graubard, Survey Methodology 1998, 24:193, their idea for the exact interval, without
 *   the t correction). With one trial per person it is Wilson's interval but for the factor
 *   (m-1)/m on n. When p is 0 or 1, or there is only one person, n is replaced by the number of
 *   people. Checked against: the same formula in base R (tests/reference/distribution.R).
 *
 * proportion_difference: later less earlier, of shares that share nobody; Newcombe's interval from the Wilson limits of
 *   both, which holds at 0 and 1 and is never past -1 or 1. Source: Newcombe, Statistics in Medicine 1998, 17:873,
 *   method 10. Checked against: the same formula on R 4.2 prop.test(correct = FALSE) (tests/reference/compared.R).
 *
 * STATS_INVALID: events > n, a negative number, level outside (0, 1). STATS_EMPTY: n = 0.
 */
enum stats_status proportion_wilson(double events, double n, double level, struct interval *out);
enum stats_status proportion_exact(double events, double n, double level, struct interval *out);
enum stats_status proportion_clustered(const double *events, const double *trials, size_t n_people, double level,
                                       struct interval *out);

/* A share of `n`, which may be fewer than its trials: of people, where one has several. */
struct proportion_share {
    double share, n;
};
enum stats_status proportion_difference(struct proportion_share later, struct proportion_share earlier, double level,
                                        struct interval *out);

#endif
