/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference_cohorts.h"

#include "stats/distribution.h"
#include "stats/kaplan_meier.h"

static struct confidence confidence_of(const char *measure) {
    struct confidence confidence = {CONFIDENCE_LOG_LOG, 0.95};
    if (strcmp(measure, "km_log") == 0)
        confidence.type = CONFIDENCE_LOG;
    if (strcmp(measure, "km_plain") == 0)
        confidence.type = CONFIDENCE_PLAIN;
    return confidence;
}

static struct kaplan_meier curve_of(const struct survival_split *split, const struct expectation *expected,
                                    const double *times, size_t n_times) {
    struct confidence confidence = confidence_of(expected->measure);
    struct survival_group group = survival_split_group(split, (size_t)expected->group);
    struct kaplan_meier curve;
    assert_int_equal(kaplan_meier_estimate(&group, times, n_times, &confidence, &curve), STATS_OK);
    return curve;
}

static void check_point(const struct cohort *cohort, const struct survival_split *split,
                        const struct expectation *expected) {
    (void)cohort;
    struct kaplan_meier curve = curve_of(split, expected, NULL, 0);
    size_t i = risk_sets_find(&curve.counts, expected->time + 1e-9);
    assert_true(i < curve.n_points);
    const struct interval *point = &curve.points[i];
    expect_close(expected, "survival", point->estimate, expected->estimate, 1e-12);
    expect_close(expected, "std_error", point->std_error, expected->std_error, 1e-10);
    expect_close(expected, "ci_low", point->ci_low, expected->low, 1e-10);
    expect_close(expected, "ci_high", point->ci_high, expected->high, 1e-10);
    assert_true(point->ci_low <= point->estimate && point->estimate <= point->ci_high);
    kaplan_meier_free(&curve);
}

static void survival_error_and_limits_are_those_of_r(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "km_", check_point) > 6000);
}

static void same_or_none(const struct expectation *expected, const char *what, double actual, double wanted) {
    if (isnan(wanted) && isnan(actual))
        return;
    if (!(fabs(actual - wanted) <= 1e-12 * fabs(wanted)))
        fail_msg("%s quantile %g group %d: %s is %g, R has %g", expected->cohort, expected->time, expected->group, what,
                 actual, wanted);
}

static void check_quantile(const struct cohort *cohort, const struct survival_split *split,
                           const struct expectation *expected) {
    (void)cohort;
    struct kaplan_meier curve = curve_of(split, expected, NULL, 0);
    struct interval quantile;
    enum stats_status status = kaplan_meier_quantile(&curve, expected->time, &quantile);
    assert_int_equal(status, isnan(expected->estimate) ? STATS_NOT_REACHED : STATS_OK);
    same_or_none(expected, "estimate", quantile.estimate, expected->estimate);
    same_or_none(expected, "ci_low", quantile.ci_low, expected->low);
    same_or_none(expected, "ci_high", quantile.ci_high, expected->high);
    kaplan_meier_free(&curve);
}

static void quantiles_invert_the_same_band(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "quantile", check_quantile) > 500);
}

static struct kaplan_meier curve_of_cohort(const char *name, const double *times, size_t n_times) {
    struct cohort *cohort = cohort_read(name);
    struct survival_split split = cohort_split(cohort, false);
    struct expectation expected = {.group = 0, .measure = "km_log-log"};
    struct kaplan_meier curve = curve_of(&split, &expected, times, n_times);
    survival_split_free(&split);
    free(cohort);
    return curve;
}

static void median_is_the_middle_of_a_stretch_at_one_half(void **state) {
    (void)state;
    /* 4 4 9 9 17+ 23 23+ 31+ in two groups: the first has 4 9 17+ 23+ -> S = .5 from day 9 on. */
    struct kaplan_meier curve = curve_of_cohort("half_left_last", NULL, 0);
    struct interval median;
    assert_int_equal(kaplan_meier_quantile(&curve, 0.5, &median), STATS_OK);
    assert_close(median.estimate, 9, 0);
    kaplan_meier_free(&curve);
}

static void landmark_before_any_event_has_exact_limits(void **state) {
    (void)state;
    const double times[] = {1.5};
    struct kaplan_meier curve = curve_of_cohort("half_left_last", times, 1);
    assert_close(curve.points[0].estimate, 1, 0);
    assert_int_equal(curve.counts.sets[0].at_risk, 4);
    /* R: binom.test(4, 4)$conf.int = .3976354 .. 1 */
    assert_close(curve.points[0].ci_low, 0.39763536438352542, 1e-12);
    assert_close(curve.points[0].ci_high, 1, 0);
    kaplan_meier_free(&curve);
}

static void landmark_beyond_follow_up_is_nan_unless_all_left(void **state) {
    (void)state;
    const double times[] = {40};
    struct kaplan_meier curve = curve_of_cohort("half_left_last", times, 1);
    assert_true(isnan(curve.points[curve.n_points - 1].estimate));
    kaplan_meier_free(&curve);
    curve = curve_of_cohort("all_day_one", times, 1);
    assert_close(curve.points[curve.n_points - 1].estimate, 0, 0);
    /* Three were at risk when S became 0: R binom.test(0, 3)$conf.int[2] */
    assert_close(curve.points[curve.n_points - 1].ci_high, 0.70759822617871326, 1e-12);
    kaplan_meier_free(&curve);
}

/* By hand. 20 of 20 leave on one day: 1 - .025^(1/20). Of 20, 5 leave on day 1 and 15 on day 2: before it S = .75, its
 * variance .75 * .25 / 20, worth m = 20 people. Of 20, 12 are censored between: m is still 20, and the 3 left add
 * nothing. */
static void when_all_have_left_the_limit_is_of_as_many_as_the_step_before_was_worth(void **state) {
    (void)state;
    static const double limit = 0.16843347098308537; /* R: binom.test(0, 20)$conf.int[2] */
    static const struct confidence confidence = {CONFIDENCE_LOG_LOG, 0.95};
    double exit[20];
    int32_t event[20];
    for (int kind = 0; kind < 3; kind++) {
        for (size_t i = 0; i < 20; i++) {
            exit[i] = kind == 0 || i < 5 ? 1 : kind == 2 && i < 17 ? 1.5 : 2;
            event[i] = !(kind == 2 && i >= 5 && i < 17);
        }
        struct survival_sample sample = {.n_rows = 20, .exit = exit, .event = event, .n_causes = 1};
        struct survival_split split;
        struct kaplan_meier curve;
        assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
        struct survival_group group = survival_split_group(&split, 0);
        assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &confidence, &curve), STATS_OK);
        const struct interval *last = &curve.points[curve.n_points - 1];
        assert_close(last->estimate, 0, 0);
        assert_close(last->ci_low, 0, 0);
        assert_close(last->ci_high, limit, 1e-12);
        kaplan_meier_free(&curve);
        survival_split_free(&split);
    }
}

static void landmark_between_exits_counts_who_is_at_risk_then(void **state) {
    (void)state;
    /* group 0 of "gap": (0, 5] event, (11, 20] event: nobody is at risk on day 7. */
    const double times[] = {7, 13};
    struct kaplan_meier curve = curve_of_cohort("gap", times, 2);
    size_t day7 = risk_sets_find(&curve.counts, 7), day13 = risk_sets_find(&curve.counts, 13);
    assert_int_equal(curve.counts.sets[day7].at_risk, 0);
    assert_int_equal(curve.counts.sets[day13].at_risk, 1);
    assert_int_equal(curve.counts.sets[day7].ended, 0);
    kaplan_meier_free(&curve);
}

static void duplicating_every_person_keeps_survival(void **state) {
    (void)state;
    double exit[] = {2.385, 3, 3, 9, 2.385, 3, 3, 9};
    int32_t event[] = {1, 1, 0, 1, 1, 1, 0, 1}, person[] = {0, 1, 2, 3, 0, 1, 2, 3};
    struct survival_sample sample = {.n_rows = 4, .exit = exit, .event = event, .n_causes = 1};
    struct confidence confidence = {CONFIDENCE_LOG_LOG, 0.95};
    struct survival_split split;
    struct kaplan_meier once, twice;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &confidence, &once), STATS_OK);
    survival_split_free(&split);
    sample.n_rows = 8;
    sample.person = person;
    sample.n_people = 4;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    group = survival_split_group(&split, 0);
    assert_int_equal(kaplan_meier_estimate(&group, NULL, 0, &confidence, &twice), STATS_OK);
    survival_split_free(&split);
    for (size_t i = 0; i < once.n_points; i++) {
        assert_close(twice.points[i].estimate, once.points[i].estimate, 1e-14);
        /* Each person counts once in the error, however often the row was written. */
        assert_close(twice.points[i].std_error, once.points[i].std_error, 1e-12);
        assert_int_equal(twice.counts.sets[i].event_people, once.counts.sets[i].event_people);
    }
    kaplan_meier_free(&once);
    kaplan_meier_free(&twice);
}

static void bad_level_and_empty_group_are_refused(void **state) {
    (void)state;
    double exit[] = {2.385};
    int32_t event[] = {1}, code[] = {0};
    struct survival_sample sample = {.n_rows = 1, .exit = exit, .event = event, .n_causes = 1};
    struct survival_split split;
    assert_int_equal(survival_split_build(&sample, code, 2, &split), STATS_OK);
    struct survival_group full = survival_split_group(&split, 0);
    struct survival_group empty = survival_split_group(&split, 1);
    struct confidence confidence = {CONFIDENCE_LOG_LOG, 1};
    struct kaplan_meier curve;
    assert_int_equal(kaplan_meier_estimate(&full, NULL, 0, &confidence, &curve), STATS_INVALID);
    confidence.level = 0.95;
    assert_int_equal(kaplan_meier_estimate(&empty, NULL, 0, &confidence, &curve), STATS_EMPTY);
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survival_error_and_limits_are_those_of_r),
        cmocka_unit_test(quantiles_invert_the_same_band),
        cmocka_unit_test(median_is_the_middle_of_a_stretch_at_one_half),
        cmocka_unit_test(landmark_before_any_event_has_exact_limits),
        cmocka_unit_test(landmark_beyond_follow_up_is_nan_unless_all_left),
        cmocka_unit_test(when_all_have_left_the_limit_is_of_as_many_as_the_step_before_was_worth),
        cmocka_unit_test(landmark_between_exits_counts_who_is_at_risk_then),
        cmocka_unit_test(duplicating_every_person_keeps_survival),
        cmocka_unit_test(bad_level_and_empty_group_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
