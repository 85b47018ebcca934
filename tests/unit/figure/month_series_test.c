/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/month_series.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "settings/settings_file.h"

enum { MOST = 200, MONTHS = 12 };

static struct estimate rows[MOST];
static char periods[MONTHS][24];
static struct estimates table = {.rows = rows};
static struct numbers numbers = {.estimates = &table};
static struct ini_file *config;

static const struct month_measure leavings = {"leavings", "Left care", "more", "fewer", false, "Left, per 100 months"},
                                  staying = {"cohort_retention_90", "In care", "more", "fewer", true, NULL},
                                  in_care = {"people_in_care", "People in care", NULL, NULL, false, NULL};

static int make_pool(void **state) {
    (void)state;
    numbers.pool = word_pool_alloc();
    numbers.config = config = settings_file_read(NULL);
    for (int i = 0; i < MONTHS; i++)
        snprintf(periods[i], sizeof periods[i], "2026-%02d", i + 1);
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(numbers.pool);
    ini_file_free(config);
    return 0;
}

static void add(const char *measure, const char *rule, const char *period, double estimate) {
    struct estimate *row = &rows[table.n_rows++];

    *row = estimate_empty();
    row->analysis = strchr(period, 'Q') != NULL ? "quarters" : "months";
    row->rule = row->group_by = row->group = row->flag = "";
    row->subgroup = rule;
    row->measure = measure;
    row->period = period;
    row->estimate = estimate;
    row->n = 40;
}

/* Values from January on, with a mean of 20 and limits of 10 and 30 up to month `n_limits`. */
static void start(const double values[], size_t n, size_t n_limits) {
    table.n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        add("leavings", "", periods[i], values[i]);
        if (i >= n_limits)
            continue;
        add("leavings_center", "", periods[i], 20);
        add("leavings_lower_limit", "", periods[i], 10);
        add("leavings_upper_limit", "", periods[i], 30);
    }
}

static void mark(const char *rule, size_t month) {
    add("leavings_signal", "", periods[month], 1);
    add("leavings_signal", rule, periods[month], 1);
}

static void assert_state(const struct month_measure *measure, const char *expected) {
    struct month_series series = month_series_of(&numbers, measure);

    assert_string_equal(month_series_state(&numbers, &series), expected);
    month_series_free(&series);
}

static void months_and_quarters_lie_on_one_axis(void **state) {
    (void)state;
    assert_close(month_marks_month("2026-01"), 2026 * 12, 0);
    assert_close(month_marks_month("2026-Q1"), 2026 * 12 + 1, 0);
    assert_close(month_marks_month("2026-Q4"), 2026 * 12 + 10, 0);
    assert_true(isnan(month_marks_month("whole")));
}

/* The rule marks a row of months from the seventh on: all of them are marked, and named once, at the last. */
static void a_whole_row_of_months_is_marked(void **state) {
    static const double values[] = {19, 21, 22, 23, 21, 22, 24, 21, 22, 18};
    struct month_series series;
    (void)state;

    start(values, 10, 10);
    mark("one_side", 7);
    mark("one_side", 8);
    series = month_series_of(&numbers, &leavings);
    assert_int_equal(month_marks_run_start(&series.marks, 8), 1);
    assert_false(series.points[0].in_run);
    for (size_t i = 1; i <= 8; i++)
        assert_true(series.points[i].in_run && !series.points[i].is_outside);
    assert_false(series.points[9].in_run);
    assert_null(series.points[7].run);
    assert_null(series.points[8].label);
    assert_string_equal(series.points[8].run, "8 above");
    assert_string_equal(month_series_state(&numbers, &series), "Feb to Sep 2026: 8 months above the mean");
    month_series_free(&series);
}

/* A trend crosses the mean: its months follow their own direction, not a side. */
static void a_trend_is_told_by_its_direction(void **state) {
    static const double values[] = {22, 15, 16, 18, 19, 21, 23, 25};
    struct month_series series;
    (void)state;

    start(values, 8, 8);
    mark("trend", 7);
    series = month_series_of(&numbers, &leavings);
    assert_int_equal(month_marks_run_start(&series.marks, 7), 1);
    assert_int_equal(month_marks_direction(&series.marks, 7), 1);
    assert_string_equal(series.points[7].run, "7 rising");
    assert_string_equal(month_series_state(&numbers, &series), "Feb to Aug 2026: 7 months rising");
    month_series_free(&series);
}

/* A missing month ends a run, as what it held is not known. */
static void a_gap_ends_a_run(void **state) {
    static const double values[] = {21, 22, 23, 21, 22, 24, 21, 22};
    struct month_series series;
    (void)state;

    start(values, 8, 8);
    mark("one_side", 7);
    rows[2 * 4].flag = "immature";
    rows[2 * 4].estimate = (double)NAN;
    series = month_series_of(&numbers, &leavings);
    assert_int_equal(series.n, 7);
    assert_int_equal(month_marks_run_start(&series.marks, 6), 2);
    month_series_free(&series);
}

static void a_month_outside_is_named_with_its_value(void **state) {
    static const double values[] = {20, 35, 21, 5};
    struct month_series series;
    (void)state;

    start(values, 4, 4);
    mark("outside", 1);
    mark("outside", 3);
    series = month_series_of(&numbers, &leavings);
    assert_true(series.points[1].is_outside && !series.points[1].in_run);
    assert_string_equal(series.points[1].label, "Feb 35");
    assert_string_equal(series.points[3].label, "Apr 5");
    assert_string_equal(month_series_state(&numbers, &series), "Apr 2026: lower than usual");
    month_series_free(&series);
}

/* Two of three near a limit: none of the three is outside, so the three are a run, and so are those of two such marks
 * in a row. */
static void months_near_a_limit_are_a_run(void **state) {
    static const double values[] = {20, 21, 28, 29, 27, 20};
    struct month_series series;
    (void)state;

    start(values, 6, 6);
    mark("near", 3);
    mark("near", 4);
    series = month_series_of(&numbers, &leavings);
    for (size_t i = 0; i < 6; i++) {
        assert_true(series.points[i].in_run == (i >= 1 && i <= 4));
        assert_false(series.points[i].is_outside);
        assert_null(series.points[i].label);
    }
    assert_string_equal(series.points[4].run, "2 of 3 high");
    assert_string_equal(month_series_state(&numbers, &series), "Feb to May 2026: 2 of 3 near the upper limit");
    month_series_free(&series);
}

/* What is to be seen has one line over its panel of 309 pixels (chart/control.c), and is not cut there. */
static void the_longest_state_has_room(void **state) {
    static const double values[] = {20, 21, 28, 29, 27, 20};
    static const char *const months[] = {"2025-09", "2025-10", "2025-11", "2025-12", "2026-03", "2026-04"};
    struct month_series series;
    (void)state;

    start(values, 6, 6);
    mark("near", 3);
    mark("near", 4);
    series = month_series_of(&numbers, &leavings);
    for (size_t i = 0; i < 6; i++)
        series.periods[i] = months[i];
    assert_string_equal(month_series_state(&numbers, &series), "Oct 2025 to Mar 2026: 2 of 3 near the upper limit");
    assert_true(chart_text_width(FONT_SMALL, month_series_state(&numbers, &series)) < 300);
    month_series_free(&series);
}

/* No month can lie below nothing: such a limit is neither drawn nor written beside the 0 of the axis. */
static void a_lower_limit_of_nothing_is_not_drawn(void **state) {
    static const double values[] = {20, 21, 22, 20, 21, 20};
    (void)state;

    for (int low = 0; low <= 10; low += 10) {
        struct canvas *canvas = canvas_alloc("months", CHART_WIDE, 300);
        struct month_series series;
        size_t n_zeros = 0, n_limits = 0;
        start(values, 6, 6);
        for (size_t i = 0; i < table.n_rows; i++)
            if (strcmp(rows[i].measure, "leavings_lower_limit") == 0)
                rows[i].estimate = low;
        series = month_series_of(&numbers, &leavings);
        month_series_draw(canvas, &numbers, &series,
                          (struct control_panel){.x_min = series.points[0].x, .x_max = series.points[5].x},
                          &(struct control_place){.left = 60, .width = 240, .height = 120});
        for (size_t i = 0; i < canvas->n_texts; i++)
            n_zeros += strcmp(canvas->texts[i].text, "0") == 0;
        for (size_t i = 0; i < canvas->panels[0]->n_series; i++)
            n_limits += strcmp(canvas->panels[0]->series[i]->what, "limit") == 0;
        assert_int_equal(n_zeros, 1);
        assert_int_equal(n_limits, low > 0 ? 2 : 1);
        month_series_free(&series);
        canvas_free(canvas);
    }
}

static void what_stands_without_limits_is_said(void **state) {
    static const double values[] = {20, 21, 22, 23, 21, 22};
    (void)state;

    start(values, 6, 6);
    assert_state(&leavings, "Within the usual variation");
    start(values, 6, 4);
    assert_state(&leavings, "No limits yet (before: mean 20, 10 to 30)");
    start(values, 6, 0);
    assert_state(&leavings, "Too few months for limits");
}

/* 4 a month on average, and cohorts of 10: quarters. */
static void where_months_are_small_quarters_are_drawn(void **state) {
    static const double values[] = {5, 3, 4, 4};
    struct month_series series;
    (void)state;

    start(values, 4, 4);
    add("leavings", "", "2026-Q1", 12);
    series = month_series_of(&numbers, &leavings);
    assert_int_equal(series.n, 1);
    assert_close(series.step, 3, 0);
    month_series_free(&series);
    assert_state(&leavings, "By quarter: too few for single months");
    rows[0].estimate = 9; /* 5 on average */
    series = month_series_of(&numbers, &leavings);
    assert_close(series.step, 1, 0);
    month_series_free(&series);

    table.n_rows = 0;
    add("cohort_retention_90", "", periods[0], 0.5);
    add("cohort_retention_90", "", "2026-Q1", 0.5);
    rows[0].n = 11;
    series = month_series_of(&numbers, &staying);
    assert_close(series.step, 1, 0);
    month_series_free(&series);
    rows[0].n = 10;
    series = month_series_of(&numbers, &staying);
    assert_close(series.step, 3, 0);
    month_series_free(&series);
}

static void who_is_in_care_is_set_beside_the_year_before(void **state) {
    (void)state;
    table.n_rows = 0;
    add("people_in_care", "", "2025-10", 3);
    add("people_in_care", "", "2026-10", 4);
    assert_state(&in_care, "4, a year before 3");
    rows[0].period = "2025-11";
    assert_state(&in_care, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_and_quarters_lie_on_one_axis),
        cmocka_unit_test(a_whole_row_of_months_is_marked),
        cmocka_unit_test(a_trend_is_told_by_its_direction),
        cmocka_unit_test(a_gap_ends_a_run),
        cmocka_unit_test(a_month_outside_is_named_with_its_value),
        cmocka_unit_test(months_near_a_limit_are_a_run),
        cmocka_unit_test(the_longest_state_has_room),
        cmocka_unit_test(a_lower_limit_of_nothing_is_not_drawn),
        cmocka_unit_test(what_stands_without_limits_is_said),
        cmocka_unit_test(where_months_are_small_quarters_are_drawn),
        cmocka_unit_test(who_is_in_care_is_set_beside_the_year_before),
    };

    return cmocka_run_group_tests(tests, make_pool, free_pool);
}
