/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference_cohorts.h"

#include "stats/aalen_johansen.h"

static const struct confidence log_log = {CONFIDENCE_LOG_LOG, 0.95};

static void check_point(const struct cohort *cohort, const struct survival_split *split,
                        const struct expectation *expected) {
    (void)cohort;
    struct survival_group group = survival_split_group(split, (size_t)expected->group);
    struct aalen_johansen incidence;
    assert_int_equal(aalen_johansen_estimate(&group, NULL, 0, &log_log, &incidence), STATS_OK);
    size_t i = risk_sets_find(&incidence.counts, expected->time + 1e-9);
    assert_true(i < incidence.n_points);
    const struct interval *point = &incidence.causes[expected->cause - 1][i];
    expect_close(expected, "incidence", point->estimate, expected->estimate, 1e-12);
    expect_close(expected, "std_error", point->std_error, expected->std_error, 1e-9);
    expect_close(expected, "ci_low", point->ci_low, expected->low, 1e-9);
    expect_close(expected, "ci_high", point->ci_high, expected->high, 1e-9);
    assert_true(point->ci_low <= point->estimate && point->estimate <= point->ci_high);
    aalen_johansen_free(&incidence);
}

static void incidence_error_and_limits_are_those_of_r(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "aj", check_point) > 4000);
}

static void check_sum(const struct cohort *cohort, const struct survival_split *split,
                      const struct expectation *expected) {
    (void)cohort;
    struct survival_group group = survival_split_group(split, (size_t)expected->group);
    struct aalen_johansen incidence;
    assert_int_equal(aalen_johansen_estimate(&group, NULL, 0, &log_log, &incidence), STATS_OK);
    for (size_t i = 0; i < incidence.n_points; i++) {
        double sum = incidence.survival[i];
        for (int32_t k = 0; k < incidence.n_causes; k++)
            sum += incidence.causes[k][i].estimate;
        assert_close(sum, 1, 1e-12);
    }
    aalen_johansen_free(&incidence);
}

static void incidences_and_survival_sum_to_one(void **state) {
    (void)state;
    assert_true(each_expectation(SURVIVAL_EXPECTED, "rmst", check_sum) > 100);
}

/* The closed form for one row per person: variance by the formula of the header. */
static void jackknife_equals_the_closed_form(void **state) {
    (void)state;
    struct cohort *cohort = cohort_read("mgus2");
    struct survival_split split = cohort_split(cohort, false);
    struct survival_group group = survival_split_group(&split, 1);
    struct aalen_johansen incidence;
    assert_int_equal(aalen_johansen_estimate(&group, NULL, 0, &log_log, &incidence), STATS_OK);
    size_t last = incidence.n_points - 1;
    const struct interval *points = incidence.causes[0];
    double variance = 0;
    for (size_t j = 0; j <= last; j++) {
        double n = incidence.counts.sets[j].at_risk, d = incidence.counts.sets[j].events;
        double dk = incidence.counts.cause_events[j * 2], s = j ? incidence.survival[j - 1] : 1;
        double a = points[last].estimate - points[j].estimate;
        if (d < n)
            variance += a * a * d / (n * (n - d));
        variance += s * s * dk * (n - dk) / (n * n * n) - 2 * a * s * dk / (n * n);
    }
    assert_close(points[last].std_error, sqrt(variance), 1e-10);
    aalen_johansen_free(&incidence);
    survival_split_free(&split);
    free(cohort);
}

/* statistics.md's public values: mgus2 as a whole at 60, 120, 240 months. */
static void mgus2_has_its_published_variances(void **state) {
    (void)state;
    const double times[] = {60, 120, 240}, expected[] = {2.390484e-05, 4.619715e-05, 9.574323e-05};
    struct cohort *cohort = cohort_read("mgus2");
    struct survival_split split;
    assert_int_equal(survival_split_build(&cohort->sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    struct aalen_johansen incidence;
    assert_int_equal(aalen_johansen_estimate(&group, times, 3, &log_log, &incidence), STATS_OK);
    for (size_t i = 0; i < 3; i++) {
        size_t at = risk_sets_find(&incidence.counts, times[i]);
        assert_close(pow(incidence.causes[0][at].std_error, 2), expected[i], 2e-7);
    }
    struct interval quantile;
    assert_int_equal(aalen_johansen_quantile(&incidence, 1, 0.5, &quantile), STATS_NOT_REACHED);
    assert_int_equal(aalen_johansen_quantile(&incidence, 2, 0.25, &quantile), STATS_OK);
    assert_int_equal(aalen_johansen_quantile(&incidence, 3, 0.25, &quantile), STATS_INVALID);
    assert_true(quantile.ci_low <= quantile.estimate && quantile.estimate <= quantile.ci_high);
    aalen_johansen_free(&incidence);
    survival_split_free(&split);
    free(cohort);
}

/* By hand: 20 of 20 leave in one way on one day: .025^(1/20), as binom.test(20, 20). */
static void an_incidence_of_all_is_limited_from_below(void **state) {
    (void)state;
    static const struct confidence confidence = {CONFIDENCE_LOG_LOG, 0.95};
    double exit[20];
    int32_t event[20];
    for (size_t i = 0; i < 20; i++) {
        exit[i] = i < 5 ? 1 : 2;
        event[i] = 1;
    }
    struct survival_sample sample = {.n_rows = 20, .exit = exit, .event = event, .n_causes = 1};
    struct survival_split split;
    struct aalen_johansen incidence;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(aalen_johansen_estimate(&group, NULL, 0, &confidence, &incidence), STATS_OK);
    const struct interval *last = &incidence.causes[0][incidence.n_points - 1];
    assert_close(last->estimate, 1, 0);
    assert_close(last->ci_low, 0.83156652901691463, 1e-12);
    assert_close(last->ci_high, 1, 0);
    aalen_johansen_free(&incidence);
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_incidence_of_all_is_limited_from_below),
        cmocka_unit_test(incidence_error_and_limits_are_those_of_r),
        cmocka_unit_test(incidences_and_survival_sum_to_one),
        cmocka_unit_test(jackknife_equals_the_closed_form),
        cmocka_unit_test(mgus2_has_its_published_variances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
