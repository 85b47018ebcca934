/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

enum { FRACTION_STEPS = 200000, BISECTION_STEPS = 1200 };

double distribution_normal_quantile(double p) {
    if (!(p >= 0 && p <= 1))
        return nan("");
    if (!(p > 0))
        return -HUGE_VAL;
    if (!(p < 1))
        return HUGE_VAL;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    double z = gsl_cdf_ugaussian_Pinv(p);
    gsl_set_error_handler(handler);
    return z;
}

double distribution_t_quantile(double p, double df) {
    if (!(p > 0 && p < 1 && df > 0))
        return NAN;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    double t = gsl_cdf_tdist_Pinv(p, df);
    gsl_set_error_handler(handler);
    return t;
}

double distribution_normal_two_sided(double z) { return erfc(fabs(z) / sqrt(2.0)); }

double distribution_chi_square_upper(double x, double df) {
    if (!(df > 0) || isnan(x))
        return nan("");
    if (!(x > 0))
        return 1;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    double tail = gsl_cdf_chisq_Q(x, df);
    gsl_set_error_handler(handler);
    return tail;
}

static double away_from_zero(double value) { return fabs(value) < 1e-300 ? 1e-300 : value; }

/* DLMF 8.17.22 by the modified Lentz method; converges in O(sqrt(max(a, b))) steps
 * when x < (a + 1) / (a + b + 2), which the caller sees to. */
static double beta_fraction(double x, double a, double b) {
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
    for (int m = 1; m <= FRACTION_STEPS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        value *= d * c;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        value *= d * c;
        if (fabs(d * c - 1) < 1e-16)
            return value;
    }
    return value;
}

double distribution_beta(double x, double a, double b) {
    if (!(a > 0 && b > 0) || isnan(x) || isinf(a) || isinf(b))
        return nan("");
    if (!(x > 0))
        return 0;
    if (!(x < 1))
        return 1;
    /* Not by three lgammas: they lose 1e-9 at counts of a million. */
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    double log_front = a * log(x) + b * log1p(-x) - gsl_sf_lnbeta(a, b);
    gsl_set_error_handler(handler);
    if (x < (a + 1) / (a + b + 2))
        return exp(log_front) * beta_fraction(x, a, b) / a;
    return 1 - exp(log_front) * beta_fraction(1 - x, b, a) / b;
}

struct bisection {
    double (*function)(double x, double a, double b); /* ascending in x */
    double a, b;
};

/* Until no number lies between both. */
static double bisection_solve(const struct bisection *problem, double target, double low, double high) {
    for (int i = 0; i < BISECTION_STEPS; i++) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high))
            break;
        if (problem->function(middle, problem->a, problem->b) < target)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

/* At 0 and at n of n the tail is a power, so its limit has a closed form. */
static double binomial_low(double events, double n, double tail) {
    if (!(events > 0))
        return 0;
    if (!(events < n))
        return exp(log(tail) / n);
    struct bisection problem = {distribution_beta, events, n - events + 1};
    return bisection_solve(&problem, tail, 0, 1);
}

void distribution_binomial_limits(double events, double n, double level, double *low, double *high) {
    if (!(events >= 0 && events <= n && n >= 1 && level > 0 && level < 1)) {
        *low = *high = nan("");
        return;
    }
    double tail = (1 - level) / 2;
    *low = binomial_low(events, n, tail);
    /* The upper limit is one minus the lower limit of the complement. */
    *high = events < n ? 1 - binomial_low(n - events, n, tail) : 1;
    if (!(events > 0))
        *high = -expm1(log(tail) / n);
}

static double poisson_upper_tail(double mean, double events, double unused) {
    (void)unused;
    return gsl_cdf_gamma_P(mean, events, 1);
}

void distribution_poisson_limits(double events, double level, double *low, double *high) {
    if (!(events >= 0 && events < 1e15 && level > 0 && level < 1)) {
        *low = *high = nan("");
        return;
    }
    double tail = (1 - level) / 2, bound = 2 * events + 20 - 4 * log(tail);
    struct bisection lower = {poisson_upper_tail, events, 0};
    struct bisection upper = {poisson_upper_tail, events + 1, 0};
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    *low = events > 0 ? bisection_solve(&lower, tail, 0, bound) : 0;
    *high = events > 0 ? bisection_solve(&upper, 1 - tail, 0, bound) : -log(tail);
    gsl_set_error_handler(handler);
}
