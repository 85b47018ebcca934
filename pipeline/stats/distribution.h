/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_DISTRIBUTION_H
#define SWITCHBACK_STATS_DISTRIBUTION_H

/*
 * Quantiles and tails of the distributions that the estimators need, and the exact limits
 * built on them. The only module that calls GSL's distributions: GSL aborts by default, and
 * its beta quantile does not return for some arguments (0, NaN, counts of a million), so the
 * handler is switched off around each call, arguments are checked, and quantiles are found by
 * a bisection that always ends. A bad argument gives NaN.
 *
 * Accuracy: normal quantile 1e-13 relative, tails 1e-11; exact limits 1e-11 relative
 * up to counts of 1e4, 1e-9 up to 1e9.
 *
 * Source: Clopper & Pearson, Biometrika 1934, 26:404 (binomial); Garwood, Biometrika 1936,
 * 28:437 (Poisson); the continued fraction of the incomplete beta function, DLMF 8.17.22.
 * Checked against: R 4.2 qnorm, pchisq, binom.test, poisson.test (tests/reference/distribution.R).
 */

/* z with P(Z < z) = p; -inf and +inf at 0 and 1. */
double distribution_normal_quantile(double p);

/* t with P(T < t) = p, Student with `df` > 0 degrees of freedom, 0 < p < 1; to 1e-9. */
double distribution_t_quantile(double p, double df);

/* P(|Z| > |z|). */
double distribution_normal_two_sided(double z);

/* P(X > x), X chi-square with `df` > 0 degrees of freedom. */
double distribution_chi_square_upper(double x, double df);

/* I_x(a, b), the beta distribution function; a, b > 0. */
double distribution_beta(double x, double a, double b);

/* Two-sided exact limits of a share from `events` of `n` (0 <= events <= n, n >= 1). */
void distribution_binomial_limits(double events, double n, double level, double *low, double *high);

/* Two-sided exact limits of a Poisson mean from one count `events` >= 0. */
void distribution_poisson_limits(double events, double level, double *low, double *high);

#endif
