/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mantel-Haenszel within people: the sums by hand, the interval by the formula. */
#include "stats/mantel_haenszel.h"

#include <math.h>

#include "cmocka_begin.h"

static void assert_near(double a, double b) { assert_true(fabs(a - b) <= 1e-12 * fabs(b)); }

static void terms_of_a_stratum(void **state) {
    struct mantel_haenszel_sums sums = mantel_haenszel_terms(&(struct mantel_haenszel_table){2, 1, 1, 4});

    (void)state;
    assert_near(sums.in_favour, 1); /* 2 x 4 / 8 */
    assert_near(sums.against, 0.125);
    sums = mantel_haenszel_terms(&(struct mantel_haenszel_table){0, 0, 0, 0});
    assert_true(sums.in_favour <= 0 && sums.against <= 0);
}

static void one_and_the_same_twice_is_one(void **state) {
    const struct mantel_haenszel_sums people[] = {{1, 0.125}, {0, 0.5}, {0.5, 0}, {0, 0}};
    struct interval ratio;

    (void)state;
    assert_int_equal(mantel_haenszel_ratio(people, people, 4, 0.95, &ratio), STATS_OK);
    assert_near(ratio.estimate, 1);
    assert_near(ratio.ci_low, 1);
    /* 1.5 / 0.625; influences 2/3 - 1/5, -4/5, 1/3, 0 of three people with any sum: two degrees of freedom */
    assert_int_equal(mantel_haenszel_ratio(people, NULL, 4, 0.95, &ratio), STATS_OK);
    assert_near(ratio.estimate, 2.4);
    assert_near(ratio.std_error, 2.4 * sqrt(1.5 * (49.0 / 225 + 16.0 / 25 + 1.0 / 9)));
    /* the quantile of two degrees of freedom in closed form: p = 0.975 */
    assert_true(fabs(log(ratio.ci_high / 2.4) / (ratio.std_error / 2.4) - 0.95 * sqrt(2 / 0.0975)) < 1e-9);
}

static void without_a_sum_there_is_no_ratio(void **state) {
    const struct mantel_haenszel_sums people[] = {{1, 0}, {2, 0}}, one[] = {{1, 1}};
    struct interval ratio;

    (void)state;
    assert_int_equal(mantel_haenszel_ratio(people, NULL, 2, 0.95, &ratio), STATS_EMPTY);
    assert_int_equal(mantel_haenszel_ratio(one, NULL, 1, 0.95, &ratio), STATS_EMPTY);
    assert_int_equal(mantel_haenszel_ratio(people, NULL, 0, 0.95, &ratio), STATS_EMPTY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_of_a_stratum),
        cmocka_unit_test(one_and_the_same_twice_is_one),
        cmocka_unit_test(without_a_sum_there_is_no_ratio),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
