/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 4, FACTORS = 16 };

static void lay_out(struct cox_data *data, const double *covariates) {
    const struct survival_sample *sample = data->strata->sample;
    size_t place = 0;
    for (size_t s = 0; s < data->strata->n_groups; s++)
        for (size_t i = data->strata->start[s + 1]; i-- > data->strata->start[s];) {
            uint32_t row = data->strata->by_exit[i];
            data->rows[place] = row;
            data->places[row] = (uint32_t)place;
            data->time[place] = sample->exit[row];
            data->event[place] = sample->event[row] > 0;
            memcpy(data->covariates + place * data->stride, covariates + row * data->n_terms,
                   data->n_terms * sizeof(double));
            place++;
        }
}

static void find_range(double x, double *low, double *high) {
    *low = x < *low ? x : *low;
    *high = x > *high ? x : *high;
}

/* Two passes: the mean first, then differences from it. `ranges` holds the smallest until the end. */
static void center(struct cox_data *data, double *largest) {
    size_t p = data->n_terms;
    for (size_t k = 0; k < p; k++) {
        data->means[k] = 0;
        data->ranges[k] = HUGE_VAL;
        largest[k] = -HUGE_VAL;
    }
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < p; k++) {
            double x = data->covariates[i * data->stride + k];
            data->means[k] += x;
            find_range(x, &data->ranges[k], &largest[k]);
        }
    for (size_t k = 0; k < p; k++) {
        data->means[k] /= (double)data->n_rows;
        data->ranges[k] = largest[k] - data->ranges[k];
    }
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < p; k++)
            data->covariates[i * data->stride + k] -= data->means[k];
}

enum stats_status cox_data_open(const struct survival_split *strata, const double *covariates, size_t n_terms,
                                enum cox_ties ties, struct cox_data *data) {
    size_t n = strata->start[strata->n_groups];
    *data = (struct cox_data){.strata = strata,
                              .n_rows = n,
                              .n_terms = n_terms,
                              .ties = ties,
                              .stride = (n_terms + LANES - 1) / LANES * LANES};
    data->covariates = calloc(n * data->stride + 1, sizeof(double));
    data->time = malloc((n + 1) * sizeof(double));
    data->event = malloc((n + 1) * sizeof(bool));
    data->rows = malloc((n + 1) * sizeof(uint32_t));
    data->places = malloc((strata->sample->n_rows + 1) * sizeof(uint32_t));
    data->means = malloc((n_terms + 1) * sizeof(double));
    data->ranges = malloc((n_terms + 1) * sizeof(double));
    data->risk = malloc((n + 1) * sizeof(double));
    data->weight = malloc((n + 1) * sizeof(double));
    if (data->covariates == NULL || data->time == NULL || data->event == NULL || data->rows == NULL ||
        data->places == NULL || data->means == NULL || data->ranges == NULL || data->risk == NULL ||
        data->weight == NULL)
        return STATS_NO_MEMORY;
    double *largest = malloc((n_terms + 1) * sizeof *largest);
    if (largest == NULL)
        return STATS_NO_MEMORY;
    lay_out(data, covariates);
    center(data, largest);
    free(largest);
    return STATS_OK;
}

void cox_data_close(struct cox_data *data) {
    free(data->covariates);
    free(data->time);
    free(data->event);
    free(data->rows);
    free(data->places);
    free(data->means);
    free(data->ranges);
    free(data->risk);
    free(data->weight);
    *data = (struct cox_data){0};
}

void cox_data_set_risk(struct cox_data *data, const double *coefficients) {
    for (size_t i = 0; i < data->n_rows; i++) {
        const double *x = data->covariates + i * data->stride;
        double risk = 0;
        for (size_t k = 0; k < data->n_terms; k++)
            risk += x[k] * coefficients[k];
        data->risk[i] = risk;
        data->weight[i] = exp(risk);
    }
}

static void sums_clear(struct cox_sums *sums, const struct cox_data *data) {
    sums->count = sums->weight = 0;
    memset(sums->first, 0, data->stride * sizeof(double));
    memset(sums->second, 0, data->n_terms * data->stride * sizeof(double));
}

/* row += wx x of LANES numbers at once, by vector instructions where there are any; the same sums in the same order. */
static inline void lanes_add(double *row, const double *x, double wx) {
    double sum __attribute__((vector_size(LANES * sizeof(double))));
    double more __attribute__((vector_size(LANES * sizeof(double))));
    memcpy(&sum, row, sizeof sum);
    memcpy(&more, x, sizeof more);
    sum += wx * more;
    memcpy(row, &sum, sizeof sum);
}

/* The inner loop runs over the diagonal up to the next multiple of LANES; nobody reads what lies there. */
static void sums_add(struct cox_sums *sums, const struct cox_data *data, size_t place, double sign) {
    const double *x = data->covariates + place * data->stride;
    double weight = sign * data->weight[place], *first = sums->first;
    sums->count += sign;
    sums->weight += weight;
    for (size_t k = 0; k < data->n_terms; k++) {
        double wx = weight * x[k], *row = sums->second + k * data->stride;
        first[k] += wx;
        for (size_t j = 0; j <= k; j += LANES)
            lanes_add(row + j, x + j, wx);
    }
}

static void sums_join(struct cox_sums *sums, const struct cox_sums *more, const struct cox_data *data) {
    sums->count += more->count;
    sums->weight += more->weight;
    for (size_t k = 0; k < data->stride; k++)
        sums->first[k] += more->first[k];
    for (size_t k = 0; k < data->n_terms * data->stride; k++)
        sums->second[k] += more->second[k];
}

enum stats_status cox_walk_open(struct cox_walk *walk, const struct cox_data *data) {
    size_t n_second = data->n_terms * data->stride;
    *walk = (struct cox_walk){.data = data};
    walk->at_risk.first = calloc(data->stride + 1, sizeof(double));
    walk->at_risk.second = calloc(n_second + 1, sizeof(double));
    walk->events.first = calloc(data->stride + 1, sizeof(double));
    walk->events.second = calloc(n_second + 1, sizeof(double));
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
    sums_clear(&walk->events, walk->data);
    sums_clear(&walk->at_risk, walk->data);
}

/* Rows whose entry is not before `time` are not at risk then; as their exit is later, they have been added. */
static void leave(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    if (walk->group.by_entry == NULL)
        return;
    while (walk->staying > 0 && !(data->strata->sample->entry[walk->group.by_entry[walk->staying - 1]] < walk->time)) {
        size_t place = data->places[walk->group.by_entry[--walk->staying]];
        sums_add(&walk->at_risk, data, place, -1);
    }
    if (walk->at_risk.count < 0.5) /* nobody is left: what rounding left goes too */
        sums_clear(&walk->at_risk, data);
}

bool cox_walk_advance(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    if (walk->place >= walk->end)
        return false;
    walk->time = data->time[walk->place];
    walk->from = walk->place;
    leave(walk);
    if (walk->events.count > 0)
        sums_clear(&walk->events, data);
    for (; walk->place < walk->end && !(data->time[walk->place] < walk->time); walk->place++)
        sums_add(data->event[walk->place] ? &walk->events : &walk->at_risk, data, walk->place, 1);
    if (walk->events.count > 0)
        sums_join(&walk->at_risk, &walk->events, data);
    return true;
}

/* s = S (1 - f D / S). Logarithms are taken of products of some factors 1 - f D / S, each at least 1 / d. */
struct cox_ties_sums cox_walk_ties(const struct cox_walk *walk) {
    struct cox_ties_sums sums = {0};
    double d = walk->events.count, all = walk->at_risk.weight, share = walk->events.weight / all, product = 1;
    int n_factors = 0;
    for (size_t i = 0; i < (size_t)d; i++) {
        double r = (double)i;
        double f = walk->data->ties == COX_EFRON ? r / d : 0;
        double factor = 1 - f * share, inverse = 1 / (all * factor), square = inverse * inverse;
        product *= factor;
        if (++n_factors == FACTORS) {
            sums.logs += log(product);
            product = 1;
            n_factors = 0;
        }
        sums.inverse += inverse;
        sums.f_inverse += f * inverse;
        sums.squares += square;
        sums.f_squares += f * square;
        sums.ff_squares += f * f * square;
    }
    sums.logs += log(product) + d * log(all);
    return sums;
}
