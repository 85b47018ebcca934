/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/log_rank.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/group_walk.h"
#include "stats/symmetric.h"

/* Times whose shares are gathered before the variance takes them: a row of it is taken up and put down once for all. */
enum { TIMES = 4 };

struct comparison {
    size_t n_groups, n_times; /* times gathered */
    double rho;
    double *score;    /* [group] */
    double *variance; /* [group * n_groups + other] */
    double *events;   /* [group], at this time */
    double *share;    /* [time * n_groups + group], of those at risk */
    double *part;     /* [time * n_groups + group], w^2 times the spread times the share */
    double *robust;   /* [group * n_groups + other], sum of u_p u_p'; NULL unless robust */
    double *people;   /* [person * n_groups + group], u_p; NULL unless robust */
    double *mean;     /* [group], sum of w (n_g / n) (d / n) so far; robust only */
    double hazard;    /* sum of w d / n so far; robust only */
};

/* Row g of the variance, but for its diagonal, less what the times gathered take from it, in their order. */
static void take_row(double *restrict row, const double *restrict share, const double *part, size_t n, size_t g) {
    double a = part[g], b = part[n + g], c = part[2 * n + g], d = part[3 * n + g], own = row[g];
    for (size_t h = 0; h < n; h++)
        row[h] = (((row[h] - a * share[h]) - b * share[n + h]) - c * share[2 * n + h]) - d * share[3 * n + h];
    row[g] = own;
}

static void take_times(struct comparison *comparison) {
    size_t n = comparison->n_groups;
    for (size_t i = comparison->n_times * n; i < TIMES * n; i++)
        comparison->share[i] = comparison->part[i] = 0;
    for (size_t g = 0; g < n; g++)
        take_row(comparison->variance + g * n, comparison->share, comparison->part, n, g);
    comparison->n_times = 0;
}

/* w (d_g - d n_g / n) and w^2 times the hypergeometric covariance. */
static void add_score(struct comparison *comparison, const struct group_walk *walk, double events, double weight) {
    size_t n_groups = comparison->n_groups, first = comparison->n_times++ * n_groups;
    double n = walk->at_risk, spread = n > 1 ? events * (n - events) / (n - 1) : 0;
    double *share = comparison->share + first, *part = comparison->part + first;
    for (size_t g = 0; g < n_groups; g++) {
        share[g] = (double)walk->steps[g].at_risk / n;
        part[g] = weight * weight * spread * share[g];
        comparison->score[g] += weight * (comparison->events[g] - events * share[g]);
        comparison->variance[g * n_groups + g] += part[g] * (1 - share[g]);
    }
    if (comparison->n_times == TIMES)
        take_times(comparison);
}

static double *person_score(const struct comparison *comparison, const struct group_walk *walk, size_t g,
                            uint32_t row) {
    const int32_t *person = walk->sweeps[g].group.sample->person;
    return comparison->people + (size_t)person[row] * comparison->n_groups;
}

/* A row at risk gathers -e_g dLambda + dMean; what was gathered before it entered is taken off. */
static void add_entering(const struct comparison *comparison, const struct group_walk *walk) {
    for (size_t g = 0; g < comparison->n_groups; g++)
        for (size_t i = 0; i < walk->steps[g].n_entering; i++) {
            double *score = person_score(comparison, walk, g, walk->steps[g].entering[i]);
            score[g] += comparison->hazard;
            for (size_t h = 0; h < comparison->n_groups; h++)
                score[h] -= comparison->mean[h];
        }
}

static void end_row(const struct comparison *comparison, const struct group_walk *walk, size_t g, uint32_t row,
                    double weight) {
    double *score = person_score(comparison, walk, g, row);
    double jump = walk->sweeps[g].group.sample->event[row] > 0 ? weight : 0;
    score[g] += jump - comparison->hazard;
    for (size_t h = 0; h < comparison->n_groups; h++)
        score[h] += comparison->mean[h] - jump * (double)walk->steps[h].at_risk / walk->at_risk;
}

static void add_robust(struct comparison *comparison, const struct group_walk *walk, double events, double weight) {
    add_entering(comparison, walk);
    double step = weight * events / walk->at_risk;
    comparison->hazard += step;
    for (size_t g = 0; g < comparison->n_groups; g++)
        comparison->mean[g] += step * (double)walk->steps[g].at_risk / walk->at_risk;
    for (size_t g = 0; g < comparison->n_groups; g++)
        for (size_t i = 0; i < walk->steps[g].n_ending; i++)
            end_row(comparison, walk, g, walk->steps[g].ending[i], weight);
}

static void walk_stratum(struct comparison *comparison, struct group_walk *walk) {
    double survival = 1;
    comparison->hazard = 0;
    for (size_t g = 0; g < comparison->n_groups; g++)
        comparison->mean[g] = 0;
    while (group_walk_advance(walk)) {
        double events = 0;
        for (size_t g = 0; g < comparison->n_groups; g++) {
            comparison->events[g] = (double)group_walk_events(walk, g, 0);
            events += comparison->events[g];
        }
        double weight = pow(survival, comparison->rho);
        if (events > 0)
            add_score(comparison, walk, events, weight);
        if (comparison->people != NULL)
            add_robust(comparison, walk, events, weight);
        survival *= (walk->at_risk - events) / walk->at_risk;
    }
    take_times(comparison);
}

/* Contributions that cancel in every person leave rounding, which is no variance. */
static const double nothing = 1e-20; /* of the largest hypergeometric variance */

/* Row g of the sum up to its diagonal; four people at once, each sum taken up and put down but once. */
static void sum_row(double *restrict row, const double *score, size_t n, size_t g) {
    double a = score[g], b = score[n + g], c = score[2 * n + g], d = score[3 * n + g];
    for (size_t h = 0; h <= g; h++)
        row[h] = (((row[h] + a * score[h]) + b * score[n + h]) + c * score[2 * n + h]) + d * score[3 * n + h];
}

static void sum_people(struct comparison *comparison, size_t n_people) {
    size_t n = comparison->n_groups, person = 0;
    for (; person + 4 <= n_people; person += 4)
        for (size_t g = 0; g < n; g++)
            sum_row(comparison->robust + g * n, comparison->people + person * n, n, g);
    for (; person < n_people; person++)
        for (size_t g = 0; g < n; g++)
            for (size_t h = 0; h <= g; h++)
                comparison->robust[g * n + h] +=
                    comparison->people[person * n + g] * comparison->people[person * n + h];
    for (size_t g = 0; g < n; g++)
        for (size_t h = 0; h < g; h++)
            comparison->robust[h * n + g] = comparison->robust[g * n + h];
    double largest = 0;
    for (size_t g = 0; g < n; g++)
        largest = fmax(largest, comparison->variance[g * n + g]);
    for (size_t g = 0; g < n; g++)
        if (comparison->robust[g * n + g] < nothing * largest)
            comparison->robust[g * n + g] = 0;
}

/* With fewer people than degrees of freedom the robust variance has a lower rank than the model's and fits the score
 * exactly: that is no test. */
static enum stats_status test_robust(struct comparison *comparison, size_t n_people, struct chi_square_test *out) {
    size_t n = comparison->n_groups;
    struct chi_square_test test;
    sum_people(comparison, n_people);
    size_t rank = symmetric_factor(comparison->variance, n, NULL);
    enum stats_status status = chi_square_score(comparison->score, comparison->robust, n, &test);
    if (status == STATS_OK && test.df < (double)rank)
        status = STATS_NOT_ESTIMABLE;
    if (status == STATS_OK)
        *out = test;
    return status;
}

static enum stats_status comparison_alloc(struct comparison *comparison, const struct survival_split *split,
                                          bool robust) {
    size_t n = comparison->n_groups;
    comparison->score = calloc(n, sizeof(double));
    comparison->variance = calloc(n * n, sizeof(double));
    comparison->events = calloc(n, sizeof(double));
    comparison->share = calloc(TIMES * n, sizeof(double));
    comparison->part = calloc(TIMES * n, sizeof(double));
    comparison->mean = calloc(n, sizeof(double));
    if (robust)
        comparison->robust = calloc(n * n, sizeof(double));
    if (robust)
        comparison->people = calloc((size_t)split->sample->n_people * n, sizeof(double));
    if (comparison->score == NULL || comparison->variance == NULL || comparison->events == NULL ||
        comparison->share == NULL || comparison->part == NULL || comparison->mean == NULL ||
        (robust && (comparison->robust == NULL || comparison->people == NULL)))
        return STATS_NO_MEMORY;
    return STATS_OK;
}

static void comparison_free(struct comparison *comparison) {
    free(comparison->score);
    free(comparison->variance);
    free(comparison->events);
    free(comparison->share);
    free(comparison->part);
    free(comparison->mean);
    free(comparison->robust);
    free(comparison->people);
}

enum stats_status log_rank_test(const struct survival_split *split, size_t n_strata, size_t n_groups, double rho,
                                struct chi_square_test *out) {
    if (n_groups < 1 || n_strata * n_groups != split->n_groups || !isfinite(rho))
        return STATS_INVALID;
    struct comparison comparison = {.n_groups = n_groups, .rho = rho};
    bool robust = false;
    enum stats_status status = survival_split_repeats(split, &robust);
    if (status == STATS_OK)
        status = comparison_alloc(&comparison, split, robust);
    for (size_t s = 0; status == STATS_OK && s < n_strata; s++) {
        struct group_walk walk;
        status = group_walk_open(&walk, split, s * n_groups, n_groups);
        if (status == STATS_OK)
            walk_stratum(&comparison, &walk);
        group_walk_close(&walk);
    }
    if (status == STATS_OK)
        status = robust ? test_robust(&comparison, (size_t)split->sample->n_people, out)
                        : chi_square_score(comparison.score, comparison.variance, n_groups, out);
    comparison_free(&comparison);
    return status;
}
