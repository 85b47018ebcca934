/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_AALEN_JOHANSEN_H
#define SWITCHBACK_STATS_AALEN_JOHANSEN_H

#include <stddef.h>

#include "stats/confidence.h"
#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Cumulative incidence of each of several causes that end a row, for one group:
 *   F_k(t) = sum_{t_j <= t} S(t_j-) d_kj / n_j, S the Kaplan-Meier estimate for all causes, so that
 *   sum_k F_k = 1 - S.
 * Variance: infinitesimal jackknife, influences summed within person, then squared. With one row
 * per person and no delayed entry it equals
 *   sum a^2 d/(n(n-d)) + sum S^2 d_k(n-d_k)/n^3 - 2 sum a S d_k/n^2, a = F_k(t) - F_k(t_j).
 * (cmprsk prints Aalen's variance, which differs in the 4th digit under ties.)
 * Limits: complementary log-log by default (stats/confidence.h), for every cause; where F_k is 0, exact binomial on the
 * people at risk (once S is 0, those at risk when it became 0); where it is 1, confidence_incidence_end.
 * A time after the last exit while S > 0 is beyond follow-up: its estimates are NaN.
 *
 * Source: Aalen & Johansen, Scand J Stat 1978, 5:141; the survival package's vignette "Methods",
 * section on the infinitesimal jackknife.
 * Checked against: R survival 3.5-3 survfit(Surv(time, factor) ~ g, id = , influence): 1e-9
 * relative (tests/reference/survival.R).
 */
struct aalen_johansen {
    size_t n_points;
    int32_t n_causes;
    struct risk_sets counts;  /* counts.sets[i]: time and numbers of point i */
    struct interval **causes; /* causes[k - 1][i]: F_k at point i */
    double *survival;         /* S at point i */
    double last_time;         /* the last exit */
};

/*
 * Estimates at every distinct exit time and at `times` (ascending), n_causes of the sample.
 * Free with aalen_johansen_free. STATS_EMPTY, STATS_NO_MEMORY, STATS_INVALID (level).
 * Memory: 32 bytes per cause and distinct time, 24 per person while it runs.
 */
enum stats_status aalen_johansen_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                          const struct confidence *confidence, struct aalen_johansen *out);
void aalen_johansen_free(struct aalen_johansen *incidence);

/*
 * The time by which a share `p` of all has had the cause: the first t with F_k(t) > p, with the
 * conventions of kaplan_meier_quantile. STATS_NOT_REACHED when F_k stays below.
 */
enum stats_status aalen_johansen_quantile(const struct aalen_johansen *incidence, int32_t cause, double p,
                                          struct interval *out);

#endif
