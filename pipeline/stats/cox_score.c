/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_score.h"

#include <stdlib.h>
#include <string.h>

enum stats_status cox_score_alloc(struct cox_score *score, size_t n_terms) {
    *score = (struct cox_score){0};
    score->first = calloc(n_terms + 1, sizeof(double));
    score->information = calloc(n_terms * n_terms + COX_LANES, sizeof(double));
    return score->first != NULL && score->information != NULL ? STATS_OK : STATS_NO_MEMORY;
}

void cox_score_free(struct cox_score *score) {
    free(score->first);
    free(score->information);
    *score = (struct cox_score){0};
}

void cox_score_clear(struct cox_score *score, size_t n_terms) {
    score->log_likelihood = 0;
    memset(score->first, 0, n_terms * sizeof(double));
    memset(score->information, 0, n_terms * n_terms * sizeof(double));
}

void cox_score_fill(struct cox_score *score, size_t n_terms) {
    for (size_t i = 0; i < n_terms; i++)
        for (size_t j = 0; j < i; j++)
            score->information[j * n_terms + i] = score->information[i * n_terms + j];
}

/* sum over those with an event of the risk, and of the covariates (unweighted). */
static void add_events(const struct cox_walk *walk, struct cox_score *score) {
    const struct cox_data *data = walk->data;
    size_t p = data->n_terms;
    for (size_t place = walk->from; place < walk->place; place++) {
        if (!data->event[place])
            continue;
        score->log_likelihood += data->risk[place];
        for (size_t k = 0; k < p; k++)
            score->first[k] += data->covariates[place * data->stride + k];
    }
}

/* row += second inverse - first a, of as many numbers at once. */
static inline void lanes_add(double *row, const double *second, const double *first, double inverse, double a) {
    cox_lanes sum, s2, s1;
    memcpy(&sum, row, sizeof sum);
    memcpy(&s2, second, sizeof s2);
    memcpy(&s1, first, sizeof s1);
    sum += s2 * inverse - s1 * a;
    memcpy(row, &sum, sizeof sum);
}

/* The same for one event alone, of which all that is tied is 0. What goes over the diagonal is filled in later. */
static void add_alone(const struct cox_walk *walk, const struct cox_ties_sums *ties, struct cox_score *score) {
    size_t p = walk->data->n_terms;
    const double *s1 = walk->at_risk.first;
    for (size_t i = 0; i < p; i++) {
        const double *s2 = walk->at_risk.second + i * walk->data->stride;
        score->first[i] -= s1[i] * ties->inverse;
        for (size_t j = 0; j <= i; j += COX_LANES)
            lanes_add(score->information + i * p + j, s2 + j, s1 + j, ties->inverse, s1[i] * ties->squares);
    }
}

void cox_score_add(const struct cox_walk *walk, struct cox_score *score) {
    size_t p = walk->data->n_terms;
    struct cox_ties_sums ties = cox_walk_ties(walk);
    const double *s1 = walk->at_risk.first, *d1 = walk->events.first;
    add_events(walk, score);
    score->log_likelihood -= ties.logs;
    if (walk->alone) {
        add_alone(walk, &ties, score);
        return;
    }
    for (size_t i = 0; i < p; i++) {
        const double *s2 = walk->at_risk.second + i * walk->data->stride;
        const double *d2 = walk->events.second + i * walk->data->stride;
        score->first[i] -= s1[i] * ties.inverse - d1[i] * ties.f_inverse;
        for (size_t j = 0; j <= i; j++)
            score->information[i * p + j] +=
                s2[j] * ties.inverse - d2[j] * ties.f_inverse - s1[i] * s1[j] * ties.squares +
                (s1[i] * d1[j] + d1[i] * s1[j]) * ties.f_squares - d1[i] * d1[j] * ties.ff_squares;
    }
}

enum stats_status cox_score_evaluate(const struct cox_data *data, struct cox_score *score) {
    struct cox_walk walk;
    enum stats_status status = cox_walk_open(&walk, data);
    if (status == STATS_OK) {
        cox_score_clear(score, data->n_terms);
        for (size_t s = 0; s < data->strata->n_groups; s++) {
            cox_walk_start(&walk, s);
            while (cox_walk_advance(&walk))
                if (walk.events.count > 0)
                    cox_score_add(&walk, score);
        }
        cox_score_fill(score, data->n_terms);
    }
    cox_walk_close(&walk);
    return status;
}
