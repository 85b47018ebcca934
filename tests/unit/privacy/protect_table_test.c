/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_table.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"

static const double landmarks[] = {7, 365};
static const struct protect_settings settings = {{11, 12, 30, 30}, landmarks, 2};

static struct protect_row empty_row(const char *analysis, const char *measure) {
    const double none = (double)NAN;

    return (struct protect_row){.analysis = analysis,
                                .rule = "coverage30",
                                .measure = measure,
                                .group_by = "",
                                .group = "",
                                .subgroup = "",
                                .period = "",
                                .time_days = none,
                                .n = none,
                                .event_people = none,
                                .at_risk = none,
                                .events = none,
                                .estimate = none,
                                .ci_low = none,
                                .ci_high = none,
                                .flag = ""};
}

/* `events` of n people have left by `day`, the others are followed. */
static struct protect_row survival_row(const char *group, double day, double n, double events) {
    struct protect_row row = empty_row("retention_first", "survival");

    row.group_by = *group == '\0' ? "" : "site";
    row.group = group;
    row.time_days = day;
    row.n = n;
    row.event_people = row.events = events;
    row.at_risk = n - events;
    row.estimate = (n - events) / n;
    row.ci_low = row.estimate - 0.01234;
    row.ci_high = row.estimate + 0.01234;
    return row;
}

static struct protect_row month_row(const char *measure, const char *period, double count) {
    struct protect_row row = empty_row("months", measure);

    row.period = period;
    row.n = row.event_people = row.events = row.estimate = count;
    return row;
}

static size_t protect(struct protect_row *rows, size_t n) {
    assert_int_equal(protect_table(rows, &n, &settings), PROTECT_OK);
    return n;
}

static void a_share_is_made_of_classes(void **state) {
    struct protect_row row = survival_row("", 90, 137, 61);

    (void)state;
    assert_int_equal(protect(&row, 1), 1);
    assert_close(row.n, 138, 0);
    assert_close(row.at_risk, 72, 0);
    assert_close(row.estimate, 0.56, 1e-15); /* 61 of 138 have left */
    assert_true(row.ci_low < row.estimate && row.estimate < row.ci_high);
    assert_true(isnan(row.events) && isnan(row.event_people));
    assert_string_equal(row.flag, "");
}

static void assert_withheld(const struct protect_row *row) {
    const double numbers[] = {row->n,        row->event_people, row->at_risk, row->events,
                              row->estimate, row->ci_low,       row->ci_high};

    assert_true(row->withheld);
    assert_string_equal(row->flag, "withheld");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        assert_true(isnan(numbers[i]));
}

static void too_few_people_events_or_others_withhold_the_number(void **state) {
    const struct protect_row cases[] = {survival_row("", 90, 11, 5), survival_row("", 90, 137, 11),
                                        survival_row("", 90, 137, 126), survival_row("", 90, 137, 0),
                                        survival_row("", 90, 137, 137)};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct protect_row row = cases[i];
        assert_int_equal(protect(&row, 1), 1);
        assert_withheld(&row);
    }
}

/* Of a withheld number it is told that nobody can have left yet: the supplies say so, whether anybody did or not. */
static void what_holds_by_construction_is_told_of_a_withheld_number(void **state) {
    const double left[] = {0, 5};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct protect_row row = survival_row("", 90, 137, left[i]);
        row.flag = "by_construction";
        protect(&row, 1);
        assert_true(row.withheld && isnan(row.estimate));
        assert_string_equal(row.flag, "withheld;by_construction");
    }
}

static void events_of_few_people_are_withheld(void **state) {
    struct protect_row row = survival_row("", 90, 137, 61);

    (void)state;
    row.event_people = 8;
    protect(&row, 1);
    assert_withheld(&row);
}

static void fewer_than_thirty_are_unreliable(void **state) {
    struct protect_row row = survival_row("", 90, 137, 29);

    (void)state;
    protect(&row, 1);
    assert_string_equal(row.flag, "unreliable");
}

static void curves_are_read_on_the_grid_and_at_landmarks(void **state) {
    struct protect_row rows[] = {survival_row("", 7, 137, 31),  survival_row("", 29, 137, 40),
                                 survival_row("", 30, 137, 41), survival_row("", 31, 137, 42),
                                 survival_row("", 60, 137, 50), survival_row("", 365, 137, 80)};

    (void)state;
    assert_int_equal(protect(rows, 6), 4);
    assert_close(rows[1].time_days, 30, 0);
    assert_close(rows[3].time_days, 365, 0);
}

static void what_is_not_known_is_left_out(void **state) {
    struct protect_row rows[] = {empty_row("retention_first", "log_rank"),
                                 empty_row("months", "admissions_center"),
                                 empty_row("data_quality", "uncovered"),
                                 empty_row("data_quality", "first_day"),
                                 empty_row("retention_first", "rmst_days"),
                                 empty_row("new_question", "new_measure"),
                                 empty_row("interruptions", "rate_per_100_person_months"),
                                 empty_row("interruptions", "mean_cumulative_function"),
                                 empty_row("data_quality", "interruptions"),
                                 empty_row("data_quality", "gaps_over_7_days")};

    (void)state;
    assert_int_equal(protect(rows, 10), 0);
}

/* 40 + 30 + 5 = 75: without the 30 or the 40 withheld, the 5 would be 75 - 40 - 30. */
static void a_small_group_takes_a_second_one_with_it(void **state) {
    struct protect_row rows[] = {survival_row("", 90, 266, 110), survival_row("north", 90, 120, 60),
                                 survival_row("south", 90, 90, 45), survival_row("west", 90, 56, 5)};
    size_t withheld = 0;

    (void)state;
    assert_int_equal(protect(rows, 4), 4);
    assert_withheld(&rows[3]);
    for (size_t i = 0; i < 4; i++)
        withheld += rows[i].withheld;
    assert_true(withheld >= 2);
    assert_false(rows[0].withheld);
}

static void medians_are_days_of_the_released_curve(void **state) {
    struct protect_row rows[] = {survival_row("", 30, 137, 50), survival_row("", 60, 137, 75),
                                 empty_row("retention_first", "median_days")};

    (void)state;
    rows[2].subgroup = "0.5";
    rows[2].n = 137;
    rows[2].event_people = 80;
    rows[2].estimate = 53;
    assert_int_equal(protect(rows, 3), 3);
    assert_close(rows[2].estimate, 60, 0);
}

static void a_median_without_a_curve_is_withheld(void **state) {
    struct protect_row row = empty_row("retention_first", "median_days");

    (void)state;
    row.n = 137;
    row.event_people = 80;
    row.estimate = 53;
    protect(&row, 1);
    assert_withheld(&row);
}

static void a_p_value_becomes_a_step(void **state) {
    static const double cases[][2] = {{1.3e-8, 0.001}, {0.0049, 0.01}, {0.0321, 0.05}, {0.05, 1}, {0.7, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct protect_row rows[] = {survival_row("", 90, 210, 105), survival_row("north", 90, 120, 60),
                                     survival_row("south", 90, 90, 45), empty_row("retention_first", "log_rank_p")};
        rows[3].group_by = "site";
        rows[3].estimate = cases[i][0];
        assert_int_equal(protect(rows, 4), 4);
        assert_close(rows[3].estimate, cases[i][1], 0);
    }
}

static void a_p_value_over_a_withheld_group_is_withheld(void **state) {
    struct protect_row rows[] = {survival_row("north", 90, 120, 60), survival_row("south", 90, 9, 5),
                                 empty_row("retention_first", "log_rank_p")};

    (void)state;
    rows[2].group_by = "site";
    rows[2].estimate = 0.0321;
    protect(rows, 3);
    assert_withheld(&rows[2]);
}

static void large_months_stay_months(void **state) {
    struct protect_row rows[] = {month_row("admissions", "2026-01", 24), month_row("admissions", "2026-02", 31),
                                 month_row("admissions", "2026-03", 19)};

    (void)state;
    assert_int_equal(protect(rows, 3), 3);
    assert_close(rows[0].estimate, 28, 0);
    assert_close(rows[2].estimate, 17, 0);
    assert_string_equal(rows[0].coarse_period, "2026-01");
}

static void small_months_become_quarters(void **state) {
    struct protect_row rows[] = {month_row("returns", "2026-01", 9), month_row("returns", "2026-02", 14),
                                 month_row("returns", "2026-03", 8), month_row("returns", "2026-04", 11)};

    (void)state;
    assert_int_equal(protect(rows, 4), 1); /* April's quarter is not whole */
    assert_close(rows[0].estimate, 28, 0);
    assert_string_equal(rows[0].coarse_period, "2026-Q1");
}

static void a_site_with_a_small_quarter_is_left_out(void **state) {
    struct protect_row rows[] = {month_row("returns", "2026-01", 39), month_row("returns", "2026-02", 44),
                                 month_row("returns", "2026-03", 38), month_row("returns", "2026-01", 2),
                                 month_row("returns", "2026-02", 3),  month_row("returns", "2026-03", 2)};

    (void)state;
    for (size_t i = 3; i < 6; i++) {
        rows[i].group_by = "site";
        rows[i].group = "north";
    }
    assert_int_equal(protect(rows, 6), 3);
}

static void a_month_that_is_not_decided_is_left_out(void **state) {
    struct protect_row rows[] = {month_row("admissions", "2026-01", 24),
                                 month_row("admissions", "2026-02", (double)NAN)};

    (void)state;
    assert_int_equal(protect(rows, 2), 1);
}

static void limits_that_protect_nothing_are_refused(void **state) {
    struct protect_settings weak = settings;
    size_t n = 0;

    (void)state;
    weak.limits.least = 11;
    assert_int_equal(protect_table(NULL, &n, &weak), PROTECT_INVALID);
    weak = settings;
    weak.limits.width = 0;
    assert_int_equal(protect_table(NULL, &n, &weak), PROTECT_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_made_of_classes),
        cmocka_unit_test(too_few_people_events_or_others_withhold_the_number),
        cmocka_unit_test(what_holds_by_construction_is_told_of_a_withheld_number),
        cmocka_unit_test(events_of_few_people_are_withheld),
        cmocka_unit_test(fewer_than_thirty_are_unreliable),
        cmocka_unit_test(curves_are_read_on_the_grid_and_at_landmarks),
        cmocka_unit_test(what_is_not_known_is_left_out),
        cmocka_unit_test(a_small_group_takes_a_second_one_with_it),
        cmocka_unit_test(medians_are_days_of_the_released_curve),
        cmocka_unit_test(a_median_without_a_curve_is_withheld),
        cmocka_unit_test(a_p_value_becomes_a_step),
        cmocka_unit_test(a_p_value_over_a_withheld_group_is_withheld),
        cmocka_unit_test(large_months_stay_months),
        cmocka_unit_test(small_months_become_quarters),
        cmocka_unit_test(a_site_with_a_small_quarter_is_left_out),
        cmocka_unit_test(a_month_that_is_not_decided_is_left_out),
        cmocka_unit_test(limits_that_protect_nothing_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
