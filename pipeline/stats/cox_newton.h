/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_NEWTON_H
#define SWITCHBACK_STATS_COX_NEWTON_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/cox_data.h"
#include "stats/cox_model.h"
#include "stats/cox_score.h"

/*
 * Inside of the Cox model: Newton's method with step halving, within given strata. Preconditions and statuses are those
 * of cox_fit; `fit` is allocated, its coefficients 0.
 */
struct newton {
    struct cox_data data;
    struct cox_score now, next; /* at the coefficients reached, and at those tried */
    double *factor;             /* of the information, without the terms left out */
    double *step, *trial, *inverse;
    double *direction; /* with STATS_MONOTONE: along which the likelihood rises without end, by term, 0 if finite */
    double *value;     /* the direction times the covariates, by row of the sample; NULL until one is tried */
    double tolerance;  /* values closer than that are one (cox_limit.h) */
    bool *dependent;
};

enum stats_status cox_newton_open(struct newton *newton, const struct survival_split *strata,
                                  const struct cox_covariates *covariates, enum cox_ties ties);
void cox_newton_close(struct newton *newton);

/* Everything at coefficients 0: the null likelihood, the score test, which terms are used. */
enum stats_status cox_newton_start(struct newton *newton, struct cox_fit *fit);

/* To the maximum. STATS_MONOTONE: there is none, newton->direction, value and tolerance say along which direction. */
enum stats_status cox_newton_iterate(struct newton *newton, struct cox_fit *fit);

#endif
