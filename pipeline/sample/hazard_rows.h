/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the estimates table for the terms of a fitted hazard model: the term in group, a factor's level in
 * subgroup; log_hazard_ratio with the model's error, robust_std_error with persons, hazard_ratio and p_value (Wald) by
 * the robust error where there is one. A factor's reference level has rows of its own, 0 and 1.
 *
 * q_value: Benjamini and Hochberg's, of the p-values of all terms of the model, if the model asks for them. They are
 * for a search, such as which of many triggers go with what followed; a model with one question has one p-value.
 */
#ifndef SWITCHBACK_SAMPLE_HAZARD_ROWS_H
#define SWITCHBACK_SAMPLE_HAZARD_ROWS_H

#include "sample/estimate_run.h"
#include "sample/hazard_model.h"

/*
 * In the order of the model's terms; run->row holds what all rows share. Of a term without an estimate (constant, a
 * combination of others, infinite, or no model at all) there are rows log_hazard_ratio and hazard_ratio with the flag
 * not_estimable; a note says why.
 */
void hazard_rows_write_terms(struct estimate_run *run, const struct hazard_model *model);

#endif
