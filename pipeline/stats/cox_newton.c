/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_newton.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_limit.h"
#include "stats/symmetric.h"

enum { MOST_ITERATIONS = 60, MOST_HALVINGS = 40 };

static const double converged = 1e-12;       /* Newton decrement U' I^-1 U */
static const double settled = 1e-22;         /* the same: a step that only coefficients can feel */
static const double infinite_error = 1000;   /* standard error times range */
static const double no_information = 1e-10;  /* of what a covariate's range could give */
static const double minor = 1e-3;            /* of a step's largest part: it will not move any more */
static const double proportion_error = 1e-4; /* of the parts of a step that do move */

enum stats_status cox_newton_open(struct newton *newton, const struct survival_split *strata,
                                  const struct cox_covariates *covariates, enum cox_ties ties) {
    size_t p = covariates->n_terms;
    memset(newton, 0, sizeof *newton);
    enum stats_status status = cox_data_open(strata, covariates, ties, &newton->data);
    if (status == STATS_OK)
        status = cox_score_alloc(&newton->now, p);
    if (status == STATS_OK)
        status = cox_score_alloc(&newton->next, p);
    newton->factor = calloc(p * p + 1, sizeof(double));
    newton->inverse = calloc(p * p + 1, sizeof(double));
    newton->step = calloc(p + 1, sizeof(double));
    newton->trial = calloc(p + 1, sizeof(double));
    newton->direction = calloc(p + 1, sizeof(double));
    newton->dependent = calloc(p + 1, sizeof(bool));
    if (newton->factor == NULL || newton->inverse == NULL || newton->step == NULL || newton->trial == NULL ||
        newton->direction == NULL || newton->dependent == NULL)
        return STATS_NO_MEMORY;
    return status;
}

void cox_newton_close(struct newton *newton) {
    cox_data_close(&newton->data);
    cox_score_free(&newton->now);
    cox_score_free(&newton->next);
    free(newton->factor);
    free(newton->inverse);
    free(newton->step);
    free(newton->trial);
    free(newton->direction);
    free(newton->value);
    free(newton->dependent);
}

/* Takes a variable out of a matrix. */
static void drop_term(double *matrix, size_t p, size_t term) {
    for (size_t i = 0; i < p; i++)
        matrix[term * p + i] = matrix[i * p + term] = 0;
}

/* Factors the information without the terms left out. */
static size_t factor_information(struct newton *newton, const struct cox_fit *fit, bool *dependent) {
    size_t p = fit->n_terms;
    memcpy(newton->factor, newton->now.information, p * p * sizeof(double));
    for (size_t k = 0; k < p; k++)
        if (fit->left_out[k])
            drop_term(newton->factor, p, k);
    return symmetric_factor(newton->factor, p, dependent);
}

/* Terms without information of their own at coefficients 0: constant within all risk sets, or collinear. */
static enum stats_status choose_terms(struct newton *newton, struct cox_fit *fit) {
    size_t p = fit->n_terms;
    for (size_t k = 0; k < p; k++) {
        double range = newton->data.ranges[k], own = newton->now.information[k * p + k];
        fit->left_out[k] = !(own > no_information * fit->events * range * range);
    }
    fit->n_used = factor_information(newton, fit, newton->dependent);
    memcpy(fit->left_out, newton->dependent, p * sizeof(bool));
    return fit->n_used > 0 ? STATS_OK : STATS_COLLINEAR;
}

/* The Newton step into newton->step; returns the decrement. */
static double set_step(struct newton *newton, const struct cox_fit *fit) {
    size_t p = fit->n_terms;
    double decrement = 0;
    for (size_t k = 0; k < p; k++)
        newton->step[k] = fit->left_out[k] ? 0 : newton->now.first[k];
    symmetric_solve(newton->factor, p, newton->step);
    for (size_t k = 0; k < p; k++)
        decrement += newton->step[k] * newton->now.first[k];
    return decrement;
}

/* Has a term a standard error beyond `limit` times its range? */
static bool is_far_out(struct newton *newton, const struct cox_fit *fit, double limit) {
    size_t p = fit->n_terms;
    symmetric_invert(newton->factor, p, newton->inverse);
    for (size_t k = 0; k < p; k++)
        if (!fit->left_out[k] && sqrt(fmax(newton->inverse[k * p + k], 0)) * newton->data.ranges[k] >= limit)
            return true;
    return false;
}

/* Does the likelihood rise along newton->direction? Sets its values. */
static enum stats_status try_direction(struct newton *newton, double tolerance, bool *rises) {
    const struct cox_data *data = &newton->data;
    if (newton->value == NULL)
        newton->value = calloc(data->strata->sample->n_rows + 1, sizeof(double));
    if (newton->value == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < data->n_rows; i++) {
        const double *x = data->covariates + i * data->stride;
        double value = 0;
        for (size_t k = 0; k < data->n_terms; k++)
            value += newton->direction[k] * x[k];
        newton->value[data->rows[i]] = value;
    }
    newton->tolerance = tolerance;
    return cox_limit_rises(data->strata, newton->value, tolerance, rises);
}

/* Which terms are infinite by themselves? Into newton->trial, +1 or -1; newton->direction is changed. */
static enum stats_status try_single_terms(struct newton *newton, double largest, bool *any) {
    size_t p = newton->data.n_terms;
    enum stats_status status = STATS_OK;
    for (size_t k = 0; status == STATS_OK && k < p; k++) {
        bool rises = false;
        newton->trial[k] = 0;
        if (!(fabs(newton->step[k]) * newton->data.ranges[k] > minor * largest))
            continue;
        memset(newton->direction, 0, p * sizeof(double));
        newton->direction[k] = newton->step[k] > 0 ? 1 : -1;
        status = try_direction(newton, 0, &rises);
        newton->trial[k] = rises ? newton->direction[k] : 0;
        *any = *any || rises;
    }
    return status;
}

/*
 * The last step, far out, is the direction but for the last digits: the finite coefficients hardly move any more. First
 * terms that are infinite by themselves, as a level without events, together; else all that move in their proportions.
 * Whether it is one is then seen on the rows, not on the step.
 */
static enum stats_status find_direction(struct newton *newton, bool *found) {
    size_t p = newton->data.n_terms;
    double largest = 0;
    for (size_t k = 0; k < p; k++)
        largest = fmax(largest, fabs(newton->step[k]) * newton->data.ranges[k]);
    *found = false;
    enum stats_status status = try_single_terms(newton, largest, found);
    if (status != STATS_OK)
        return status;
    if (*found) {
        memcpy(newton->direction, newton->trial, p * sizeof(double));
        return try_direction(newton, 0, found);
    }
    for (size_t k = 0; k < p; k++) {
        double share = newton->step[k] / largest;
        newton->direction[k] = fabs(share) * newton->data.ranges[k] > minor ? share : 0;
    }
    return try_direction(newton, proportion_error, found);
}

/* A step of less than 1e-11 standard errors: likelihood and information are the same after it. */
static void finish_step(const struct newton *newton, const struct cox_fit *fit) {
    for (size_t k = 0; k < fit->n_terms; k++)
        fit->coefficients[k] += newton->step[k];
}

/* Goes along the step, halving it until the likelihood is not lower than before (but for rounding). */
static enum stats_status take_step(struct newton *newton, struct cox_fit *fit) {
    size_t p = fit->n_terms;
    double lowest = newton->now.log_likelihood - 1e-11 * fabs(newton->now.log_likelihood), share = 1;
    for (int i = 0; i < MOST_HALVINGS; i++, share /= 2) {
        for (size_t k = 0; k < p; k++)
            newton->trial[k] = fit->coefficients[k] + share * newton->step[k];
        cox_data_set_risk(&newton->data, newton->trial);
        enum stats_status status = cox_score_evaluate(&newton->data, &newton->next);
        if (status != STATS_OK)
            return status;
        if (!(newton->next.log_likelihood >= lowest))
            continue;
        memcpy(fit->coefficients, newton->trial, p * sizeof(double));
        struct cox_score swap = newton->now;
        newton->now = newton->next;
        newton->next = swap;
        return STATS_OK;
    }
    return STATS_NOT_CONVERGED;
}

/* DOUBTFUL: so far out that there may be no maximum. STUCK: this way there is none. */
enum progress { GOOD, DOUBTFUL, STUCK };

static enum stats_status go_on(struct newton *newton, struct cox_fit *fit, double limit, enum progress *progress) {
    enum stats_status status = take_step(newton, fit);
    *progress = status == STATS_NOT_CONVERGED ? STUCK : GOOD;
    if (status != STATS_OK)
        return *progress == STUCK ? STATS_OK : status;
    fit->iterations++;
    if (factor_information(newton, fit, newton->dependent) < fit->n_used)
        *progress = STUCK; /* a term that had information at coefficients 0 has none of its own any more */
    else if (is_far_out(newton, fit, limit))
        *progress = DOUBTFUL;
    return STATS_OK;
}

enum stats_status cox_newton_iterate(struct newton *newton, struct cox_fit *fit) {
    double limit = infinite_error, decrement;
    do {
        enum progress progress = GOOD;
        bool found = false;
        decrement = set_step(newton, fit);
        if (decrement < settled) {
            finish_step(newton, fit);
            return STATS_OK;
        }
        enum stats_status status = go_on(newton, fit, limit, &progress);
        if (status == STATS_OK && decrement >= converged && fit->iterations == MOST_ITERATIONS)
            progress = STUCK;
        if (status == STATS_OK && progress != GOOD)
            status = find_direction(newton, &found);
        if (status != STATS_OK || found)
            return found ? STATS_MONOTONE : status;
        if (progress == STUCK)
            return STATS_NOT_CONVERGED;
        limit *= progress == DOUBTFUL ? infinite_error : 1;
    } while (decrement >= converged);
    return STATS_OK;
}

/* Everything at coefficients 0: the null likelihood, the score test, which terms are used. */
enum stats_status cox_newton_start(struct newton *newton, struct cox_fit *fit) {
    cox_data_set_risk(&newton->data, fit->coefficients);
    enum stats_status status = cox_score_evaluate(&newton->data, &newton->now);
    if (status != STATS_OK)
        return status;
    fit->log_likelihood_null = newton->now.log_likelihood;
    status = choose_terms(newton, fit);
    if (status != STATS_OK)
        return status;
    double statistic = set_step(newton, fit), df = (double)fit->n_used;
    fit->score = chi_square_with_df(statistic, df);
    return STATS_OK;
}
