/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_limit.h"
#include "stats/cox_newton.h"
#include "stats/symmetric.h"

static const double no_variance = 1e-14;  /* robust, of the model's */
static const double smallest_part = 1e-6; /* of a term in a combination, times its range */

/* Takes a variable out of a matrix. */
static void drop_term(double *matrix, size_t p, size_t term) {
    for (size_t i = 0; i < p; i++)
        matrix[term * p + i] = matrix[i * p + term] = 0;
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

/* Behind the robust variance, whose residuals by person take the most memory of all. */
static enum stats_status set_risk(const struct newton *newton, struct cox_fit *fit) {
    fit->risk = calloc(newton->data.strata->sample->n_rows + 1, sizeof(double));
    if (fit->risk == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < newton->data.n_rows; i++)
        fit->risk[newton->data.rows[i]] = newton->data.risk[i];
    return STATS_OK;
}

static enum stats_status set_results(struct newton *newton, struct cox_fit *fit) {
    size_t p = fit->n_terms;
    double df = (double)fit->n_used;
    fit->log_likelihood = newton->now.log_likelihood;
    double ratio = 2 * (fit->log_likelihood - fit->log_likelihood_null);
    fit->likelihood_ratio = chi_square_with_df(ratio, df);
    symmetric_invert(newton->factor, p, fit->variance);
    memcpy(fit->means, newton->data.means, p * sizeof(double));
    enum stats_status status = STATS_OK;
    if (newton->data.strata->sample->person != NULL)
        status = set_robust(newton, fit);
    if (status == STATS_OK)
        status = set_risk(newton, fit);
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
    fit->left_out = calloc(p + 1, sizeof(bool));
    if (fit->coefficients == NULL || fit->variance == NULL || fit->means == NULL || fit->left_out == NULL)
        return STATS_NO_MEMORY;
    fit->events = count_events(strata);
    return fit->events > 0 ? STATS_OK : STATS_EMPTY;
}

/* What has been found of a likelihood without a maximum: the strata of its limit, NULL as given; terms without an
 * estimate; and the terms left out before anything was infinite. */
struct limit {
    struct survival_split *strata;
    int8_t *no_estimate;
    bool *left_out;
};

/* A term that can be told apart from the others, but not in the limit, takes those with it that it is a combination of
 * there: its part in each of them is its covariance with them over their own. */
static void mark_combined(const struct newton *newton, const struct cox_fit *fit, struct limit *limit) {
    size_t p = fit->n_terms;
    for (size_t k = 0; k < p; k++) {
        if (!fit->left_out[k] || limit->left_out[k])
            continue;
        limit->no_estimate[k] = limit->no_estimate[k] != 0 ? limit->no_estimate[k] : COX_COMBINED;
        for (size_t j = 0; j < p; j++) {
            double part = 0;
            for (size_t l = 0; l < p; l++)
                part += fit->left_out[l] ? 0 : fit->variance[j * p + l] * newton->now.information[l * p + k];
            bool combined = fabs(part) * newton->data.ranges[j] > smallest_part * newton->data.ranges[k];
            if (!fit->left_out[j] && combined && limit->no_estimate[j] == 0)
                limit->no_estimate[j] = COX_COMBINED;
        }
    }
}

/* The maximum within given strata; *out only with STATS_OK. */
static enum stats_status fit_within(struct newton *newton, struct limit *limit, struct cox_fit *out) {
    struct cox_fit fit;
    enum stats_status status = fit_alloc(&fit, newton->data.strata, newton->data.n_terms);
    fit.ties = newton->data.ties;
    if (status == STATS_OK)
        status = cox_newton_start(newton, &fit);
    if (status == STATS_OK && limit->strata == NULL)
        memcpy(limit->left_out, fit.left_out, fit.n_terms * sizeof *fit.left_out);
    if (status == STATS_OK)
        status = cox_newton_iterate(newton, &fit);
    if (status == STATS_OK)
        status = set_results(newton, &fit);
    if (status == STATS_OK) {
        mark_combined(newton, &fit, limit);
        *out = fit;
    } else
        cox_fit_free(&fit);
    return status;
}

static void free_strata(struct survival_split *strata) {
    survival_split_free(strata);
    free(strata);
}

/* One direction more. */
static enum stats_status add_direction(struct limit *limit, const struct newton *newton) {
    struct survival_split *finer = calloc(1, sizeof *finer);
    if (finer == NULL)
        return STATS_NO_MEMORY;
    enum stats_status status = cox_limit_split(newton->data.strata, newton->value, newton->tolerance, finer);
    if (status != STATS_OK) {
        free_strata(finer);
        return status == STATS_NOT_ESTIMABLE ? STATS_NOT_CONVERGED : status;
    }
    free_strata(limit->strata);
    limit->strata = finer;
    for (size_t k = 0; k < newton->data.n_terms; k++)
        if (fabs(newton->direction[k]) > 0)
            limit->no_estimate[k] = newton->direction[k] > 0 ? COX_TO_INFINITY : COX_TO_MINUS_INFINITY;
    return STATS_OK;
}

/* Each round splits the strata once more, which leaves fewer terms. */
enum stats_status cox_fit(const struct survival_split *strata, const struct cox_covariates *covariates,
                          enum cox_ties ties, struct cox_fit *out) {
    size_t n_terms = covariates->n_terms;
    if (n_terms < 1)
        return STATS_INVALID;
    struct limit limit = {.no_estimate = calloc(n_terms, sizeof *limit.no_estimate),
                          .left_out = calloc(n_terms, sizeof *limit.left_out)};
    struct cox_fit fit;
    enum stats_status status = limit.no_estimate == NULL || limit.left_out == NULL ? STATS_NO_MEMORY : STATS_MONOTONE;
    while (status == STATS_MONOTONE) {
        struct newton newton;
        status = cox_newton_open(&newton, limit.strata != NULL ? limit.strata : strata, covariates, ties);
        if (status == STATS_OK)
            status = fit_within(&newton, &limit, &fit);
        enum stats_status added = status == STATS_MONOTONE ? add_direction(&limit, &newton) : STATS_OK;
        status = added != STATS_OK ? added : status;
        cox_newton_close(&newton);
    }
    bool at_limit = limit.strata != NULL;
    free(limit.left_out);
    if (status != STATS_OK) {
        free_strata(limit.strata);
        free(limit.no_estimate);
        return status == STATS_COLLINEAR && at_limit ? STATS_MONOTONE : status;
    }
    fit.strata = limit.strata;
    fit.no_estimate = limit.no_estimate;
    *out = fit;
    return STATS_OK;
}

const struct survival_split *cox_fit_strata(const struct cox_fit *fit, const struct survival_split *given) {
    return fit->strata != NULL ? fit->strata : given;
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
    free(fit->no_estimate);
    free_strata(fit->strata);
    *fit = (struct cox_fit){0};
}
