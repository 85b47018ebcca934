/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_KAPLAN_MEIER_H
#define SWITCHBACK_STATS_KAPLAN_MEIER_H

#include <stddef.h>

#include "stats/confidence.h"
#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The Kaplan-Meier estimate of S(t) = P(T > t) for one group; an event of any cause counts.
 *
 *   S(t) = prod (1 - d_j / n_j) over event times t_j <= t
 *   one row per person: Greenwood, var = S^2 sum d_j / (n_j (n_j - d_j))
 *   several rows of some person: infinitesimal jackknife by person. Row i's influence is
 *     -S(t) sum_{t_j <= t} (dN_ij - Y_ij d_j / n_j) / (n_j - d_j); influences are summed within
 *     person, then squared. For one row each, without delayed entry, it equals Greenwood.
 *   limits: stats/confidence.h; at S = 1 exact binomial on the people at risk; at S = 0, which R leaves open,
 *     what confidence_survival_end says.
 *
 * Once S is 0 it stays 0, with std_error 0. A time after the last exit while S > 0 is beyond
 * follow-up: its estimates are NaN.
 *
 * Source: Kaplan & Meier, JASA 1958, 53:457; Greenwood 1926; Therneau & Grambsch, Modeling
 * Survival Data, 2000, sec. 2.1; the survival package's vignette "Methods", sec. on the
 * infinitesimal jackknife.
 * Checked against: R survival 3.5-3 survfit(Surv(time, event) ~ g), survfit(Surv(entry, time,
 * event) ~ g, id = , robust = TRUE): 1e-10 relative (tests/reference/survival.R).
 */
struct kaplan_meier {
    size_t n_points;
    struct risk_sets counts; /* counts.sets[i]: time and numbers of point i */
    struct interval *points; /* S at and just after that time, until the next */
    struct confidence confidence;
    double last_time; /* the last exit */
};

/*
 * Estimates at every distinct exit time and at `times` (ascending). Free with kaplan_meier_free.
 * STATS_EMPTY, STATS_NO_MEMORY, STATS_INVALID (level outside (0, 1)).
 */
enum stats_status kaplan_meier_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                        const struct confidence *confidence, struct kaplan_meier *out);
void kaplan_meier_free(struct kaplan_meier *curve);

/*
 * The time by which a share `p` (0 < p < 1) has had the event: the first t with S(t) < 1 - p; where
 * S equals 1 - p (to 1.5e-8) from t1 on, the middle of t1 and the next event time, or t1 when S
 * never drops again. Limits: the same inversion of the lower and upper curve, at event times. A
 * limit that is not reached is NaN; std_error is NaN.
 * STATS_NOT_REACHED: the estimate is not reached (limits are still given). STATS_INVALID: p.
 * Checked against: R's print(survfit) (quantile() differs where S ends exactly at 1 - p).
 */
enum stats_status kaplan_meier_quantile(const struct kaplan_meier *curve, double p, struct interval *out);

#endif
