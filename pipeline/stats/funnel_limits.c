/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/funnel_limits.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"

static const double TRIMMED = 0.1, LEVEL = 0.05, LEAST_EXPECTED = 1 - 1e-9;

bool funnel_limits_can_judge(double expected) { return expected >= LEAST_EXPECTED; }

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* R's quantile(), type 7, of sorted values. */
static double quantile(const double *sorted, size_t n, double p) {
    double at = p * (double)(n - 1);
    size_t below = (size_t)at;

    return below + 1 >= n ? sorted[n - 1] : sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static double winsorised_dispersion(const double *sorted, size_t n) {
    double low = quantile(sorted, n, TRIMMED), high = quantile(sorted, n, 1 - TRIMMED), sum = 0;

    for (size_t i = 0; i < n; i++) {
        double z = fmin(fmax(sorted[i], low), high);
        sum += z * z;
    }
    return sum / (double)n;
}

/* Spiegelhalter's moment estimate (DerSimonian & Laird's), from weights w = 1 / s^2 = 4 E. */
static double between_variance(double dispersion, size_t n, double weight, double weight_squares) {
    double more = (double)n * dispersion - (double)(n - 1);

    return more > 0 ? more / (weight - weight_squares / weight) : 0;
}

enum stats_status funnel_limits_spread(const double *observed, const double *expected, size_t n,
                                       struct funnel_spread *out) {
    double *z = malloc((n + 1) * sizeof *z), weight = 0, weight_squares = 0, sum = 0;
    size_t m = 0;

    if (z == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (!funnel_limits_can_judge(expected[i]))
            continue;
        z[m] = 2 * (sqrt(observed[i]) - sqrt(expected[i]));
        sum += z[m] * z[m];
        m++;
        weight += 4 * expected[i];
        weight_squares += 16 * expected[i] * expected[i];
    }
    if (m < FUNNEL_LIMITS_LEAST) {
        free(z);
        return STATS_NOT_ESTIMABLE;
    }
    qsort(z, m, sizeof *z, ascending);
    out->alike = chi_square_with_df(sum, (double)(m - 1));
    out->dispersion = winsorised_dispersion(z, m);
    out->between_variance =
        out->alike.p_value < LEVEL ? between_variance(out->dispersion, m, weight, weight_squares) : 0;
    free(z);
    return STATS_OK;
}

/* The half width of the limits on the square root. */
static double half_width(double expected, double variance, double share) {
    return distribution_normal_quantile(0.5 + share / 2) * sqrt(1 / (4 * expected) + variance);
}

bool funnel_limits_hold(double observed, double expected, double variance, double share) {
    double low, high;

    if (variance > 0)
        return fabs(sqrt(observed / expected) - 1) <= half_width(expected, variance, share);
    distribution_poisson_limits(observed, share, &low, &high);
    return low <= expected && high >= expected;
}

void funnel_limits_ratios(double expected, double variance, double share, double *low, double *high) {
    double half = half_width(expected, variance, share);

    *low = half < 1 ? (1 - half) * (1 - half) : 0;
    *high = (1 + half) * (1 + half);
}
