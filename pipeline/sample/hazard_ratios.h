/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the estimates table for a factor of many levels that is not in the model: how many events each level had
 * beside those expected of the same rows by the model of all levels together (stats/cox_expected.h).
 *
 * expected_events; observed_expected_ratio: observed (in `events`) / expected, a ratio standardised indirectly, with
 * the exact Poisson limits of the observed events, the expected ones taken as known. A level of which no event is
 * expected (all its rows leave before the first) has the flag not_estimable. Of ten levels and more, how far they lie
 * apart (stats/funnel_limits.h): dispersion, between_variance and alike_test, that all are alike.
 *
 * Source: Breslow & Day, Statistical Methods in Cancer Research II, IARC 1987, sec. 2.3 (limits from chi-square
 * quantiles; stats/rate.h).
 */
#ifndef SWITCHBACK_SAMPLE_HAZARD_RATIOS_H
#define SWITCHBACK_SAMPLE_HAZARD_RATIOS_H

#include "sample/estimate_run.h"
#include "sample/hazard_model.h"

/* The factor in group, its levels in subgroup, bytewise; the model is_apart. Without a fit nothing but time is alike.
 * One pass through the rows, whatever the number of levels. */
void hazard_ratios_write(struct estimate_run *run, const struct hazard_model *model);

#endif
