/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_SCORE_H
#define SWITCHBACK_STATS_COX_SCORE_H

#include "stats/cox_data.h"

/*
 * Inside of the Cox model: log likelihood, score and information at the coefficients last given to cox_data_set_risk,
 * and the score residuals of the robust variance.
 */
struct cox_score {
    double log_likelihood;
    double *first;       /* [term] */
    double *information; /* [i * n_terms + j], full */
};

enum stats_status cox_score_alloc(struct cox_score *score, size_t n_terms);
void cox_score_free(struct cox_score *score);

/* Score and information of the event times at which the walk stands, into `score` (lower triangle), added. */
void cox_score_add(const struct cox_walk *walk, struct cox_score *score);
/* Sets all to 0. */
void cox_score_clear(struct cox_score *score, size_t n_terms);
/* Copies the lower triangle to the upper one. */
void cox_score_fill(struct cox_score *score, size_t n_terms);

enum stats_status cox_score_evaluate(const struct cox_data *data, struct cox_score *score);

/* Score residuals summed by person: residuals[person * n_terms + term], zeroed before. */
enum stats_status cox_score_residuals(const struct cox_data *data, double *residuals);

#endif
