/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_expected.h"

#include <math.h>
#include <stdlib.h>

#include "stats/cox_data.h"

/* The steps of the baseline hazard in one stratum, latest first. */
struct hazard_steps {
    size_t n;
    double *time;
    double *tied;        /* what a row meets at its own event */
    long double *hazard; /* of the step and all before it: differences of two keep their digits */
};

static enum stats_status steps_alloc(struct hazard_steps *steps, size_t n) {
    *steps = (struct hazard_steps){.time = malloc((n + 1) * sizeof *steps->time),
                                   .tied = malloc((n + 1) * sizeof *steps->tied),
                                   .hazard = malloc((n + 1) * sizeof *steps->hazard)};
    return steps->time != NULL && steps->tied != NULL && steps->hazard != NULL ? STATS_OK : STATS_NO_MEMORY;
}

static void steps_free(struct hazard_steps *steps) {
    free(steps->time);
    free(steps->tied);
    free(steps->hazard);
}

static void find_steps(struct cox_walk *walk, size_t stratum, struct hazard_steps *steps) {
    steps->n = 0;
    cox_walk_start(walk, stratum);
    while (cox_walk_advance(walk)) {
        if (!(walk->events.count > 0))
            continue;
        struct cox_ties_sums ties = cox_walk_ties(walk);
        steps->time[steps->n] = walk->time;
        steps->tied[steps->n] = ties.inverse - ties.f_inverse;
        steps->hazard[steps->n++] = (long double)ties.inverse;
    }
    for (size_t i = steps->n; i-- > 1;)
        steps->hazard[i - 1] += steps->hazard[i];
}

/* The first of the steps, latest first, that is before `time`, or at it if `including`; n: none. */
static size_t find_step(const struct hazard_steps *steps, double time, bool including) {
    size_t low = 0, high = steps->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (steps->time[middle] < time || (including && !(steps->time[middle] > time)))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static long double hazard_from(const struct hazard_steps *steps, size_t step) {
    return step < steps->n ? steps->hazard[step] : 0;
}

static double expect_row(const struct hazard_steps *steps, const struct survival_sample *sample, uint32_t row) {
    bool event = sample->event[row] > 0;
    size_t last = find_step(steps, sample->exit[row], !event);
    long double before = sample->entry == NULL ? 0 : hazard_from(steps, find_step(steps, sample->entry[row], true));
    return (double)(hazard_from(steps, last) - before) + (event ? steps->tied[last - 1] : 0);
}

/* Rows of a stratum with an event have a step at their time, so there is one before that which find_step gives. */
static void expect_stratum(const struct cox_data *data, size_t stratum, const struct hazard_steps *steps,
                           double *expected) {
    for (size_t place = data->strata->start[stratum]; place < data->strata->start[stratum + 1]; place++) {
        uint32_t row = data->rows[place];
        expected[row] = data->weight[place] * expect_row(steps, data->strata->sample, row);
    }
}

static void set_weights(struct cox_data *data, const double *risk) {
    for (size_t place = 0; place < data->n_rows; place++) {
        data->risk[place] = risk == NULL ? 0 : risk[data->rows[place]];
        data->weight[place] = exp(data->risk[place]);
    }
}

enum stats_status cox_expected(const struct survival_split *strata, const double *risk, enum cox_ties ties,
                               double *expected) {
    const double nothing[1] = {0};
    const struct cox_covariates none = {.values = nothing};
    struct cox_data data;
    struct cox_walk walk = {0};
    struct hazard_steps steps;
    enum stats_status status = steps_alloc(&steps, strata->sample->n_rows);
    enum stats_status opened = cox_data_open(strata, &none, ties, &data);
    status = status != STATS_OK ? status : opened;
    if (status == STATS_OK)
        status = cox_walk_open(&walk, &data);
    if (status == STATS_OK) {
        for (size_t row = 0; row < strata->sample->n_rows; row++)
            expected[row] = 0;
        set_weights(&data, risk);
        for (size_t s = 0; s < strata->n_groups; s++) {
            find_steps(&walk, s, &steps);
            expect_stratum(&data, s, &steps, expected);
        }
    }
    cox_walk_close(&walk);
    cox_data_close(&data);
    steps_free(&steps);
    return status;
}
