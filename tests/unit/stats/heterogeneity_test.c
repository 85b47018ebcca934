/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected: tests/reference/heterogeneity.txt. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/heterogeneity.h"

static struct interval between(double low, double high) {
    return (struct interval){(low + 2 * high) / 3, NAN, low, high};
}

static void q_is_that_of_r(void **state) {
    (void)state;
    const struct interval three[] = {between(0.36, 0.49), between(0.54, 0.635), between(0.54, 0.64)};
    const struct interval two[] = {between(0.4, 0.6), between(0.45, 0.65)};
    const struct interval ends[] = {between(0, 0.17), between(0.08, 0.42), between(0.02, 0.3), between(0.83, 1)};
    struct chi_square_test test;
    assert_int_equal(heterogeneity_test(three, 3, 0.95, &test), STATS_OK);
    assert_close(test.statistic, 19.026613135922311, 1e-12);
    assert_close(test.df, 2, 0);
    assert_close(test.p_value, 7.3862406440744293e-05, 1e-10);
    assert_int_equal(heterogeneity_test(two, 2, 0.95, &test), STATS_OK);
    assert_close(test.statistic, 0.48018235258676639, 1e-12);
    assert_close(test.p_value, 0.4883397300086107, 1e-10);
    assert_int_equal(heterogeneity_test(ends, 4, 0.95, &test), STATS_OK);
    assert_close(test.statistic, 206.94151168187338, 1e-12);
    assert_close(test.p_value, 1.3340410698624445e-44, 1e-10);
}

static void what_cannot_be_compared_says_so(void **state) {
    (void)state;
    const struct interval unknown[] = {between(0.4, 0.6), between(NAN, NAN)},
                          point[] = {between(0.4, 0.6), between(1, 1)};
    struct chi_square_test test;
    assert_int_equal(heterogeneity_test(unknown, 2, 0.95, &test), STATS_NOT_ESTIMABLE);
    assert_int_equal(heterogeneity_test(point, 2, 0.95, &test), STATS_NOT_ESTIMABLE);
    assert_int_equal(heterogeneity_test(unknown, 1, 0.95, &test), STATS_NOT_ESTIMABLE);
    assert_int_equal(heterogeneity_test(unknown, 1, 1, &test), STATS_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(q_is_that_of_r),
        cmocka_unit_test(what_cannot_be_compared_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
