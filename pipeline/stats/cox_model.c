/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_data.h"
#include "stats/cox_score.h"
#include "stats/symmetric.h"

enum { MOST_ITERATIONS = 60, MOST_HALVINGS = 40 };

static const double converged = 1e-12;      /* Newton decrement U' I^-1 U */
static const double settled = 1e-22;        /* the same: a step that only coefficients can feel */
static const double infinite_error = 1000;  /* standard error times range */
static const double far_out = 30;           /* the same, when the iterations do not end */
static const double no_information = 1e-10; /* of what a covariate's range could give */
static const double no_variance = 1e-14;    /* robust, of the model's */

/* The state of the iteration. */
struct newton {
    struct cox_data data;
    struct cox_score now, next;
    double *factor, *step, *trial, *inverse;
    bool *dependent;
};

static enum stats_status newton_open(struct newton *newton, const struct survival_split *strata,
                                     const double *covariates, size_t p, enum cox_ties ties) {
    memset(newton, 0, sizeof *newton);
    enum stats_status status = cox_data_open(strata, covariates, p, ties, &newton->data);
    if (status == STATS_OK)
        status = cox_score_alloc(&newton->now, p);
    if (status == STATS_OK)
        status = cox_score_alloc(&newton->next, p);
    newton->factor = calloc(p * p + 1, sizeof(double));
    newton->inverse = calloc(p * p + 1, sizeof(double));
    newton->step = calloc(p + 1, sizeof(double));
    newton->trial = calloc(p + 1, sizeof(double));
    newton->dependent = calloc(p + 1, sizeof(bool));
    if (newton->factor == NULL || newton->inverse == NULL || newton->step == NULL || newton->trial == NULL ||
        newton->dependent == NULL)
        return STATS_NO_MEMORY;
    return status;
}

static void newton_close(struct newton *newton) {
    cox_data_close(&newton->data);
    cox_score_free(&newton->now);
    cox_score_free(&newton->next);
    free(newton->factor);
    free(newton->inverse);
    free(newton->step);
    free(newton->trial);
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

/* Has a term a standard error beyond `limit` times its range? The one farthest out is named. */
static bool is_infinite(struct newton *newton, const struct cox_fit *fit, double limit, size_t *term) {
    size_t p = fit->n_terms;
    bool found = false;
    symmetric_invert(newton->factor, p, newton->inverse);
    for (size_t k = 0; k < p; k++) {
        double error = sqrt(fmax(newton->inverse[k * p + k], 0)) * newton->data.ranges[k];
        if (fit->left_out[k] || error < limit)
            continue;
        limit = error;
        found = true;
        if (term != NULL)
            *term = k;
    }
    return found;
}

/* The term that had information at coefficients 0 and has none of its own any more. */
static void find_lost(const struct newton *newton, const struct cox_fit *fit, size_t *term) {
    for (size_t k = 0; term != NULL && k < fit->n_terms; k++)
        if (newton->dependent[k] && !fit->left_out[k]) {
            *term = k;
            return;
        }
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

static enum stats_status iterate(struct newton *newton, struct cox_fit *fit, size_t *term) {
    bool done = false;
    while (!done) {
        if (fit->iterations == MOST_ITERATIONS)
            return is_infinite(newton, fit, far_out, term) ? STATS_MONOTONE : STATS_NOT_CONVERGED;
        double decrement = set_step(newton, fit);
        done = decrement < converged;
        if (decrement < settled) {
            finish_step(newton, fit);
            return STATS_OK;
        }
        enum stats_status status = take_step(newton, fit);
        if (status != STATS_OK)
            return status;
        fit->iterations++;
        if (factor_information(newton, fit, newton->dependent) < fit->n_used) {
            find_lost(newton, fit, term);
            return STATS_MONOTONE;
        }
        if (is_infinite(newton, fit, infinite_error, term))
            return STATS_MONOTONE;
    }
    return STATS_OK;
}

/* Dfbetas that cancel in every person leave rounding, which is no variance. */
static void drop_rounding(const struct cox_fit *fit) {
    size_t p = fit->n_terms;
    for (size_t k = 0; k < p; k++)
        if (fit->robust[k * p + k] < no_variance * fit->variance[k * p + k])
            drop_term(fit->robust, p, k);
}

/* V = D' D, D the dfbetas by person. */
static enum stats_status set_robust(struct newton *newton, struct cox_fit *fit) {
    const struct survival_sample *sample = newton->data.strata->sample;
    size_t p = fit->n_terms, n_people = (size_t)sample->n_people;
    double *residuals = calloc(n_people * p + 1, sizeof *residuals);
    fit->robust = calloc(p * p, sizeof *fit->robust);
    enum stats_status status = STATS_NO_MEMORY;
    if (residuals != NULL && fit->robust != NULL)
        status = cox_score_residuals(&newton->data, residuals);
    for (size_t i = 0; status == STATS_OK && i < n_people; i++) {
        double *dfbeta = residuals + i * p;
        symmetric_solve(newton->factor, p, dfbeta);
        for (size_t k = 0; k < p; k++)
            for (size_t l = 0; l < p; l++)
                fit->robust[k * p + l] += dfbeta[k] * dfbeta[l];
    }
    free(residuals);
    if (status == STATS_OK)
        drop_rounding(fit);
    return status;
}

/* coefficients' variance^- coefficients; not estimable when a robust variance has not the full rank. */
static enum stats_status set_wald(struct newton *newton, struct cox_fit *fit) {
    size_t p = fit->n_terms;
    memcpy(newton->factor, fit->robust != NULL ? fit->robust : fit->variance, p * p * sizeof(double));
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the fit owns what was allocated, cox_fit hands it out or frees it */
    enum stats_status status = chi_square_score(fit->coefficients, newton->factor, p, &fit->wald);
    if (status == STATS_NOT_ESTIMABLE) {
        fit->wald = (struct chi_square_test){nan(""), nan(""), nan("")};
        status = STATS_OK;
    }
    return status;
}

static enum stats_status set_results(struct newton *newton, struct cox_fit *fit) {
    size_t p = fit->n_terms;
    double df = (double)fit->n_used;
    fit->log_likelihood = newton->now.log_likelihood;
    double ratio = 2 * (fit->log_likelihood - fit->log_likelihood_null);
    fit->likelihood_ratio = chi_square_with_df(ratio, df);
    symmetric_invert(newton->factor, p, fit->variance);
    memcpy(fit->means, newton->data.means, p * sizeof(double));
    for (size_t i = 0; i < newton->data.n_rows; i++)
        fit->risk[newton->data.rows[i]] = newton->data.risk[i];
    enum stats_status status = STATS_OK;
    if (newton->data.strata->sample->person != NULL)
        status = set_robust(newton, fit);
    return status == STATS_OK ? set_wald(newton, fit) : status;
}

/* Straight through memory if every row is in a stratum. */
static double count_events(const struct survival_split *strata) {
    size_t n = strata->start[strata->n_groups], events = 0;
    bool all = n == strata->sample->n_rows;
    for (size_t i = 0; i < n; i++)
        events += strata->sample->event[all ? i : strata->by_exit[i]] > 0;
    return (double)events;
}

static enum stats_status fit_alloc(struct cox_fit *fit, const struct survival_split *strata, size_t p) {
    *fit = (struct cox_fit){.n_terms = p};
    fit->coefficients = calloc(p + 1, sizeof(double));
    fit->variance = calloc(p * p + 1, sizeof(double));
    fit->means = calloc(p + 1, sizeof(double));
    fit->risk = calloc(strata->sample->n_rows + 1, sizeof(double));
    fit->left_out = calloc(p + 1, sizeof(bool));
    if (fit->coefficients == NULL || fit->variance == NULL || fit->means == NULL || fit->risk == NULL ||
        fit->left_out == NULL)
        return STATS_NO_MEMORY;
    fit->events = count_events(strata);
    return fit->events > 0 ? STATS_OK : STATS_EMPTY;
}

/* Everything at coefficients 0: the null likelihood, the score test, which terms are used. */
static enum stats_status start(struct newton *newton, struct cox_fit *fit) {
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

enum stats_status cox_fit(const struct survival_split *strata, const double *covariates, size_t n_terms,
                          enum cox_ties ties, struct cox_fit *out, size_t *term) {
    if (n_terms < 1)
        return STATS_INVALID;
    struct cox_fit fit;
    struct newton newton;
    enum stats_status status = fit_alloc(&fit, strata, n_terms);
    if (status != STATS_OK) {
        cox_fit_free(&fit);
        return status;
    }
    fit.ties = ties;
    status = newton_open(&newton, strata, covariates, n_terms, ties);
    if (status == STATS_OK)
        status = start(&newton, &fit);
    if (status == STATS_OK)
        status = iterate(&newton, &fit, term);
    if (status == STATS_OK)
        status = set_results(&newton, &fit);
    newton_close(&newton);
    if (status == STATS_OK)
        *out = fit;
    else
        cox_fit_free(&fit);
    return status;
}

void cox_fit_free(struct cox_fit *fit) {
    if (fit == NULL)
        return;
    free(fit->coefficients);
    free(fit->variance);
    free(fit->robust);
    free(fit->means);
    free(fit->risk);
    free(fit->left_out);
    *fit = (struct cox_fit){0};
}
