/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the estimates table for factors whose levels are told beside their average instead of beside one of
 * them: ratio_to_average, exp(b - mean b), b the levels' coefficients (0 of the reference), the mean weighted by the
 * people of each level. Its limits are of this contrast by the robust covariance (the model's where there are no
 * persons), the weights taken as known. Levels without an estimate have the flag not_estimable and are not in the
 * average; where fewer than two levels have one there is no row.
 * alike_test: Wald's, that all levels are alike.
 *
 * Source: weighted effect coding; te Grotenhuis et al., Int J Public Health 2017, 62:163 (the contrast's variance
 * c'Vc). Checked against: R survival coxph(cluster = id), contrasts of coef() and vcov()
 * (tests/reference/hazard_average.R).
 */
#ifndef SWITCHBACK_SAMPLE_HAZARD_AVERAGE_H
#define SWITCHBACK_SAMPLE_HAZARD_AVERAGE_H

#include "sample/estimate_run.h"
#include "sample/hazard_model.h"

/* Of each factor of the fitted model. */
void hazard_average_write(struct estimate_run *run, const struct hazard_model *model);

#endif
