/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/control_chart.h against tests/reference/control_chart.txt, and cases worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/control_chart.h"

enum { MOST_MONTHS = 128, LINE_SIZE = 8192, CHART_NUMBERS = 5 };

static const double missing = (double)NAN;

/* The series at hand, from a "series" line. */
struct series {
    size_t least, baseline, n;
    double value[MOST_MONTHS];
};

/* The numbers behind the second word of a line; NA is NaN. Returns how many. */
static size_t read_numbers(char *line, double numbers[], size_t room) {
    size_t n = 0, word = 0;
    char *next, *text;

    for (text = strtok_r(line, " \n", &next); text != NULL; text = strtok_r(NULL, " \n", &next))
        if (word++ >= 2) {
            assert_true(n < room);
            numbers[n++] = strcmp(text, "NA") == 0 ? missing : strtod(text, NULL);
        }
    return n;
}

static struct series read_series(char *line) {
    double numbers[MOST_MONTHS + 3];
    size_t n = read_numbers(line, numbers, MOST_MONTHS + 3);
    struct series series = {(size_t)numbers[0], (size_t)numbers[1], (size_t)numbers[2], {0}};

    assert_int_equal(series.n, n - 3);
    memcpy(series.value, numbers + 3, series.n * sizeof *series.value);
    return series;
}

static void check_chart(const struct series *series, char *line, struct control_chart *chart) {
    enum stats_status status = control_chart_build(series->value, series->n, series->baseline, series->least, chart);
    double expected[CHART_NUMBERS];

    if (strstr(line, " none") != NULL) {
        assert_true(status == STATS_EMPTY || status == STATS_NOT_ESTIMABLE);
        return;
    }
    assert_int_equal(status, STATS_OK);
    assert_int_equal(read_numbers(line, expected, CHART_NUMBERS), CHART_NUMBERS);
    assert_close(chart->center, expected[0], 1e-13);
    assert_close(chart->lower, expected[1], 1e-10);
    assert_close(chart->upper, expected[2], 1e-12);
    assert_close(chart->moving_range, expected[3], 1e-12);
    assert_int_equal(chart->n_points, (size_t)expected[4]);
}

static void check_signals(const struct series *series, char *line, const struct control_chart *chart) {
    double expected[MOST_MONTHS];
    uint32_t signals[MOST_MONTHS];

    assert_int_equal(read_numbers(line, expected, MOST_MONTHS), series->n);
    control_chart_judge(chart, series->value, series->n, signals);
    for (size_t i = 0; i < series->n; i++)
        assert_int_equal(signals[i], (uint32_t)expected[i]);
}

static void agrees_with_the_reference(void **state) {
    FILE *file = fopen("tests/reference/control_chart.txt", "r");
    char line[LINE_SIZE];
    struct series series = {0};
    struct control_chart chart = {0};
    int n_charts = 0, n_signals = 0, n_expected = 0;

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        double n, marks;
        if (strncmp(line, "series ", 7) == 0)
            series = read_series(line);
        else if (strncmp(line, "chart ", 6) == 0 && ++n_charts > 0)
            check_chart(&series, line, &chart);
        else if (strncmp(line, "signals ", 8) == 0 && ++n_signals > 0)
            check_signals(&series, line, &chart);
        else if (sscanf(line, "expected %lf %lf", &n, &marks) == 2 && ++n_expected > 0)
            assert_close(control_chart_expected_signals((size_t)n), marks, 1e-12);
        else
            assert_true(strncmp(line, "simulated ", 10) == 0);
    }
    fclose(file);
    assert_int_equal(n_charts, 55);
    assert_int_equal(n_signals, 50);
    assert_int_equal(n_expected, 6);
}

/* Mean 3; ranges 2 2 2: limits 3 -+ 5.32. */
static void limits_are_the_mean_and_2_66_mean_ranges(void **state) {
    const double value[] = {2, 4, 2, 4};
    struct control_chart chart;

    (void)state;
    assert_int_equal(control_chart_build(value, 4, 4, 4, &chart), STATS_OK);
    assert_close(chart.center, 3, 1e-15);
    assert_close(chart.lower, -2.32, 1e-14);
    assert_close(chart.upper, 8.32, 1e-14);
}

/* The ranges are 2 (2 to 4) and 1 (8 to 9): the step over the gap is none. */
static void no_range_goes_over_a_gap(void **state) {
    const double value[] = {2, 4, missing, 8, 9};
    struct control_chart chart;

    (void)state;
    assert_int_equal(control_chart_build(value, 5, 5, 4, &chart), STATS_OK);
    assert_close(chart.moving_range, 1.5, 1e-15);
    assert_int_equal(chart.n_points, 4);
}

static void too_few_points_leave_the_chart_as_it_was(void **state) {
    const double value[] = {2, 4, 2, missing};
    struct control_chart chart = {.center = 2.385};

    (void)state;
    assert_int_equal(control_chart_build(value, 4, 4, 4, &chart), STATS_EMPTY);
    assert_int_equal(control_chart_build(value, 0, 0, 0, &chart), STATS_EMPTY);
    assert_close(chart.center, 2.385, 0);
}

static void what_is_no_series_is_refused(void **state) {
    const double value[] = {2, (double)INFINITY, 3};
    struct control_chart chart;

    (void)state;
    assert_int_equal(control_chart_build(value, 3, 3, 1, &chart), STATS_INVALID);
    assert_int_equal(control_chart_build(value, 1, 2, 1, &chart), STATS_INVALID);
    assert_int_equal(control_chart_build(value, 1, 1, 1, &chart), STATS_NOT_ESTIMABLE);
}

/* Limits 0 and 30, center 15: the lines of the outer thirds are 5 and 25. */
static void the_third_month_completes_two_of_three(void **state) {
    const struct control_chart chart = {.center = 15, .lower = 0, .upper = 30, .moving_range = 5.64};
    const double value[] = {26, 17, 27, 14, 26, 27, 26, missing, 28, 27, 4, 3};
    const uint32_t expected[] = {0, 0, CONTROL_NEAR, 0, 0, 0, CONTROL_NEAR, 0, 0, 0, 0, 0};
    uint32_t signals[12];

    (void)state;
    control_chart_judge(&chart, value, 12, signals);
    for (size_t i = 0; i < 12; i++)
        assert_int_equal(signals[i], expected[i]);
}

/* 0.1 added 15 times is not 15 x 0.1: rounding must not put months outside limits of no width. */
static void equal_months_have_no_signal(void **state) {
    double value[15];
    uint32_t signals[15];
    struct control_chart chart;

    (void)state;
    for (size_t i = 0; i < 15; i++)
        value[i] = 0.1;
    assert_int_equal(control_chart_build(value, 15, 15, 12, &chart), STATS_OK);
    control_chart_judge(&chart, value, 15, signals);
    for (size_t i = 0; i < 15; i++)
        assert_int_equal(signals[i], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_reference),    cmocka_unit_test(limits_are_the_mean_and_2_66_mean_ranges),
        cmocka_unit_test(no_range_goes_over_a_gap),     cmocka_unit_test(too_few_points_leave_the_chart_as_it_was),
        cmocka_unit_test(what_is_no_series_is_refused), cmocka_unit_test(the_third_month_completes_two_of_three),
        cmocka_unit_test(equal_months_have_no_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
