/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_LOG_RANK_H
#define SWITCHBACK_STATS_LOG_RANK_H

#include <stddef.h>

#include "stats/chi_square_test.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The log-rank test that groups have the same hazard, within strata; G-rho: events weighted
 * with S(t-)^rho, S the Kaplan-Meier estimate of all groups of the stratum (rho 0 the log-rank,
 * rho 1 Peto & Peto's Wilcoxon). An event of any cause counts.
 *
 * The split holds group g of stratum s as its group s * n_groups + g.
 *   one row per person: hypergeometric variance. With delayed entry the same formula on the risk
 *     sets is the score test of a Cox model with exact ties.
 *   several rows of some person, in one group or in several: the robust score test of a Cox model,
 *     U' (sum_p u_p u_p')^-1 U. A row of group g has u = sum w (e_g - n/n.) (dN - Y d/n.) over its
 *     time at risk, summed within person, ties as Breslow's, so that U is observed - expected.
 * df is the rank of the variance: groups never at risk beside another do not count.
 *
 * STATS_NOT_ESTIMABLE: fewer than two groups at risk together at an event, or (robust) too few people with events.
 * STATS_INVALID: shape. STATS_NO_MEMORY: n_people * n_groups numbers are needed for the robust test.
 *
 * Source: Harrington & Fleming, Biometrika 1982, 69:553; Lin & Wei, JASA 1989, 84:1074.
 * Checked against: R survival 3.5-3 survdiff(Surv(time, event) ~ g + strata(s), rho =);
 * coxph(Surv(entry, time, event) ~ g, ties = "exact")$score; coxph(..., ties = "breslow",
 * cluster =)$rscore: 1e-10 relative (tests/reference/survival.R).
 */
enum stats_status log_rank_test(const struct survival_split *split, size_t n_strata, size_t n_groups, double rho,
                                struct chi_square_test *out);

#endif
