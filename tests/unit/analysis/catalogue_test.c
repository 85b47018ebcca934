/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/catalogue.h"

#include <string.h>

#include "cmocka_begin.h"

static void every_name_stands_once(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++)
        assert_ptr_equal(catalogue_find(catalogue[i].name), &catalogue[i]);
}

static void every_measure_of_an_analysis_stands_once(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++)
        for (const struct analysis_measure *measure = catalogue[i].measures; measure->name != NULL; measure++)
            assert_ptr_equal(catalogue_find_measure(&catalogue[i], measure->name), measure);
}

static void an_analysis_asks_and_says_what_it_counts(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++) {
        assert_int_equal(catalogue[i].question[strlen(catalogue[i].question) - 1], '?');
        assert_true(*catalogue[i].counted != '\0');
        assert_non_null(catalogue[i].measures[0].name);
    }
}

static void sums_are_of_analyses_in_the_catalogue(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++) {
        const struct analysis_sums *sums = &catalogue[i].sums;
        assert_int_equal(sums->overlapping == NULL, sums->one_code == NULL);
        if (sums->survival != NULL)
            assert_non_null(catalogue_find_measure(catalogue_find(sums->survival), "survival"));
    }
}

/* What is made of exact counts gives them back. */
static void statistics_and_days_stay_inside(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++)
        for (const struct analysis_measure *measure = catalogue[i].measures; measure->name != NULL; measure++)
            if (measure->kind == MEASURE_STATISTIC || measure->kind == MEASURE_DAY || measure->kind == MEASURE_P_VALUE)
                assert_int_equal(measure->release, MEASURE_INSIDE);
}

static void what_is_not_there_is_not_found(void **state) {
    const struct analysis *months = catalogue_find(ANALYSIS_MONTHS);

    (void)state;
    assert_null(catalogue_find("month"));
    assert_null(catalogue_find("monthss"));
    assert_null(catalogue_find(""));
    assert_null(catalogue_find_measure(months, "survival"));
    assert_null(catalogue_find_measure(months, "admissions_"));
    assert_non_null(catalogue_find_measure(months, "admissions_center"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_stands_once),
        cmocka_unit_test(every_measure_of_an_analysis_stands_once),
        cmocka_unit_test(an_analysis_asks_and_says_what_it_counts),
        cmocka_unit_test(sums_are_of_analyses_in_the_catalogue),
        cmocka_unit_test(statistics_and_days_stay_inside),
        cmocka_unit_test(what_is_not_there_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
