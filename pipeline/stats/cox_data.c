/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FACTORS = 16, AHEAD = 24 /* rows */ };

/* Those of a row: where they lie, or put into `room`. */
static const double *covariates_of(const struct cox_covariates *covariates, size_t row, double *room) {
    if (covariates->fill == NULL)
        return covariates->values + row * covariates->n_terms;
    covariates->fill(covariates->model, row, room);
    return room;
}

/* Means and ranges, through memory as it lies if every row is in a stratum. */
static void find_means(struct cox_data *data, const struct cox_covariates *covariates, double *restrict low,
                       double *restrict high, double *room) {
    size_t p = data->n_terms;
    double *restrict sum = data->means;
    bool all = data->n_rows == data->strata->sample->n_rows;
    for (size_t k = 0; k < p; k++) {
        sum[k] = 0;
        low[k] = HUGE_VAL;
        high[k] = -HUGE_VAL;
    }
    for (size_t i = 0; i < data->n_rows; i++) {
        const double *x = covariates_of(covariates, all ? i : data->strata->by_exit[i], room);
        for (size_t k = 0; k < p; k++) {
            sum[k] += x[k];
            low[k] = x[k] < low[k] ? x[k] : low[k];
            high[k] = x[k] > high[k] ? x[k] : high[k];
        }
    }
    for (size_t k = 0; k < p; k++) {
        data->means[k] /= (double)data->n_rows;
        data->ranges[k] = high[k] - low[k];
    }
}

/* A row's cells, centred. */
static void place_row(struct cox_data *data, size_t place, uint32_t row, const struct cox_covariates *covariates,
                      double *room) {
    const struct survival_sample *sample = data->strata->sample;
    const double *from = covariates_of(covariates, row, room);
    double *into = data->covariates + place * data->stride;
    data->rows[place] = row;
    data->time[place] = sample->exit[row];
    data->event[place] = sample->event[row] > 0;
    for (size_t k = 0; k < data->n_terms; k++)
        into[k] = from[k] - data->means[k];
    for (size_t k = data->n_terms; k < data->stride; k++)
        into[k] = 0;
    if (data->places != NULL)
        data->places[row] = (uint32_t)place;
}

/* Rows lie anywhere: those a few places on are asked for in time, from the first to the last byte. */
static void call_row_in(const struct survival_sample *sample, const struct cox_covariates *covariates, uint32_t row) {
    bool filled = covariates->fill != NULL;
    size_t bytes = filled ? covariates->row_bytes : covariates->n_terms * sizeof(double);
    const char *from = filled ? covariates->from : (const char *)covariates->values;
    __builtin_prefetch(from + row * bytes);
    __builtin_prefetch(from + (row + 1) * bytes - 1);
    __builtin_prefetch(sample->exit + row);
    __builtin_prefetch(sample->event + row);
}

static void lay_out(struct cox_data *data, const struct cox_covariates *covariates, double *room) {
    size_t place = 0;
    const uint32_t *by_exit = data->strata->by_exit;
    for (size_t s = 0; s < data->strata->n_groups; s++)
        for (size_t i = data->strata->start[s + 1]; i-- > data->strata->start[s];) {
            if (i >= AHEAD)
                call_row_in(data->strata->sample, covariates, by_exit[i - AHEAD]);
            place_row(data, place++, by_exit[i], covariates, room);
        }
}

enum stats_status cox_data_open(const struct survival_split *strata, const struct cox_covariates *covariates,
                                enum cox_ties ties, struct cox_data *data) {
    size_t n_terms = covariates->n_terms, n = strata->start[strata->n_groups];
    *data = (struct cox_data){.strata = strata,
                              .n_rows = n,
                              .n_terms = n_terms,
                              .ties = ties,
                              .stride = (n_terms + COX_LANES - 1) / COX_LANES * COX_LANES};
    data->covariates = malloc((n * data->stride + 1) * sizeof(double));
    data->time = malloc((n + 1) * sizeof(double));
    data->event = malloc((n + 1) * sizeof(bool));
    data->rows = malloc((n + 1) * sizeof(uint32_t));
    if (strata->by_entry != NULL)
        data->places = malloc((strata->sample->n_rows + 1) * sizeof(uint32_t));
    data->means = malloc((n_terms + 1) * sizeof(double));
    data->ranges = malloc((n_terms + 1) * sizeof(double));
    data->risk = malloc((n + 1) * sizeof(double));
    data->weight = malloc((n + 1) * sizeof(double));
    double *limits = malloc((3 * n_terms + 1) * sizeof *limits);
    bool failed = data->covariates == NULL || data->time == NULL || data->event == NULL || data->rows == NULL ||
                  (strata->by_entry != NULL && data->places == NULL) || data->means == NULL || data->ranges == NULL ||
                  data->risk == NULL || data->weight == NULL || limits == NULL;
    if (!failed) {
        double *room = limits + 2 * n_terms;
        find_means(data, covariates, limits, limits + n_terms, room);
        lay_out(data, covariates, room);
    }
    free(limits);
    return failed ? STATS_NO_MEMORY : STATS_OK;
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

static bool are_zero(const double *coefficients, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (fabs(coefficients[k]) > 0)
            return false;
    return true;
}

void cox_data_set_risk(struct cox_data *data, const double *coefficients) {
    if (are_zero(coefficients, data->n_terms)) {
        for (size_t i = 0; i < data->n_rows; i++) {
            data->risk[i] = 0;
            data->weight[i] = 1;
        }
        return;
    }
    for (size_t i = 0; i < data->n_rows; i++) {
        const double *x = data->covariates + i * data->stride;
        double risk = 0;
        for (size_t k = 0; k < data->n_terms; k++)
            risk += x[k] * coefficients[k];
        data->risk[i] = risk;
        data->weight[i] = exp(risk);
    }
}

/* With delayed entry rows are taken out of the risk set again. */
enum stats_status cox_walk_open(struct cox_walk *walk, const struct cox_data *data) {
    bool delayed = data->strata->by_entry != NULL;
    *walk = (struct cox_walk){.data = data};
    enum stats_status status = cox_sums_alloc(&walk->at_risk, data->n_terms, data->stride, delayed);
    enum stats_status second = cox_sums_alloc(&walk->events, data->n_terms, data->stride, false);
    return status == STATS_OK ? second : status;
}

void cox_walk_close(struct cox_walk *walk) {
    cox_sums_free(&walk->at_risk);
    cox_sums_free(&walk->events);
    *walk = (struct cox_walk){0};
}

static void add_place(struct cox_sums *sums, const struct cox_data *data, size_t place, double sign) {
    cox_sums_add(sums, data->covariates + place * data->stride, data->weight[place], sign);
}

static void add_places(struct cox_sums *sums, const struct cox_data *data, size_t place, size_t end) {
    cox_sums_add_rows(sums, data->covariates + place * data->stride, data->weight + place, end - place);
}

void cox_walk_start(struct cox_walk *walk, size_t stratum) {
    walk->group = survival_split_group(walk->data->strata, stratum);
    walk->place = walk->data->strata->start[stratum];
    walk->end = walk->data->strata->start[stratum + 1];
    walk->staying = walk->group.n_rows;
    walk->alone = false;
    cox_sums_clear(&walk->events);
    cox_sums_clear(&walk->at_risk);
}

/* Rows whose entry is not before `time` are not at risk then; as their exit is later, they have been added. */
static void leave(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    if (walk->group.by_entry == NULL)
        return;
    while (walk->staying > 0 && !(data->strata->sample->entry[walk->group.by_entry[walk->staying - 1]] < walk->time)) {
        size_t place = data->places[walk->group.by_entry[--walk->staying]];
        add_place(&walk->at_risk, data, place, -1);
    }
    if (walk->at_risk.count < 0.5) /* nobody is left: what rounding left goes too */
        cox_sums_clear(&walk->at_risk);
}

/* The end of the rows from walk->place on that end at its time, all with an event or all without. */
static size_t find_end(const struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    size_t end = walk->place;
    while (end < walk->end && !(data->time[end] < walk->time) && data->event[end] == data->event[walk->place])
        end++;
    return end;
}

static void clear_events(struct cox_walk *walk) {
    if (walk->events.count > 0 && !walk->alone)
        cox_sums_clear(&walk->events);
    walk->events.count = walk->events.weight = 0;
    walk->alone = false;
}

static bool is_alone(const struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    return data->event[walk->place] &&
           (walk->place + 1 >= walk->end || data->time[walk->place + 1] < data->time[walk->place]);
}

bool cox_walk_advance(struct cox_walk *walk) {
    const struct cox_data *data = walk->data;
    if (walk->place >= walk->end)
        return false;
    walk->time = data->time[walk->place];
    walk->from = walk->place;
    leave(walk);
    clear_events(walk);
    bool delayed = walk->group.by_entry != NULL;
    walk->alone = !delayed && is_alone(walk);
    if (walk->alone) {
        walk->events.count = 1;
        walk->events.weight = data->weight[walk->place];
        add_place(&walk->at_risk, data, walk->place++, 1);
        return true;
    }
    for (size_t end; (end = find_end(walk)) > walk->place; walk->place = end) {
        bool event = data->event[walk->place];
        if (event)
            add_places(&walk->events, data, walk->place, end);
        if (!event || delayed)
            add_places(&walk->at_risk, data, walk->place, end);
    }
    if (walk->events.count > 0 && !delayed)
        cox_sums_join(&walk->at_risk, &walk->events);
    cox_sums_settle(&walk->at_risk);
    return true;
}

/* s = S (1 - f D / S). Logarithms are taken of products of some factors 1 - f D / S, each at least 1 / d. */
struct cox_ties_sums cox_walk_ties(const struct cox_walk *walk) {
    struct cox_ties_sums sums = {0};
    if (walk->alone) {
        double inverse = 1 / walk->at_risk.weight;
        return (struct cox_ties_sums){
            .logs = log(walk->at_risk.weight), .inverse = inverse, .squares = inverse * inverse};
    }
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
