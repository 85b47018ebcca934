/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests that compare groups: stats/log_rank.h and stats/gray_test.h. */
#include "reference_cohorts.h"

#include "stats/gray_test.h"
#include "stats/log_rank.h"

static bool is_stratified(const struct expectation *expected) { return strstr(expected->measure, "_strata") != NULL; }

static void compare(const struct expectation *expected, const struct chi_square_test *test) {
    expect_close(expected, "statistic", test->statistic, expected->estimate, 1e-9);
    expect_close(expected, "df", test->df, expected->std_error, 0);
    expect_close(expected, "p_value", test->p_value, expected->low, 1e-8);
}

static void check_log_rank(const struct cohort *cohort, const struct survival_split *by_group,
                           const struct expectation *expected) {
    (void)by_group;
    bool strata = is_stratified(expected);
    struct survival_split split = cohort_split(cohort, strata);
    struct chi_square_test test;
    assert_int_equal(log_rank_test(&split, strata ? cohort->n_strata : 1, cohort->n_groups, expected->time, &test),
                     STATS_OK);
    compare(expected, &test);
    survival_split_free(&split);
}

static void check_gray(const struct cohort *cohort, const struct survival_split *by_group,
                       const struct expectation *expected) {
    (void)by_group;
    bool strata = is_stratified(expected);
    struct survival_split split = cohort_split(cohort, strata);
    struct chi_square_test test;
    enum stats_status status =
        gray_test(&split, strata ? cohort->n_strata : 1, cohort->n_groups, expected->cause, &test);
    if (status != STATS_OK)
        fail_msg("%s %s cause %d: status %d", expected->cohort, expected->measure, expected->cause, (int)status);
    compare(expected, &test);
    survival_split_free(&split);
}

static void log_rank_is_that_of_r(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "log_rank", check_log_rank) > 130);
}

static void gray_is_that_of_cmprsk(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "gray", check_gray) > 50);
}

static void log_rank_of_groups_never_together_is_no_number(void **state) {
    (void)state;
    double exit[] = {3, 9}, entry[] = {0, 5};
    int32_t event[] = {1, 1}, code[] = {0, 1};
    struct survival_sample sample = {.n_rows = 2, .entry = entry, .exit = exit, .event = event, .n_causes = 1};
    struct survival_split split;
    struct chi_square_test test;
    assert_int_equal(survival_split_build(&sample, code, 2, &split), STATS_OK);
    assert_int_equal(log_rank_test(&split, 1, 2, 0, &test), STATS_NOT_ESTIMABLE);
    assert_int_equal(log_rank_test(&split, 2, 2, 0, &test), STATS_INVALID);
    assert_int_equal(gray_test(&split, 1, 2, 1, &test), STATS_DELAYED_ENTRY);
    survival_split_free(&split);
}

static void gray_refuses_several_rows_per_person(void **state) {
    (void)state;
    double exit[] = {3, 9, 11};
    int32_t event[] = {1, 2, 1}, code[] = {0, 1, 1}, person[] = {0, 1, 0};
    struct survival_sample sample = {
        .n_rows = 3, .exit = exit, .event = event, .person = person, .n_causes = 2, .n_people = 2};
    struct survival_split split;
    struct chi_square_test test;
    assert_int_equal(survival_split_build(&sample, code, 2, &split), STATS_OK);
    assert_int_equal(gray_test(&split, 1, 2, 1, &test), STATS_SEVERAL_PER_PERSON);
    assert_int_equal(gray_test(&split, 1, 2, 3, &test), STATS_INVALID);
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_rank_is_that_of_r),
        cmocka_unit_test(gray_is_that_of_cmprsk),
        cmocka_unit_test(log_rank_of_groups_never_together_is_no_number),
        cmocka_unit_test(gray_refuses_several_rows_per_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
