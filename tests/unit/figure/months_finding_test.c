/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/months_finding.h"

#include "assert_close.h"
#include "cmocka_begin.h"
#include "settings/settings_file.h"

enum { MOST = 40 };

static struct estimate rows[MOST];
static struct estimates table = {.rows = rows};
static struct numbers numbers = {.estimates = &table};
static struct ini_file *config;

static int make_pool(void **state) {
    (void)state;
    numbers.pool = word_pool_alloc();
    numbers.config = config = settings_file_read(NULL);
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(numbers.pool);
    ini_file_free(config);
    return 0;
}

static struct estimate *add(const char *measure, const char *period, double estimate, double n) {
    struct estimate *row = &rows[table.n_rows++];

    *row = estimate_empty();
    row->analysis = "months";
    row->rule = row->group_by = row->group = row->subgroup = row->flag = "";
    row->measure = measure;
    row->period = period;
    row->estimate = estimate;
    row->n = n;
    return row;
}

static void assert_finding(const char *expected) { assert_string_equal(months_finding(&numbers), expected); }

static void start(void) {
    table.n_rows = 0;
    add("leavings", "2026-08", 41, 41);
    add("leavings", "2026-09", 3, 3);
    add("leavings_signal", "2026-08", 0, (double)NAN);
}

/* A month that was marked earlier is in the chart, but it is not the news. */
static void only_the_latest_month_is_spoken_of(void **state) {
    (void)state;
    start();
    rows[2].estimate = 1;
    add("leavings_signal", "2026-09", 0, (double)NAN);
    assert_finding("The last month of each is within the usual month-to-month variation");
}

/* 3 where about 40 were usual: few, and yet the finding. */
static void a_small_count_can_be_unusual(void **state) {
    (void)state;
    start();
    add("leavings_signal", "2026-09", 1, (double)NAN);
    add("leavings_center", "2026-09", 40.2, (double)NAN);
    assert_finding("Fewer people than usual left care (September 2026)");
    add("admissions", "2026-10", 57, 57);
    add("admissions_center", "2026-10", 31.5, (double)NAN);
    add("admissions_signal", "2026-10", 1, (double)NAN);
    assert_finding("More people than usual began care (October 2026) and fewer people than usual left care (September "
                   "2026)");
}

static void a_chart_of_fewer_than_thirty_says_nothing(void **state) {
    (void)state;
    start();
    rows[0].n = 26;
    add("leavings_signal", "2026-09", 1, (double)NAN);
    assert_finding("The program month by month");
    rows[0].n = 27;
    add("leavings_center", "2026-09", 22, (double)NAN);
    assert_finding("Fewer people than usual left care (September 2026)");
}

static void a_share_of_few_people_says_nothing(void **state) {
    (void)state;
    table.n_rows = 0;
    add("cohort_retention_90", "2026-05", 0.41, 83);
    add("cohort_retention_90", "2026-06", 0.57, 29);
    add("cohort_retention_90_signal", "2026-06", 1, (double)NAN);
    assert_finding("The program month by month");
    rows[1].n = 30;
    add("cohort_retention_90_center", "2026-06", 0.43, (double)NAN);
    assert_finding("More than usual stayed for 90 days of those who began (June 2026)");
}

/* Months that rise may still lie below the mean. */
static void a_trend_has_no_side(void **state) {
    (void)state;
    start();
    add("leavings_center", "2026-09", 40.2, (double)NAN);
    add("leavings_signal", "2026-09", 1, (double)NAN);
    add("leavings_signal", "2026-09", 1, (double)NAN)->subgroup = "trend";
    assert_finding("A trend in how many left care (September 2026)");
}

static void without_marks_the_people_in_care_are_said(void **state) {
    (void)state;
    table.n_rows = 0;
    add("people_in_care", "2026-08", 351, 351);
    add("people_in_care", "2026-09", 368, (double)NAN);
    add("people_in_care", "2026-10", (double)NAN, (double)NAN)->flag = "immature";
    assert_finding("At the end of September 2026, 368 people were in care");
    rows[1].estimate = 29;
    assert_finding("The program month by month");
}

/* 18 of 90 and 4 of 80: Wilson's intervals (13 to 29 %, 2 to 12 %) have no point in common (R: prop.test). */
static void losses_are_told_before_and_since_a_change(void **state) {
    (void)state;
    table.n_rows = 0;
    add("cohort_left_30", "2026-01", 18.0 / 90, 90)->events = 18;
    add("cohort_left_30", "2026-02", 4.0 / 80, 80)->events = 4;
    assert_string_equal(months_losses_finding(&numbers), "Early losses, by the month care began");
    add("rebase", "2026-02", 1, (double)NAN)->subgroup = "weekly calls";
    assert_string_equal(months_losses_finding(&numbers),
                        "Since February 2026, 5% of new people left within 30 days; before, 20%: fewer");
    rows[1].events = 14; /* limits of the difference that hold more than ten points */
    assert_string_equal(months_losses_finding(&numbers), "Early losses, by the month care began");
    rows[0].events = 180, rows[0].n = 900;
    rows[1].events = 140, rows[1].n = 800;
    assert_string_equal(months_losses_finding(&numbers),
                        "Since February 2026, 18% of new people left within 30 days; before, 20%: about the same");
    rows[1].n = 29;
    assert_string_equal(months_losses_finding(&numbers), "Early losses, by the month care began");
}

/* 23 of 100 and 12 of 100 (R: prop.test). The year's verdict comes before a usual month, and behind a marked one. */
static void losses_of_the_year_come_before_a_usual_month(void **state) {
    struct estimate *signal;
    (void)state;
    table.n_rows = 0;
    add("cohort_left_30", "2026-08", 8.0 / 58, 58);
    signal = add("cohort_left_30_signal", "2026-08", 0, (double)NAN);
    assert_string_equal(months_losses_finding(&numbers),
                        "In the last month early losses are within the usual month-to-month variation");
    add("cohort_left_30", "2025-09/2026-08", 0.12, 669)->analysis = "compared";
    add("cohort_left_30_before", "2025-09/2026-08", 0.23, 690)->analysis = "compared";
    struct estimate *difference = add("cohort_left_30_difference", "2025-09/2026-08", -0.11, 1359);
    difference->analysis = "compared";
    difference->ci_low = -0.15;
    difference->ci_high = -0.07;
    assert_string_equal(
        months_losses_finding(&numbers),
        "From September 2025 to August 2026, 12% of new people left within 30 days; the year before, 23%: fewer");
    signal->estimate = 1;
    add("cohort_left_30_center", "2026-08", 0.05, (double)NAN);
    assert_string_equal(months_losses_finding(&numbers),
                        "More new people than usual left within 30 days (August 2026)");
    signal->estimate = 0;
    difference->ci_high = 0.01;
    assert_string_equal(months_losses_finding(&numbers),
                        "In the last month early losses are within the usual month-to-month variation");
}

static void months_without_limits_are_not_called_usual(void **state) {
    (void)state;
    start();
    add("leavings_signal", "2026-09", 0, (double)NAN);
    add("returns", "2026-09", 7, 7);
    assert_finding("Where it can be told, the last month is within the usual month-to-month variation");
}

static void expected_marks_are_those_of_all_charts(void **state) {
    (void)state;
    start();
    assert_true(isnan(months_expected_marks(&numbers)));
    add("leavings_expected_signals", "", 0.63, (double)NAN);
    add("returns_expected_signals", "", 0.41, (double)NAN);
    assert_close(months_expected_marks(&numbers), 1.04, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_latest_month_is_spoken_of),
        cmocka_unit_test(a_small_count_can_be_unusual),
        cmocka_unit_test(a_chart_of_fewer_than_thirty_says_nothing),
        cmocka_unit_test(a_share_of_few_people_says_nothing),
        cmocka_unit_test(a_trend_has_no_side),
        cmocka_unit_test(without_marks_the_people_in_care_are_said),
        cmocka_unit_test(losses_are_told_before_and_since_a_change),
        cmocka_unit_test(losses_of_the_year_come_before_a_usual_month),
        cmocka_unit_test(months_without_limits_are_not_called_usual),
        cmocka_unit_test(expected_marks_are_those_of_all_charts),
    };

    return cmocka_run_group_tests(tests, make_pool, free_pool);
}
