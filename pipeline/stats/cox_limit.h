/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_LIMIT_H
#define SWITCHBACK_STATS_COX_LIMIT_H

#include <stdbool.h>

#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Inside of the Cox model: a partial likelihood that has no maximum, as it rises without end along a direction d of the
 * coefficients (monotone likelihood).
 *
 * It never falls along d if and only if at each event time those with the event have the largest d'x of all at risk:
 * each factor exp(b'x_i) / sum exp(b'x_k) has the derivative d'x_i - mean of d'x, mean by weights. Along b + s d, s to
 * infinity, the weight of whoever has a smaller d'x vanishes beside them, so the limit is the likelihood in which each
 * event is compared only with those at risk who have its own d'x: the model stratified by d'x. Coefficients that d does
 * not move take there the values to which they tend, and so do their errors: the information about d vanishes faster
 * than what ties it to them.
 *
 * A level in which nobody has an event is d = -1 for its term (its rows leave all risk sets); one that has all events
 * for as long as one of its rows is at risk is d = +1.
 *
 * `value`: d'x by row of the sample, finite. Values closer than `tolerance` are one.
 *
 * cox_limit_rises: is it so? O(rows log rows), and done at the first event that says no.
 * cox_limit_split: the strata split by value; free with survival_split_free. STATS_NOT_ESTIMABLE: all rows of each
 *   stratum have one value, so nothing is split.
 *
 * Source: Jacobsen, Scand J Statist 1989, 16:335 (existence); Geyer, Electron J Statist 2009, 3:259 (the limiting
 * conditional model).
 * Checked against: R survival 3.5-3 coxph of the whole model, whose other coefficients agree to 1e-8, and of the model
 * with strata(level) in place of the level: 1e-10 (tests/reference/cox.R).
 */
enum stats_status cox_limit_rises(const struct survival_split *strata, const double *value, double tolerance,
                                  bool *rises);
enum stats_status cox_limit_split(const struct survival_split *strata, const double *value, double tolerance,
                                  struct survival_split *out);

#endif
