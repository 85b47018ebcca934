/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_score.h"

#include <stdlib.h>
#include <string.h>

enum stats_status cox_score_alloc(struct cox_score *score, size_t n_terms) {
    *score = (struct cox_score){0};
    score->first = calloc(n_terms + 1, sizeof(double));
    score->information = calloc(n_terms * n_terms + 1, sizeof(double));
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

void cox_score_add(const struct cox_walk *walk, struct cox_score *score) {
    size_t p = walk->data->n_terms;
    struct cox_ties_sums ties = cox_walk_ties(walk);
    const double *s1 = walk->at_risk.first, *d1 = walk->events.first;
    add_events(walk, score);
    score->log_likelihood -= ties.logs;
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

/*
 * A row loses w (x dH - dB) over its time at risk, dH = sum_r 1 / s, dB = sum_r a_r / s, a_r the mean covariate of step
 * r; at its own event it gains x - mean a, and loses with 1 - f beside each r (Efron's share of those tied). Going
 * from late to early, a row begins with what H and B are at its exit and ends with what they are at its entry.
 */
struct residual_sums {
    double hazard, *mean_hazard;           /* H, B so far */
    double tied_hazard, *tied_mean_hazard; /* sum_r (1 - f) / s, sum_r (1 - f) a_r / s at this time */
    double *mean;                          /* sum_r a_r / d at this time */
};

static void row_add(const struct cox_data *data, size_t place, const struct residual_sums *sums, double sign,
                    double *residuals) {
    size_t p = data->n_terms;
    const struct survival_sample *sample = data->strata->sample;
    double *residual = residuals + (size_t)sample->person[data->rows[place]] * p;
    const double *x = data->covariates + place * data->stride;
    double weight = sign * data->weight[place];
    for (size_t k = 0; k < p; k++)
        residual[k] += weight * (x[k] * sums->hazard - sums->mean_hazard[k]);
}

/* In place of the full step at its own event time a row with an event takes the tied one. */
static void event_add(const struct cox_walk *walk, size_t place, const struct residual_sums *sums, double *residuals) {
    const struct cox_data *data = walk->data;
    size_t p = data->n_terms;
    double *residual = residuals + (size_t)data->strata->sample->person[data->rows[place]] * p;
    const double *x = data->covariates + place * data->stride;
    for (size_t k = 0; k < p; k++)
        residual[k] +=
            x[k] - sums->mean[k] - data->weight[place] * (x[k] * sums->tied_hazard - sums->tied_mean_hazard[k]);
}

static void advance_sums(const struct cox_walk *walk, struct residual_sums *sums) {
    size_t p = walk->data->n_terms;
    struct cox_ties_sums ties = cox_walk_ties(walk);
    sums->hazard += ties.inverse;
    sums->tied_hazard = ties.inverse - ties.f_inverse;
    for (size_t k = 0; k < p; k++) {
        double s1 = walk->at_risk.first[k], d1 = walk->events.first[k];
        double full = s1 * ties.squares - d1 * ties.f_squares;
        sums->mean[k] = (s1 * ties.inverse - d1 * ties.f_inverse) / walk->events.count;
        sums->mean_hazard[k] += full;
        sums->tied_mean_hazard[k] = full - (s1 * ties.f_squares - d1 * ties.ff_squares);
    }
}

/* Rows with an event at this time begin after its step, the others before it. */
static void residual_step(const struct cox_walk *walk, struct residual_sums *sums, double *residuals) {
    const struct cox_data *data = walk->data;
    for (size_t i = 0; i < walk->n_left; i++)
        row_add(data, data->places[walk->left[i]], sums, -1, residuals);
    for (size_t place = walk->from; place < walk->place; place++)
        if (!data->event[place])
            row_add(data, place, sums, 1, residuals);
    if (!(walk->events.count > 0))
        return;
    advance_sums(walk, sums);
    for (size_t place = walk->from; place < walk->place; place++)
        if (data->event[place]) {
            row_add(data, place, sums, 1, residuals);
            event_add(walk, place, sums, residuals);
        }
}

/* Rows that are at risk down to the stratum's first time leave with the final sums. */
static void residual_end(const struct cox_walk *walk, size_t stratum, const struct residual_sums *sums,
                         double *residuals) {
    const struct cox_data *data = walk->data;
    if (walk->group.by_entry == NULL)
        for (size_t place = data->strata->start[stratum]; place < walk->end; place++)
            row_add(data, place, sums, -1, residuals);
    for (size_t i = 0; walk->group.by_entry != NULL && i < walk->staying; i++)
        row_add(data, data->places[walk->group.by_entry[i]], sums, -1, residuals);
}

static void residuals_walk(struct cox_walk *walk, struct residual_sums *sums, double *residuals) {
    size_t p = walk->data->n_terms;
    for (size_t s = 0; s < walk->data->strata->n_groups; s++) {
        cox_walk_start(walk, s);
        sums->hazard = 0;
        memset(sums->mean_hazard, 0, p * sizeof(double));
        while (cox_walk_advance(walk))
            residual_step(walk, sums, residuals);
        residual_end(walk, s, sums, residuals);
    }
}

enum stats_status cox_score_residuals(const struct cox_data *data, double *residuals) {
    struct cox_walk walk;
    struct residual_sums sums = {0};
    size_t p = data->n_terms;
    enum stats_status status = cox_walk_open(&walk, data);
    double *work = calloc(3 * p + 1, sizeof *work);
    if (work == NULL)
        status = STATS_NO_MEMORY;
    if (status == STATS_OK) {
        sums.mean_hazard = work;
        sums.tied_mean_hazard = work + p;
        sums.mean = work + 2 * p;
        residuals_walk(&walk, &sums, residuals);
    }
    free(work);
    cox_walk_close(&walk);
    return status;
}
