/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected: tests/reference/funnel_limits.txt. */
#include "stats/funnel_limits.h"

#include "assert_close.h"
#include "cmocka_begin.h"

enum { N = 11 };

static const double apart_observed[N] = {206, 66, 71, 54, 57, 87, 95, 101, 110, 98, 0},
                    apart_expected[N] = {73.4, 50.2, 52.1, 37.3, 43.2, 57.3, 113.6, 114.9, 120.7, 115.2, .7},
                    alike_observed[N] = {32, 28, 37, 41, 55, 49, 36, 40, 38, 33, 31},
                    alike_expected[N] = {29.9, 30.6, 33.1, 47.2, 55.5, 46.3, 38.8, 39.1, 36.2, 34.5, 28.8};

/* The place of which less than one event is expected is left out. */
static void the_spread_is_that_of_r(void **state) {
    struct funnel_spread spread;
    (void)state;

    assert_int_equal(funnel_limits_spread(apart_observed, apart_expected, N, &spread), STATS_OK);
    assert_close(spread.dispersion, 5.9560616318681356, 1e-12);
    assert_close(spread.between_variance, 0.018412780042569934, 1e-12);
    assert_close(spread.alike.statistic, 175.26153141524139, 1e-12);
    assert_close(spread.alike.df, 9, 0);
    assert_close(spread.alike.p_value, 4.9384204662138783e-33, 1e-10);
}

static void where_all_are_alike_limits_are_those_of_chance(void **state) {
    struct funnel_spread spread;
    (void)state;

    assert_int_equal(funnel_limits_spread(alike_observed, alike_expected, N, &spread), STATS_OK);
    assert_close(spread.dispersion, 0.1336173449192396, 1e-12);
    assert_close(spread.between_variance, 0, 0);
    assert_close(spread.alike.p_value, 0.99245975389347851, 1e-12);
}

/* One far out does not widen its own limits; those that differ as all do are within. */
static void only_who_stands_out_lies_outside(void **state) {
    struct funnel_spread spread;
    (void)state;

    assert_int_equal(funnel_limits_spread(apart_observed, apart_expected, N, &spread), STATS_OK);
    assert_false(funnel_limits_hold(206, 73.4, spread.between_variance, 0.998));
    assert_true(funnel_limits_hold(87, 57.3, spread.between_variance, 0.998));
    assert_false(funnel_limits_hold(87, 57.3, 0, 0.998));
}

static void limits_are_those_by_which_a_place_is_judged(void **state) {
    double low, high;
    (void)state;

    funnel_limits_ratios(57.3, 0.018412780042569934, 0.998, &low, &high);
    assert_close(low, 0.28476422133772328, 1e-11);
    assert_close(high, 2.1502320614948287, 1e-11);
    assert_true(funnel_limits_hold(high * 57.3 - 1e-6, 57.3, 0.018412780042569934, 0.998));
    assert_false(funnel_limits_hold(high * 57.3 + 1e-6, 57.3, 0.018412780042569934, 0.998));
    assert_false(funnel_limits_hold(low * 57.3 - 1e-6, 57.3, 0.018412780042569934, 0.998));
}

/* R: poisson.test(30, conf.level = .95)$conf.int is 20.24 to 42.83, of .998 15.87 to 51.08. */
static void without_a_variance_limits_are_exact(void **state) {
    (void)state;
    assert_true(funnel_limits_hold(30, 42.5, 0, 0.95));
    assert_false(funnel_limits_hold(30, 43.2, 0, 0.95));
    assert_true(funnel_limits_hold(30, 43.2, 0, 0.998));
    assert_false(funnel_limits_hold(30, 20.1, 0, 0.95));
    assert_true(funnel_limits_hold(30, 20.1, 0, 0.998));
    assert_false(funnel_limits_hold(30, 15.8, 0, 0.998));
}

static void of_fewer_than_ten_places_no_spread_is_told(void **state) {
    struct funnel_spread spread;
    (void)state;

    assert_int_equal(funnel_limits_spread(alike_observed, alike_expected, 9, &spread), STATS_NOT_ESTIMABLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spread_is_that_of_r),
        cmocka_unit_test(where_all_are_alike_limits_are_those_of_chance),
        cmocka_unit_test(only_who_stands_out_lies_outside),
        cmocka_unit_test(limits_are_those_by_which_a_place_is_judged),
        cmocka_unit_test(without_a_variance_limits_are_exact),
        cmocka_unit_test(of_fewer_than_ten_places_no_spread_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
