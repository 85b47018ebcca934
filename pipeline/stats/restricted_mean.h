/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_RESTRICTED_MEAN_H
#define SWITCHBACK_STATS_RESTRICTED_MEAN_H

#include "stats/interval.h"
#include "stats/kaplan_meier.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Restricted mean survival time: the area under the Kaplan-Meier curve from 0 to tau, in the
 * unit of time; "days in care during the first tau days".
 *
 *   one row per person: var = sum_{t_j <= tau} A_j^2 d_j / (n_j (n_j - d_j)), A_j the area from
 *     t_j to tau
 *   several rows of some person: infinitesimal jackknife, the influences of kaplan_meier.h
 *     integrated over (0, tau), summed within person, squared
 *   limits: estimate -+ z std_error, cut to [0, tau]
 *
 * `curve` is kaplan_meier_estimate of the same group. STATS_BEYOND_FOLLOW_UP: tau lies past the last
 * exit while S is not 0. STATS_INVALID: tau <= 0. STATS_NO_MEMORY.
 *
 * Source: Irwin 1949; Karrison, Controlled Clinical Trials 1997, 18:151.
 * Checked against: R survival 3.5-3 print(survfit, rmean = tau); with several rows per person
 * survfit(influence = TRUE) integrated (tests/reference/survival.R).
 */
enum stats_status restricted_mean(const struct survival_group *group, const struct kaplan_meier *curve, double tau,
                                  struct interval *out);

/*
 * Second minus first group of one sample, each restricted mean as above.
 *   nobody has rows in both: var = sum of both variances
 *   someone has: sum over people of (influence on the second - influence on the first)^2, the infinitesimal jackknife
 *     by person for both, so that what a person's times have in common is taken off
 *   limits: difference -+ z std_error. R's survfit gives no difference: it is the two means' there.
 * STATS_BEYOND_FOLLOW_UP: tau is past the follow-up of one of them. STATS_INVALID, STATS_NO_MEMORY, STATS_EMPTY.
 */
enum stats_status restricted_mean_difference(const struct survival_group *first, const struct survival_group *second,
                                             double tau, double level, struct interval *out);

#endif
