/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_EXPECTED_H
#define SWITCHBACK_STATS_COX_EXPECTED_H

#include "stats/cox_model.h"

/*
 * The events that a fitted Cox model expects of each row: exp(risk) times the baseline hazard summed over the row's
 * time at risk, (entry, exit], within its stratum. Of d tied events Efron's share: at its own event a row meets each of
 * the d steps with 1 - r / d of its weight. The expected events of all rows sum to those there were; observed less
 * expected is the martingale residual.
 *
 * `risk`: by row of the sample, as cox_fit has it; NULL: 0, a model of nothing (Nelson and Aalen's hazard). `expected`:
 * by row of the sample; rows outside the strata are 0. O(rows log rows).
 *
 * Source: Breslow, JRSS B 1972, 34:216 (baseline hazard); Therneau & Grambsch 2000, sec. 4.1-4.2 (expected events,
 * Efron's ties); Berry, Biometrics 1983, 39:173 (their sum over a group beside the observed one).
 * Checked against: R survival 3.5-3 predict(fit, type = "expected"): 1e-8 (tests/crosscheck/hazards.R).
 */
enum stats_status cox_expected(const struct survival_split *strata, const double *risk, enum cox_ties ties,
                               double *expected);

#endif
