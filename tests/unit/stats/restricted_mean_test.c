/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference_cohorts.h"

#include "stats/restricted_mean.h"

static const struct confidence log_log = {CONFIDENCE_LOG_LOG, 0.95};

static void check_mean(const struct cohort *cohort, const struct survival_split *split,
                       const struct expectation *expected) {
    (void)cohort;
    struct survival_group group = survival_split_group(split, (size_t)expected->group);
    struct kaplan_meier curve;
    struct interval mean;
    assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &log_log, &curve), STATS_OK);
    assert_int_equal(restricted_mean(&group, &curve, expected->time, &mean), STATS_OK);
    expect_close(expected, "mean", mean.estimate, expected->estimate, 1e-12);
    expect_close(expected, "std_error", mean.std_error, expected->std_error, 1e-10);
    kaplan_meier_free(&curve);
}

static void mean_and_error_are_those_of_r(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "rmst", check_mean) > 500);
}

static void tau_beyond_follow_up_is_refused(void **state) {
    (void)state;
    struct cohort *cohort = cohort_read("half_left_last");
    struct survival_split split = cohort_split(cohort, false);
    struct survival_group group = survival_split_group(&split, 0);
    struct kaplan_meier curve;
    struct interval mean = {0};
    assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &log_log, &curve), STATS_OK);
    assert_int_equal(restricted_mean(&group, &curve, 23.5, &mean), STATS_BEYOND_FOLLOW_UP);
    assert_int_equal(restricted_mean(&group, &curve, 0, &mean), STATS_INVALID);
    assert_close(mean.estimate, 0, 0);
    kaplan_meier_free(&curve);
    survival_split_free(&split);
    free(cohort);
}

static void tau_after_everyone_left_adds_nothing(void **state) {
    (void)state;
    struct cohort *cohort = cohort_read("all_day_one");
    struct survival_split split = cohort_split(cohort, false);
    struct survival_group group = survival_split_group(&split, 0);
    struct kaplan_meier curve;
    struct interval mean;
    assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &log_log, &curve), STATS_OK);
    assert_int_equal(restricted_mean(&group, &curve, 30, &mean), STATS_OK);
    assert_close(mean.estimate, 1, 0);
    assert_close(mean.std_error, 0, 0);
    kaplan_meier_free(&curve);
    survival_split_free(&split);
    free(cohort);
}

/* Two groups of other people: variances add. The same rows as both groups: their difference is known to be 0. */
static void difference_knows_who_is_in_both(void **state) {
    (void)state;
    static const double time[] = {4, 9, 17, 23, 4, 9, 17, 23};
    static const int32_t event[] = {1, 1, 0, 1, 1, 1, 0, 1}, group[] = {0, 0, 0, 0, 1, 1, 1, 1};
    static const int32_t apart[] = {0, 1, 2, 3, 4, 5, 6, 7}, same[] = {0, 1, 2, 3, 0, 1, 2, 3};
    for (int i = 0; i < 2; i++) {
        const struct survival_sample sample = {8, NULL, time, event, i == 0 ? apart : same, 1, 8, NULL};
        struct survival_split split;
        struct interval mean, difference;
        struct kaplan_meier curve;
        assert_int_equal(survival_split_build(&sample, group, 2, &split), STATS_OK);
        struct survival_group first = survival_split_group(&split, 0), second = survival_split_group(&split, 1);
        assert_int_equal(kaplan_meier_estimate(&first, NULL, 0, &log_log, &curve), STATS_OK);
        assert_int_equal(restricted_mean(&first, &curve, 20, &mean), STATS_OK);
        assert_int_equal(restricted_mean_difference(&first, &second, 20, 0.95, &difference), STATS_OK);
        assert_close(difference.estimate, 0, 0);
        assert_close(difference.std_error, i == 0 ? sqrt(2) * mean.std_error : 0, 1e-14);
        assert_close(difference.ci_high, 1.9599639845400545 * difference.std_error, 1e-12);
        assert_int_equal(restricted_mean_difference(&first, &second, 0, 0.95, &difference), STATS_INVALID);
        kaplan_meier_free(&curve);
        survival_split_free(&split);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_error_are_those_of_r),
        cmocka_unit_test(tau_beyond_follow_up_is_refused),
        cmocka_unit_test(tau_after_everyone_left_adds_nothing),
        cmocka_unit_test(difference_knows_who_is_in_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
