/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference_cohorts.h"

#include "stats/mean_cumulative.h"

static void check_point(const struct cohort *cohort, const struct survival_split *split,
                        const struct expectation *expected) {
    (void)cohort;
    struct survival_group group = survival_split_group(split, (size_t)expected->group);
    struct mean_cumulative mean;
    assert_int_equal(mean_cumulative_estimate(&group, NULL, 0, 0.95, &mean), STATS_OK);
    const struct interval *point = &mean.points[risk_sets_find(&mean.counts, expected->time + 1e-9)];
    expect_close(expected, "mean", point->estimate, expected->estimate, 1e-12);
    expect_close(expected, "std_error", point->std_error, expected->std_error, 1e-10);
    assert_true(point->ci_low <= point->estimate && point->estimate <= point->ci_high);
    mean_cumulative_free(&mean);
}

static void mean_and_error_are_those_of_r(void **state) {
    (void)state;
    assert_true(each_expectation("tests/reference/recurrence_expected.csv", "mcf", check_point) > 2000);
}

static double exits[] = {5, 9, 9, 12}, entries[] = {0, 5, 0, 2.5};
static int32_t events[] = {1, 1, 0, 1}, people[] = {0, 0, 1, 2};
static const struct survival_sample sample = {
    .n_rows = 4, .entry = entries, .exit = exits, .event = events, .person = people, .n_causes = 1, .n_people = 3};

/* By hand: 3 at risk on day 5, 3 on day 9, 1 on day 12: M = 1/3, 2/3, 5/3. */
static void a_person_may_have_several_events(void **state) {
    (void)state;
    const double times[] = {1, 13}, by_hand[] = {0, 1.0 / 3, 2.0 / 3, 5.0 / 3};
    struct survival_split split;
    struct mean_cumulative mean;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(mean_cumulative_estimate(&group, times, 2, 0.95, &mean), STATS_OK);
    assert_int_equal(mean.n_points, 5);
    for (size_t i = 0; i < 4; i++)
        assert_close(mean.points[i].estimate, by_hand[i], 1e-15);
    assert_close(mean.points[0].ci_high, -log(0.025) / 2, 1e-14);
    assert_true(isnan(mean.points[4].estimate));
    mean_cumulative_free(&mean);
    assert_int_equal(mean_cumulative_estimate(&group, times, 2, 0, &mean), STATS_INVALID);
    survival_split_free(&split);
}

/* 3 events in 5 + 4 + 9 + 9.5 days; person residuals 2 - 9 r, 0 - 9 r, 1 - 9.5 r. */
static void rate_is_events_over_time_at_risk(void **state) {
    (void)state;
    struct survival_split split;
    struct interval rate, exact;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(mean_cumulative_rate(&group, 0.95, &rate, &exact), STATS_OK);
    double r = 3 / 27.5;
    assert_close(rate.estimate, r, 1e-15);
    assert_close(rate.std_error, sqrt(pow(2 - 9 * r, 2) + pow(9 * r, 2) + pow(1 - 9.5 * r, 2)) / 27.5, 1e-14);
    assert_close(exact.estimate, r, 1e-15);
    assert_close(exact.std_error, sqrt(3) / 27.5, 1e-14);
    survival_split_free(&split);
}

/* On day 12 the third person is alone; censored there, nobody ever has an event alone. */
static void an_event_of_one_person_alone_is_found(void **state) {
    (void)state;
    int32_t censored[] = {1, 1, 0, 0};
    struct survival_sample last_censored = sample;
    struct survival_split split;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_close(mean_cumulative_alone_from(&group), 12, 0);
    survival_split_free(&split);
    last_censored.event = censored;
    assert_int_equal(survival_split_build(&last_censored, NULL, 1, &split), STATS_OK);
    group = survival_split_group(&split, 0);
    assert_true(isinf(mean_cumulative_alone_from(&group)));
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_error_are_those_of_r),
        cmocka_unit_test(a_person_may_have_several_events),
        cmocka_unit_test(rate_is_events_over_time_at_risk),
        cmocka_unit_test(an_event_of_one_person_alone_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
