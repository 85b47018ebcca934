/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_RECURRENCE_DIFFERENCE_H
#define SWITCHBACK_STATS_RECURRENCE_DIFFERENCE_H

#include "stats/interval.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Second minus first group of one sample: of the mean cumulative functions at `time` (stats/mean_cumulative.h), and of
 * the events per unit of time at risk (stats/rate.h).
 *   variance: sum over people of (influence on the second - influence on the first)^2, so that people with rows in
 *   both groups count as the persons that they are; with none in both it is the sum of the robust variances.
 *   limits: difference -+ z std_error
 * Rows without entry times are at risk from 0.
 *
 * STATS_INVALID: level outside (0, 1). STATS_EMPTY: a group without rows, or (rate) without time at risk.
 * STATS_BEYOND_FOLLOW_UP: `time` is after the last exit of a group. STATS_NO_MEMORY.
 *
 * Source: Lawless & Nadeau, Technometrics 1995, 37:158, section 3.
 * Checked against: the influences of R survival 3.5-3 survfit(Surv(start, stop, event) ~ 1, id =, influence = 2),
 * summed by person (tests/crosscheck/recurrence.R).
 */
enum stats_status recurrence_mean_difference(const struct survival_group *first, const struct survival_group *second,
                                             double time, double level, struct interval *out);
enum stats_status recurrence_rate_difference(const struct survival_group *first, const struct survival_group *second,
                                             double level, struct interval *out);

#endif
