/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/table_window.h"

#include "base/calendar.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "table/estimates_table.h"

/* A summary whose first day is `estimate`; `measure` names the row. */
static void summary(const char *table, const char *measure, double estimate) {
    char name[64];
    struct table_writer *writer;
    struct estimate row = estimate_empty();

    snprintf(name, sizeof name, "w/%s.summary.csv", table);
    writer = estimates_table_open(scratch_path(name));
    row.measure = "rows_in";
    row.estimate = 4711;
    estimates_table_write(writer, &row);
    row.measure = measure;
    row.estimate = estimate;
    estimates_table_write(writer, &row);
    table_writer_commit(writer);
}

static int32_t window_start(void) { return table_window_start(scratch_path("w")); }

static void the_window_opens_with_the_earlier_of_doses_and_visits(void **state) {
    (void)state;
    scratch_directory("w");
    assert_int_equal(window_start(), CALENDAR_NO_DAY);
    summary("visits", "first_day", 19700);
    assert_int_equal(window_start(), 19700);
    summary("doses", "first_day", 19662);
    assert_int_equal(window_start(), 19662);
    summary("visits", "first_day", 19600);
    assert_int_equal(window_start(), 19600);
    summary("visits", "last_day", 19500);
    assert_int_equal(window_start(), 19662);
}

static void a_first_day_that_is_no_day_opens_nothing(void **state) {
    (void)state;
    scratch_directory("w");
    summary("doses", "first_day", estimate_empty().estimate);
    summary("visits", "first_day", 1e12);
    assert_int_equal(window_start(), CALENDAR_NO_DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_window_opens_with_the_earlier_of_doses_and_visits),
        cmocka_unit_test(a_first_day_that_is_no_day_opens_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
