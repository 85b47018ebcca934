/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/row_volume.h"

#include "cmocka_begin.h"

static struct row_volume table;

/* `rows` rows on each of the days `from` to `to` before the end. */
static void fill(int32_t from, int32_t to, int rows) {
    for (int32_t day = from; day <= to; day++)
        for (int i = 0; i < rows; i++)
            row_volume_add(&table, day);
}

static void assert_lag(int32_t expected) { assert_int_equal(row_volume_lag(&table, 14, 0.5), expected); }

static void start(void) { table = (struct row_volume){{0}}; }

static void a_table_that_goes_on_has_no_lag(void **state) {
    (void)state;
    start();
    fill(0, 400, 5);
    assert_lag(0);
}

static void a_table_that_stops_lags_by_the_days_without_rows(void **state) {
    (void)state;
    for (int32_t stop = 8; stop <= 60; stop++) {
        start();
        fill(stop, 400, 5);
        assert_true(row_volume_lag(&table, 14, 0.5) >= stop);
        assert_true(row_volume_lag(&table, 14, 0.5) <= stop + 7);
    }
}

static void a_last_week_without_rows_is_within_half_the_usual(void **state) {
    (void)state;
    start();
    fill(7, 400, 5); /* 7 of 14 days: exactly the share */
    assert_lag(0);
    start();
    fill(8, 400, 5);
    assert_true(row_volume_lag(&table, 14, 0.5) > 0);
}

static void a_thin_table_is_taken_as_whole(void **state) {
    (void)state;
    start();
    fill(40, 400, 1); /* 14 rows usual in a window */
    assert_lag(0);
    start();
    assert_lag(0);
}

static void a_few_stray_rows_do_not_make_a_table_go_on(void **state) {
    (void)state;
    start();
    fill(0, 2, 1);
    fill(30, 400, 5);
    assert_true(row_volume_lag(&table, 14, 0.5) >= 23);
}

static void rows_outside_the_days_counted_are_passed_over(void **state) {
    (void)state;
    start();
    row_volume_add(&table, -1);
    row_volume_add(&table, ROW_VOLUME_DAYS);
    row_volume_add(&table, INT32_MAX);
    row_volume_add(&table, INT32_MIN);
    assert_lag(0);
    fill(ROW_VOLUME_DAYS - 30, ROW_VOLUME_DAYS - 1, 50);
    assert_true(row_volume_lag(&table, 14, 0.5) >= 0);
}

/* A clinic day every two weeks: 7 of them fall into the 90 days, so no window reaches the usual volume of 14. */
static void a_share_that_no_window_reaches_comes_to_an_end(void **state) {
    (void)state;
    start();
    for (int32_t day = 3; day < ROW_VOLUME_DAYS; day += 14)
        fill(day, day, 100);
    assert_int_equal(row_volume_lag(&table, 14, 1), 3);
    assert_lag(0);
}

static void every_share_and_window_gives_a_day_that_was_counted(void **state) {
    (void)state;
    for (int32_t window = 0; window <= 90; window += 9) {
        start();
        fill(20, 60, 3);
        for (int32_t day = 61; day < ROW_VOLUME_DAYS; day++)
            fill(day, day, 1 + day * 7919 % 13);
        for (int share = 0; share <= 10; share++) {
            int32_t lag = row_volume_lag(&table, window, share / 10.0);
            assert_true(lag >= 0 && lag < ROW_VOLUME_DAYS);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_that_goes_on_has_no_lag),
        cmocka_unit_test(a_table_that_stops_lags_by_the_days_without_rows),
        cmocka_unit_test(a_last_week_without_rows_is_within_half_the_usual),
        cmocka_unit_test(a_thin_table_is_taken_as_whole),
        cmocka_unit_test(a_few_stray_rows_do_not_make_a_table_go_on),
        cmocka_unit_test(rows_outside_the_days_counted_are_passed_over),
        cmocka_unit_test(a_share_that_no_window_reaches_comes_to_an_end),
        cmocka_unit_test(every_share_and_window_gives_a_day_that_was_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
