/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_MODEL_H
#define SWITCHBACK_STATS_COX_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/chi_square_test.h"
#include "stats/interval.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Cox's proportional hazards model by maximum partial likelihood, within strata, with delayed entry, ties by Efron or
 * Breslow; an event of any cause counts.
 *
 * Newton's method with step halving, until the Newton decrement is below 1e-12 and one step more (below 1e-22 without
 * going through the rows again); covariates are centred. A term that is constant, or a combination of those before it,
 * in all risk sets is left out: its `left_out` is true, its coefficient and variances 0.
 *
 * A likelihood without a maximum (monotone: a level in which nobody has an event, or whose rows have all events for as
 * long as they are at risk; the same of combinations) is taken to its limit (stats/cox_limit.h): terms whose
 * coefficient goes to infinity, or that are known only together with one left out in the limit, say so in
 * `no_estimate`, and what stands in their places otherwise is no estimate; all else is that of the model stratified by
 * the directions, `strata`: coefficients and errors of the other terms are those to which the whole model's tend, the
 * likelihoods and tests are of these terms. A likelihood is tried for it when a standard error times the range of its
 * covariate grows past 1000, and called so when the rows say so.
 *
 * robust: by person, sum of (sum of a person's dfbetas)^2, dfbeta = score residual x inverse information, the score
 * residuals with the weights that Efron's ties give to those tied (Breslow's under an Efron fit are ~20 % too small).
 * Where they cancel in every person (all have the event at one time) it is 0, which says nothing of the error.
 *
 * Source: Cox, JRSS B 1972, 34:187; Efron, JASA 1977, 72:557; Lin & Wei, JASA 1989, 84:1074; Therneau & Grambsch 2000,
 * sec. 3.1-3.3 (ties), 7.2 (score residuals).
 * Checked against: R survival 3.5-3 coxph(Surv(entry, time, event) ~ x + strata(s), cluster = id, ties = ,
 * control = coxph.control(eps = 1e-12, toler.chol = 1e-13)): 1e-10 relative (tests/reference/cox.R).
 */
enum cox_ties { COX_EFRON, COX_BRESLOW };

enum cox_no_estimate {
    COX_TO_INFINITY = 1,
    COX_TO_MINUS_INFINITY = -1,
    COX_COMBINED = 2 /* finite, but only a combination with others is known */
};

/* The covariates of each row of the sample, finite: values[row * n_terms + term]; with `fill` what it puts, which may
 * be asked for a row several times. */
struct cox_covariates {
    size_t n_terms;
    const double *values;
    void (*fill)(const void *model, size_t row, double values[]);
    const void *model;
    const char *from; /* where `fill` finds those of row 0, each `row_bytes` long: asked for ahead */
    size_t row_bytes;
};

struct cox_fit {
    enum cox_ties ties;
    size_t n_terms, n_used; /* n_used: terms not left out */
    double *coefficients;   /* log hazard ratios */
    double *variance;       /* [i * n_terms + j] inverse information */
    double *robust;         /* the same, by person; NULL when the sample names no persons */
    double *means;          /* of each covariate over the rows: what it was centred on */
    double *risk;           /* linear predictor of each row of the sample, centred */
    bool *left_out;
    int8_t *no_estimate;           /* by term: 0, or an enum cox_no_estimate */
    struct survival_split *strata; /* the strata given, split by what is infinite; NULL: nothing is */
    double log_likelihood, log_likelihood_null;
    struct chi_square_test likelihood_ratio, wald, score; /* all terms together; wald robust when there is `robust` */
    double events;
    int iterations;
};

/*
 * `strata`: split of the sample by stratum (one group without strata). Free with cox_fit_free. STATS_EMPTY: no event.
 * STATS_COLLINEAR: every term is left out; STATS_MONOTONE: the same at the limit. STATS_NOT_CONVERGED. STATS_NO_MEMORY.
 */
enum stats_status cox_fit(const struct survival_split *strata, const struct cox_covariates *covariates,
                          enum cox_ties ties, struct cox_fit *out);
void cox_fit_free(struct cox_fit *fit);

/* Within which strata the fit is a maximum: those given, or finer ones. The concordance is of these. */
const struct survival_split *cox_fit_strata(const struct cox_fit *fit, const struct survival_split *given);

/*
 * Proportional hazards: the score test that a coefficient does not change with g(t) = 1 - S(t-), S the Kaplan-Meier
 * estimate of all rows, centred on the events; as R's cox.zph it takes no account of persons.
 * `of_term`: which term's test each covariate belongs to, 0 .. n_tests - 1 (a factor's columns share one); `tests` has
 * n_tests + 1 places, the last for all together. A test of nothing but left-out covariates is NaN. Strata as given to
 * cox_fit; of a fit at the limit the test is that of the finite terms.
 *
 * Source: Grambsch & Therneau, Biometrika 1994, 81:515; R survival's vignette "Approximating a Cox model", zph.
 * Checked against: R survival 3.5-3 cox.zph(fit): 1e-9 relative (tests/reference/cox.R).
 */
enum stats_status cox_test_proportional(const struct survival_split *strata, const struct cox_covariates *covariates,
                                        const struct cox_fit *fit, const size_t *of_term, size_t n_tests,
                                        struct chi_square_test *tests);

/*
 * Concordance of a risk score with the order of events: of all pairs at risk together, within strata, of which one has
 * the event first, the share in which that one has the higher score; equal scores (to 1e-12) count half. Pairs with
 * events at the same time are left out; a censoring at the time of an event counts as later. variance: infinitesimal
 * jackknife. A row in c_i of the concordant and a_i of all pairs moves C by (c_i - a_i C) / a; summed within person
 * (without persons each row is one), then squared. It takes the score as given: that the model was fitted to the same
 * rows is not in it. limits: C -+ z std_error, cut to [0, 1]. Source: Harrell et al., JAMA 1982, 247:2543; Therneau &
 * Atkinson, vignette "Concordance". Checked against: R survival 3.5-3 concordance(fit)$concordance and sqrt(vcov):
 * 1e-12. STATS_NOT_ESTIMABLE: no such pair. STATS_INVALID: level.
 */
enum stats_status cox_concordance(const struct survival_split *strata, const double *risk, double level,
                                  struct interval *out);

#endif
