/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_MEAN_CUMULATIVE_H
#define SWITCHBACK_STATS_MEAN_CUMULATIVE_H

#include <stddef.h>

#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The mean cumulative function: the expected number of events per person by time t, for events that may come again.
 *   M(t) = sum_{t_j <= t} d_j / n_j
 *   var = sum over people of {sum_{t_j <= t} (dN_ij - Y_ij d_j / n_j) / n_j}^2, always (Lawless-Nadeau; R drops to
 *   the naive one when no id repeats)
 *   limits on the log scale, M exp(-+ z se / M); while M is 0, 0 and the exact Poisson limit -log(alpha / 2) / n of no
 *   event among n people at risk.
 * A person's rows are the intervals (entry, exit] at risk, an event of any cause at exit; gaps are not at risk.
 * A time after the last exit is beyond follow-up: its estimates are NaN.
 * An event that meets one person alone at risk raises M by 1 and adds nothing to the variance, which is what people
 * differ by: from there on std_error, as R gives it, is too small, and may be 0 (mean_cumulative_alone_from).
 *
 * Source: Lawless & Nadeau, Technometrics 1995, 37:158, equations 2.1 and 2.4. Nelson, Recurrent Events Data Analysis
 * (2003), ch. 4, whose variance divides by n - 1, has none from there on.
 * Checked against: R survival 3.5-3 survfit(Surv(start, stop, event) ~ g, id = , robust = TRUE) $cumhaz, $std.chaz
 * and the sums of its influences: 1e-10 relative (tests/reference/recurrence.R).
 */
struct mean_cumulative {
    size_t n_points;
    struct risk_sets counts; /* counts.sets[i]: time and numbers of point i */
    struct interval *points;
    double last_time;
};

/*
 * At every distinct exit time and at `times` (ascending). Free with mean_cumulative_free.
 * STATS_EMPTY, STATS_NO_MEMORY, STATS_INVALID (level outside (0, 1)).
 */
enum stats_status mean_cumulative_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                           double level, struct mean_cumulative *out);
void mean_cumulative_free(struct mean_cumulative *mean);

/* The first time at which an event meets one row alone at risk; infinite when there is none. */
double mean_cumulative_alone_from(const struct survival_group *group);

/*
 * Events per unit of time at risk, over all of the group's rows (stats/rate.h): variance robust by person into *out,
 * exact Poisson, which is right when no person has more events than chance gives, into *exact. Rows without entry times
 * are at risk from 0. STATS_EMPTY: no time at risk.
 */
enum stats_status mean_cumulative_rate(const struct survival_group *group, double level, struct interval *out,
                                       struct interval *exact);

#endif
