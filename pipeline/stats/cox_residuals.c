/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score residuals of stats/cox_score.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_score.h"

/*
 * A row loses w (x dH - dB) over its time at risk, dH = sum_r 1 / s, dB = sum_r a_r / s, a_r the mean covariate of step
 * r; at its own event it gains x - mean a, and loses with 1 - f beside each r (Efron's share of those tied).
 *
 * The steps are found from late to early, as the sums over the risk set are, and kept, to be summed from early to late:
 * then w H is never more than the events that the row has met. Summed the other way, the few who are left at the end,
 * of whom H grows large when their weights are small, would take the digits of those with large weights.
 */
struct residual_steps {
    size_t n;
    double *time, *hazard, *mean_hazard; /* latest first; mean_hazard[step * n_terms + term] */
    double *tree;                        /* see plant */
};

struct residual_sums {
    double hazard, *mean_hazard;           /* H, B so far */
    double tied_hazard, *tied_mean_hazard; /* sum_r (1 - f) / s, sum_r (1 - f) a_r / s at this time */
    double *mean;                          /* sum_r a_r / d at this time */
};

static double *residual_of(const struct cox_data *data, size_t place, double *residuals) {
    return residuals + (size_t)data->strata->sample->person[data->rows[place]] * data->n_terms;
}

static void row_add(const struct cox_data *data, size_t place, const struct residual_sums *sums, double sign,
                    double *residuals) {
    double *residual = residual_of(data, place, residuals);
    const double *x = data->covariates + place * data->stride;
    double weight = sign * data->weight[place];
    for (size_t k = 0; k < data->n_terms; k++)
        residual[k] += weight * (x[k] * sums->hazard - sums->mean_hazard[k]);
}

/* At its own event time a row with an event takes the tied step. */
static void event_add(const struct cox_data *data, size_t place, const struct residual_sums *sums, double *residuals) {
    double *residual = residual_of(data, place, residuals);
    const double *x = data->covariates + place * data->stride;
    for (size_t k = 0; k < data->n_terms; k++)
        residual[k] +=
            x[k] - sums->mean[k] - data->weight[place] * (x[k] * sums->tied_hazard - sums->tied_mean_hazard[k]);
}

/* Keeps the full step at this time, and sets the tied one. */
static void keep_step(const struct cox_walk *walk, struct residual_steps *steps, struct residual_sums *sums) {
    size_t p = walk->data->n_terms;
    struct cox_ties_sums ties = cox_walk_ties(walk);
    double *mean_hazard = steps->mean_hazard + steps->n * p;
    steps->time[steps->n] = walk->time;
    steps->hazard[steps->n++] = ties.inverse;
    sums->tied_hazard = ties.inverse - ties.f_inverse;
    for (size_t k = 0; k < p; k++) {
        double s1 = walk->at_risk.first[k], d1 = walk->events.first[k];
        mean_hazard[k] = s1 * ties.squares - d1 * ties.f_squares;
        sums->mean[k] = (s1 * ties.inverse - d1 * ties.f_inverse) / walk->events.count;
        sums->tied_mean_hazard[k] = mean_hazard[k] - (s1 * ties.f_squares - d1 * ties.ff_squares);
    }
}

static void sums_start(struct residual_sums *sums, size_t p) {
    sums->hazard = 0;
    memset(sums->mean_hazard, 0, p * sizeof(double));
}

/* Adds the steps before `time`, with `including` the one at it too; steps left .. n - 1 have been added. */
static void add_steps(const struct residual_steps *steps, double time, bool including, size_t p, size_t *left,
                      struct residual_sums *sums) {
    while (*left > 0 && (steps->time[*left - 1] < time || (including && !(steps->time[*left - 1] > time)))) {
        const double *mean_hazard = steps->mean_hazard + --*left * p;
        sums->hazard += steps->hazard[*left];
        for (size_t k = 0; k < p; k++)
            sums->mean_hazard[k] += mean_hazard[k];
    }
}

/* What a row has lost by its exit: without its own step if it has the event, which comes with event_add. */
static void lose_until_exit(const struct cox_data *data, size_t stratum, const struct residual_steps *steps,
                            struct residual_sums *sums, double *residuals) {
    size_t first = data->strata->start[stratum], place = data->strata->start[stratum + 1], left = steps->n;
    sums_start(sums, data->n_terms);
    while (place > first) {
        double time = data->time[place - 1];
        size_t from = place;
        while (from > first && !(data->time[from - 1] > time))
            from--;
        add_steps(steps, time, false, data->n_terms, &left, sums);
        for (size_t i = from; i < place; i++)
            if (data->event[i])
                row_add(data, i, sums, -1, residuals);
        add_steps(steps, time, true, data->n_terms, &left, sums);
        for (size_t i = from; i < place; i++)
            if (!data->event[i])
                row_add(data, i, sums, -1, residuals);
        place = from;
    }
}

/* Sums of neighbouring steps: [node * (n_terms + 1)], H then B; leaves n .. 2 n - 1, node i that of 2 i and 2 i + 1. */
static void plant(const struct residual_steps *steps, size_t p) {
    size_t width = p + 1, n = steps->n;
    for (size_t i = 0; i < n; i++) {
        steps->tree[(n + i) * width] = steps->hazard[i];
        memcpy(steps->tree + (n + i) * width + 1, steps->mean_hazard + i * p, p * sizeof(double));
    }
    for (size_t i = n * width; i-- > width;) {
        size_t node = i / width, item = i % width;
        steps->tree[i] = steps->tree[2 * node * width + item] + steps->tree[(2 * node + 1) * width + item];
    }
}

/* The first step, of latest first, that is before `time`, or at it if `including`. */
static size_t find_step(const struct residual_steps *steps, double time, bool including) {
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

static void add_node(const double *node, size_t p, struct residual_sums *sums) {
    sums->hazard += node[0];
    for (size_t k = 0; k < p; k++)
        sums->mean_hazard[k] += node[1 + k];
}

/* What rows have lost that enter late: the sums over their own steps, as a difference of two would lose digits. */
static void lose_between(const struct cox_data *data, size_t stratum, const struct residual_steps *steps,
                         struct residual_sums *sums, double *residuals) {
    size_t p = data->n_terms;
    plant(steps, p);
    for (size_t place = data->strata->start[stratum]; place < data->strata->start[stratum + 1]; place++) {
        double entry = data->strata->sample->entry[data->rows[place]];
        size_t low = find_step(steps, data->time[place], !data->event[place]) + steps->n;
        size_t high = find_step(steps, entry, true) + steps->n;
        sums_start(sums, p);
        for (; low < high; low /= 2, high /= 2) {
            if (low % 2 == 1)
                add_node(steps->tree + low++ * (p + 1), p, sums);
            if (high % 2 == 1)
                add_node(steps->tree + --high * (p + 1), p, sums);
        }
        row_add(data, place, sums, -1, residuals);
    }
}

static void residuals_walk(struct cox_walk *walk, struct residual_steps *steps, struct residual_sums *sums,
                           double *residuals) {
    const struct cox_data *data = walk->data;
    for (size_t s = 0; s < data->strata->n_groups; s++) {
        cox_walk_start(walk, s);
        steps->n = 0;
        while (cox_walk_advance(walk)) {
            if (!(walk->events.count > 0))
                continue;
            keep_step(walk, steps, sums);
            for (size_t place = walk->from; place < walk->place; place++)
                if (data->event[place])
                    event_add(data, place, sums, residuals);
        }
        if (walk->group.by_entry == NULL)
            lose_until_exit(data, s, steps, sums, residuals);
        else if (steps->n > 0)
            lose_between(data, s, steps, sums, residuals);
    }
}

/* The most times with an event in a stratum. */
static size_t count_steps(const struct cox_data *data) {
    size_t most = 0;
    for (size_t s = 0; s < data->strata->n_groups; s++) {
        size_t n = 0;
        double last = HUGE_VAL;
        for (size_t place = data->strata->start[s]; place < data->strata->start[s + 1]; place++)
            if (data->event[place] && data->time[place] < last) {
                last = data->time[place];
                n++;
            }
        most = n > most ? n : most;
    }
    return most;
}

enum stats_status cox_score_residuals(const struct cox_data *data, double *residuals) {
    struct cox_walk walk;
    struct residual_sums sums = {0};
    size_t p = data->n_terms, n_steps = count_steps(data);
    enum stats_status status = cox_walk_open(&walk, data);
    double *work = calloc(3 * p + n_steps * (p + 2 + 2 * (p + 1)) + 1, sizeof *work);
    if (work == NULL)
        status = STATS_NO_MEMORY;
    if (status == STATS_OK) {
        sums.mean_hazard = work;
        sums.tied_mean_hazard = work + p;
        sums.mean = work + 2 * p;
        double *kept = work + 3 * p;
        struct residual_steps steps = {.time = kept,
                                       .hazard = kept + n_steps,
                                       .mean_hazard = kept + 2 * n_steps,
                                       .tree = kept + n_steps * (p + 2)};
        residuals_walk(&walk, &steps, &sums, residuals);
    }
    free(work);
    cox_walk_close(&walk);
    return status;
}
