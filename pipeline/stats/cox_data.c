/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void lay_out(struct cox_data *data) {
    size_t place = 0;
    for (size_t s = 0; s < data->strata->n_groups; s++)
        for (size_t i = data->strata->start[s + 1]; i-- > data->strata->start[s];) {
            data->rows[place] = data->strata->by_exit[i];
            data->places[data->rows[place]] = (uint32_t)place;
            place++;
        }
}

/* Two passes: the mean first, then differences from it. */
static void center(struct cox_data *data, const double *covariates) {
    size_t p = data->n_terms, n = data->n_rows;
    for (size_t k = 0; k < p; k++) {
        double sum = 0, low = HUGE_VAL, high = -HUGE_VAL;
        for (size_t i = 0; i < n; i++) {
            double x = covariates[data->rows[i] * p + k];
            sum += x;
            low = fmin(low, x);
            high = fmax(high, x);
        }
        data->means[k] = sum / (double)n;
        data->ranges[k] = high - low;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < p; k++)
            data->covariates[i * p + k] = covariates[data->rows[i] * p + k] - data->means[k];
}

enum stats_status cox_data_open(const struct survival_split *strata, const double *covariates, size_t n_terms,
                                enum cox_ties ties, struct cox_data *data) {
    size_t n = strata->start[strata->n_groups];
    *data = (struct cox_data){.strata = strata, .n_rows = n, .n_terms = n_terms, .ties = ties};
    data->covariates = malloc((n * n_terms + 1) * sizeof(double));
    data->rows = malloc((n + 1) * sizeof(uint32_t));
    data->places = malloc((strata->sample->n_rows + 1) * sizeof(uint32_t));
    data->means = malloc((n_terms + 1) * sizeof(double));
    data->ranges = malloc((n_terms + 1) * sizeof(double));
    data->risk = malloc((n + 1) * sizeof(double));
    data->weight = malloc((n + 1) * sizeof(double));
    if (data->covariates == NULL || data->rows == NULL || data->places == NULL || data->means == NULL ||
        data->ranges == NULL || data->risk == NULL || data->weight == NULL)
        return STATS_NO_MEMORY;
    lay_out(data);
    center(data, covariates);
    return STATS_OK;
}

void cox_data_close(struct cox_data *data) {
    free(data->covariates);
    free(data->rows);
    free(data->places);
    free(data->means);
    free(data->ranges);
    free(data->risk);
    free(data->weight);
    *data = (struct cox_data){0};
}

void cox_data_set_risk(struct cox_data *data, const double *coefficients) {
    size_t p = data->n_terms;
    for (size_t i = 0; i < data->n_rows; i++) {
        double risk = 0;
        for (size_t k = 0; k < p; k++)
            risk += data->covariates[i * p + k] * coefficients[k];
        data->risk[i] = risk;
        data->weight[i] = exp(risk);
    }
}

static void sums_clear(struct cox_sums *sums, size_t p) {
    sums->count = sums->weight = 0;
    memset(sums->first, 0, p * sizeof(double));
    memset(sums->second, 0, p * p * sizeof(double));
}

static void sums_add(struct cox_sums *sums, const double *x, size_t p, double weight, double sign) {
    double signed_weight = sign * weight;
    sums->count += sign;
    sums->weight += signed_weight;
    for (size_t k = 0; k < p; k++) {
        double wx = signed_weight * x[k], *row = sums->second + k * p;
        sums->first[k] += wx;
        for (size_t l = 0; l <= k; l++)
            row[l] += wx * x[l];
    }
}

enum stats_status cox_walk_open(struct cox_walk *walk, const struct cox_data *data) {
    size_t p = data->n_terms;
    *walk = (struct cox_walk){.data = data};
    walk->at_risk.first = malloc((p + 1) * sizeof(double));
    walk->at_risk.second = malloc((p * p + 1) * sizeof(double));
    walk->events.first = malloc((p + 1) * sizeof(double));
    walk->events.second = malloc((p * p + 1) * sizeof(double));
    if (walk->at_risk.first == NULL || walk->at_risk.second == NULL || walk->events.first == NULL ||
        walk->events.second == NULL)
        return STATS_NO_MEMORY;
    return STATS_OK;
}

void cox_walk_close(struct cox_walk *walk) {
    free(walk->at_risk.first);
    free(walk->at_risk.second);
    free(walk->events.first);
    free(walk->events.second);
    *walk = (struct cox_walk){0};
}

void cox_walk_start(struct cox_walk *walk, size_t stratum) {
    walk->group = survival_split_group(walk->data->strata, stratum);
    walk->place = walk->data->strata->start[stratum];
    walk->end = walk->data->strata->start[stratum + 1];
    walk->staying = walk->group.n_rows;
    walk->n_left = 0;
    sums_clear(&walk->at_risk, walk->data->n_terms);
}

/* Rows whose entry is not before `time` are not at risk then; as their exit is later, they have been added. */
static void leave(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    size_t before = walk->staying;
    if (walk->group.by_entry == NULL)
        return;
    while (walk->staying > 0 && !(data->strata->sample->entry[walk->group.by_entry[walk->staying - 1]] < walk->time)) {
        size_t place = data->places[walk->group.by_entry[--walk->staying]];
        sums_add(&walk->at_risk, data->covariates + place * data->n_terms, data->n_terms, data->weight[place], -1);
    }
    walk->left = walk->group.by_entry + walk->staying;
    walk->n_left = before - walk->staying;
    if (walk->at_risk.count < 0.5) /* nobody is left: what rounding left goes too */
        sums_clear(&walk->at_risk, data->n_terms);
}

bool cox_walk_advance(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    const struct survival_sample *sample = data->strata->sample;
    size_t p = data->n_terms;
    if (walk->place >= walk->end)
        return false;
    walk->time = sample->exit[data->rows[walk->place]];
    walk->from = walk->place;
    leave(walk);
    bool cleared = false;
    walk->events.count = walk->events.weight = 0;
    for (; walk->place < walk->end && !(sample->exit[data->rows[walk->place]] < walk->time); walk->place++) {
        const double *x = data->covariates + walk->place * p;
        sums_add(&walk->at_risk, x, p, data->weight[walk->place], 1);
        if (sample->event[data->rows[walk->place]] == 0)
            continue;
        if (!cleared)
            sums_clear(&walk->events, p);
        cleared = true;
        sums_add(&walk->events, x, p, data->weight[walk->place], 1);
    }
    return true;
}

struct cox_ties_sums cox_walk_ties(const struct cox_walk *walk) {
    struct cox_ties_sums sums = {0};
    double d = walk->events.count;
    for (double r = 0; r < d; r += 1) {
        double f = walk->data->ties == COX_EFRON ? r / d : 0;
        double s = walk->at_risk.weight - f * walk->events.weight, inverse = 1 / s;
        sums.logs += log(s);
        sums.inverse += inverse;
        sums.f_inverse += f * inverse;
        sums.squares += inverse * inverse;
        sums.f_squares += f * inverse * inverse;
        sums.ff_squares += f * f * inverse * inverse;
    }
    return sums;
}
