/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/distribution.h, stats/proportion.h and stats/rate.h against tests/reference/distribution.txt. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/distribution.h"
#include "stats/proportion.h"
#include "stats/rate.h"

enum { NUMBERS = 6 };

/* Calls `check` with the numbers of each line that begins with `what`. */
static void each_line(const char *what, void (*check)(const double numbers[NUMBERS])) {
    FILE *file = fopen("tests/reference/distribution.txt", "r");
    assert_non_null(file);
    char line[512], name[64];
    int lines = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        double x[NUMBERS] = {0};
        int n = sscanf(line, "%63s %lf %lf %lf %lf %lf %lf", name, &x[0], &x[1], &x[2], &x[3], &x[4], &x[5]);
        if (n < 2 || strcmp(name, what) != 0)
            continue;
        check(x);
        lines++;
    }
    fclose(file);
    assert_true(lines > 0);
}

static void check_quantile(const double x[NUMBERS]) { assert_close(distribution_normal_quantile(x[0]), x[1], 1e-13); }

static void check_two_sided(const double x[NUMBERS]) { assert_close(distribution_normal_two_sided(x[0]), x[1], 1e-11); }

static void check_chi_square(const double x[NUMBERS]) {
    assert_close(distribution_chi_square_upper(x[0], x[1]), x[2], 1e-12);
}

static void check_binomial(const double x[NUMBERS]) {
    double low, high;
    distribution_binomial_limits(x[0], x[1], x[2], &low, &high);
    double relative = x[1] > 1e4 ? 1e-9 : 1e-11;
    assert_close(low, x[3], relative);
    assert_close(high, x[4], relative);
}

static void check_poisson(const double x[NUMBERS]) {
    double low, high;
    distribution_poisson_limits(x[0], x[1], &low, &high);
    assert_close(low, x[2], 1e-10);
    assert_close(high, x[3], 1e-10);
}

static void check_wilson(const double x[NUMBERS]) {
    struct interval share;
    assert_int_equal(proportion_wilson(x[0], x[1], x[2], &share), STATS_OK);
    assert_close(share.estimate, x[3], 1e-15);
    assert_close(share.ci_low, x[4], 1e-12);
    assert_close(share.ci_high, x[5], 1e-12);
}

static const double events[] = {2, 0, 1, 3, 0, 1, 1, 4}, trials[] = {3, 1, 1, 5, 2, 1, 4, 4};

static void compare(const struct interval *actual, const double expected[4]) {
    assert_close(actual->estimate, expected[0], 1e-14);
    assert_close(actual->std_error, expected[1], 1e-14);
    assert_close(actual->ci_low, expected[2], 1e-11);
    assert_close(actual->ci_high, expected[3], 1e-11);
}

static void check_clustered(const double x[NUMBERS]) {
    struct interval share;
    assert_int_equal(proportion_clustered(events, trials, 8, 0.95, &share), STATS_OK);
    compare(&share, x);
}

static void check_robust_rate(const double x[NUMBERS]) {
    const double exposure[] = {3.5, 1.25, 1, 5, 2.385, 1, 4, 4};
    struct interval rate;
    assert_int_equal(rate_robust(events, exposure, 8, 0.95, &rate), STATS_OK);
    compare(&rate, x);
}

static void check_exact_rate(const double x[NUMBERS]) {
    struct interval rate;
    assert_int_equal(rate_exact(x[0], x[1], 0.95, &rate), STATS_OK);
    compare(&rate, x + 2);
}

static void distributions_are_those_of_r(void **state) {
    (void)state;
    each_line("normal_quantile", check_quantile);
    each_line("normal_two_sided", check_two_sided);
    each_line("chi_square_upper", check_chi_square);
}

static void exact_limits_are_those_of_r(void **state) {
    (void)state;
    each_line("binomial_limits", check_binomial);
    each_line("poisson_limits", check_poisson);
}

static void shares_and_rates_are_those_of_r(void **state) {
    (void)state;
    each_line("wilson", check_wilson);
    each_line("clustered", check_clustered);
    each_line("rate_robust", check_robust_rate);
    each_line("rate_exact", check_exact_rate);
}

/* Arguments for which GSL's own quantile would not return. */
static void bad_arguments_give_nan_at_once(void **state) {
    (void)state;
    double low, high;
    assert_true(isnan(distribution_normal_quantile(-0.1)));
    assert_true(isnan(distribution_normal_quantile(nan(""))));
    assert_true(isnan(distribution_chi_square_upper(1, 0)));
    assert_true(isnan(distribution_beta(0.5, 0, 1)));
    assert_true(isnan(distribution_beta(0.5, nan(""), 1)));
    distribution_binomial_limits(nan(""), 7, 0.95, &low, &high);
    assert_true(isnan(low) && isnan(high));
    distribution_binomial_limits(8, 7, 0.95, &low, &high);
    assert_true(isnan(low));
    distribution_poisson_limits(-1, 0.95, &low, &high);
    assert_true(isnan(high));
    assert_true(isinf(distribution_normal_quantile(1)));
    assert_close(distribution_chi_square_upper(-1, 2), 1, 0);
    assert_close(distribution_chi_square_upper(1e6, 2), 0, 0);
}

/* P(X >= x) at the lower limit is half of what is outside: a definition no table is needed for. */
static void limits_of_huge_counts_meet_their_definition(void **state) {
    (void)state;
    double low, high, x = 3.85e8, n = 1e9;
    distribution_binomial_limits(x, n, 0.95, &low, &high);
    assert_close(distribution_beta(low, x, n - x + 1), 0.025, 1e-6);
    assert_true(low < x / n && x / n < high);
    assert_close(high - low, 2 * 1.959963984540054 * sqrt(0.385 * 0.615 / n), 1e-3);
}

static void impossible_shares_are_refused(void **state) {
    (void)state;
    struct interval share = {7, 7, 7, 7};
    const double more[] = {2}, fewer[] = {1}, none[] = {0};
    assert_int_equal(proportion_wilson(0, 0, 0.95, &share), STATS_EMPTY);
    assert_int_equal(proportion_wilson(3, 2, 0.95, &share), STATS_INVALID);
    assert_int_equal(proportion_exact(1, 2, 1, &share), STATS_INVALID);
    assert_int_equal(proportion_clustered(more, fewer, 1, 0.95, &share), STATS_INVALID);
    assert_int_equal(proportion_clustered(none, none, 1, 0.95, &share), STATS_EMPTY);
    assert_int_equal(rate_exact(1, 0, 0.95, &share), STATS_EMPTY);
    assert_int_equal(rate_exact(-1, 1, 0.95, &share), STATS_INVALID);
    assert_close(share.estimate, 7, 0);
    assert_int_equal(proportion_clustered(fewer, fewer, 1, 0.95, &share), STATS_OK);
    assert_close(share.ci_high, 1, 0);
}

enum { TRIALS = 25, MOST_EVENTS = 200 };

/* The probability that limits hold the share p, summed over all counts that n trials may give. */
static double held(enum stats_status (*limits)(double, double, double, struct interval *), double p, double n) {
    double sum = 0, chance = pow(1 - p, n);
    for (double count = 0; count <= n; count++) {
        struct interval share;
        assert_int_equal(limits(count, n, 0.95, &share), STATS_OK);
        sum += share.ci_low <= p && p <= share.ci_high ? chance : 0;
        chance *= (n - count) / (count + 1) * p / (1 - p);
    }
    return sum;
}

static void intervals_of_shares_hold_the_truth(void **state) {
    (void)state;
    double mean = 0;
    int n = 0;
    for (double p = 0.0385; p < 0.97; p += 0.0101, n++) {
        assert_true(held(proportion_exact, p, TRIALS) >= 0.95);
        assert_true(held(proportion_wilson, p, TRIALS) > 0.89);
        mean += held(proportion_wilson, p, TRIALS);
    }
    assert_close(mean / n, 0.95, 0.01);
}

static void intervals_of_rates_hold_the_truth(void **state) {
    (void)state;
    for (double mean = 0.385; mean < 60; mean *= 1.19) {
        double sum = 0, chance = exp(-mean), exposure = 38.5;
        for (double count = 0; count < MOST_EVENTS; count++) {
            struct interval rate;
            assert_int_equal(rate_exact(count, exposure, 0.95, &rate), STATS_OK);
            sum += rate.ci_low * exposure <= mean && mean <= rate.ci_high * exposure ? chance : 0;
            chance *= mean / (count + 1);
        }
        assert_true(sum >= 0.95 && (mean < 3 || sum < 0.99)); /* counts of 0 and 1 leave hardly a choice */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distributions_are_those_of_r),
        cmocka_unit_test(exact_limits_are_those_of_r),
        cmocka_unit_test(shares_and_rates_are_those_of_r),
        cmocka_unit_test(bad_arguments_give_nan_at_once),
        cmocka_unit_test(limits_of_huge_counts_meet_their_definition),
        cmocka_unit_test(impossible_shares_are_refused),
        cmocka_unit_test(intervals_of_shares_hold_the_truth),
        cmocka_unit_test(intervals_of_rates_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
