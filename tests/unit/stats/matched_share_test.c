/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/matched_share.h: places, strata and widths worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/matched_share.h"

/* Person 1: days 7 to 13 of stratum 0, 7, 8 and 11 to 13 with the event. Person 2: days 7 to 13, 7 with it. Person 3:
 * all of stratum 1. */
static const struct matched_days days[] = {
    {1, 0, 7, 8, 7, 8}, {1, 0, 9, 13, 11, 13}, {2, 0, 7, 13, 7, 7}, {3, 1, 0, 50, 0, 50}};

static struct matched_sample sample_of(const struct matched_case *cases, size_t n) {
    return (struct matched_sample){
        .cases = cases, .n_cases = n, .days = days, .n_days = 4, .n_people = 4, .n_strata = 2, .width = 3};
}

static void a_case_is_compared_with_the_days_near_it(void **state) {
    const struct matched_case one[] = {{0, 10, 0, true}};
    struct matched_sample sample = sample_of(one, 1);
    struct matched_share share;

    (void)state;
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_OK);
    assert_close(share.observed.estimate, 1, 1e-12);
    assert_close(share.expected.estimate, 6.0 / 14, 1e-12);
    assert_close(share.difference.estimate, 8.0 / 14, 1e-12);
    /* Person 1 moves it by (5 - 7 * 6/14) / 14 = 2/14, person 2 by -2/14. */
    assert_close(share.expected.std_error, 0.20203050891044214, 1e-12);
    /* 1 of 1 has no error, but Wilson's limit .2065; with 6/14 of 6 effectively: hypot of both distances */
    assert_close(share.difference.ci_low, -0.29113806999438196, 1e-9);
    assert_close(share.difference.ci_high, 0.8539817980314941, 1e-9);
    assert_close(share.reference_people, 2, 1e-12);
}

/* Of two cases in stratum 1 one has the event: all their days have it, which has no error but Wilson's limit .2065 of
 * one person. Upwards the difference reaches as far as both do: hypot of the observed's limit and of that one. */
static void an_expected_share_of_one_has_limits_all_the_same(void **state) {
    const struct matched_case two[] = {{0, 10, 1, true}, {2, 20, 1, false}};
    struct matched_sample sample = sample_of(two, 2);
    struct matched_share share;

    (void)state;
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_OK);
    assert_close(share.observed.estimate, 0.5, 1e-12);
    assert_true(share.observed.std_error > 0.1);
    assert_close(share.expected.estimate, 1, 1e-12);
    assert_close(share.expected.ci_low, 0.20654931437723710, 1e-9);
    assert_close(share.difference.ci_low, -0.5 - (0.5 - share.observed.ci_low), 1e-12);
    assert_close(share.difference.ci_high, -0.5 + hypot(share.observed.ci_high - 0.5, 1 - share.expected.ci_low),
                 1e-12);
}

static void the_width_is_the_same_to_both_sides(void **state) {
    const struct matched_case first[] = {{0, 0, 1, false}}, edge[] = {{0, 5, 0, false}};
    struct matched_sample sample = sample_of(first, 1);
    struct matched_share share;

    (void)state;
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_OK);
    assert_close(share.expected.estimate, 1, 1e-12); /* day 0 alone, of its own stratum */
    sample = sample_of(edge, 1);                     /* days 2 to 8: 7 and 8 are there */
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_OK);
    assert_close(share.expected.estimate, 3.0 / 4, 1e-12);
}

static void a_case_without_a_day_near_it_is_left_out(void **state) {
    const struct matched_case two[] = {{0, 10, 0, true}, {0, 17, 0, true}}, none[] = {{0, 60, 1, true}};
    struct matched_sample sample = sample_of(two, 2);
    struct matched_share share;

    (void)state;
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_OK);
    assert_close(share.cases, 1, 1e-12);
    assert_close(share.left_out, 1, 1e-12);
    sample = sample_of(none, 1);
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_EMPTY);
}

static void what_lies_out_of_range_is_refused(void **state) {
    const struct matched_case before[] = {{0, -1, 0, true}}, stratum[] = {{0, 1, 2, true}};
    struct matched_sample sample = sample_of(before, 1);
    struct matched_share share;

    (void)state;
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_INVALID);
    sample = sample_of(stratum, 1);
    assert_int_equal(matched_share_estimate(&sample, 0.95, &share), STATS_INVALID);
    assert_int_equal(matched_share_estimate(&sample, 1, &share), STATS_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_compared_with_the_days_near_it),
        cmocka_unit_test(an_expected_share_of_one_has_limits_all_the_same),
        cmocka_unit_test(the_width_is_the_same_to_both_sides),
        cmocka_unit_test(a_case_without_a_day_near_it_is_left_out),
        cmocka_unit_test(what_lies_out_of_range_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
