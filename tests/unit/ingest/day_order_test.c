/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that cannot be, to the day. */
#include "ingest/day_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "cmocka_begin.h"
#include "table/input_tables.h"

enum { DAY = 1000, TEN_YEARS = 3653 };

/* Is a day kept that lies so many days behind the other one of its row? */
static bool is_kept(enum input_table which, size_t column, size_t base, int32_t apart) {
    int32_t days[32];
    struct text_buffer cell = {0};
    char *text = memory_format("%d", DAY + apart);
    enum row_fault fault;
    bool kept;

    for (size_t i = 0; i < 32; i++)
        days[i] = CALENDAR_NO_DAY;
    days[base] = DAY;
    text_buffer_append_text(&cell, text);
    fault = day_order_judge(day_order_of(&input_tables[which], column), days, CALENDAR_NO_DAY, &cell);
    kept = fault == ROW_FAULT_NONE;
    assert_true(kept || fault == ROW_FAULT_IMPOSSIBLE_DAY);
    assert_int_equal(cell.length, kept ? strlen(text) : 0);
    text_buffer_free(&cell);
    free(text);
    return kept;
}

static void up_to_ten_years_behind(enum input_table which, size_t column, size_t base) {
    assert_false(is_kept(which, column, base, -1));
    assert_true(is_kept(which, column, base, 0));
    assert_true(is_kept(which, column, base, TEN_YEARS));
    assert_false(is_kept(which, column, base, TEN_YEARS + 1));
}

static void a_day_may_lie_ten_years_behind_another_and_no_more(void **state) {
    (void)state;
    up_to_ten_years_behind(INPUT_ADMISSIONS, ADMISSIONS_PLANNED_END, ADMISSIONS_ADMITTED);
    up_to_ten_years_behind(INPUT_RETURNS_TO_USE, RETURNS_REPORTED_ON, RETURNS_USED_ON);
    up_to_ten_years_behind(INPUT_RETURNS_TO_USE, RETURNS_REFLECTED_ON, RETURNS_EVENT_ON);
    up_to_ten_years_behind(INPUT_RETURNS_TO_USE, RETURNS_PLAN_DUE, RETURNS_EVENT_ON);
    up_to_ten_years_behind(INPUT_RETURNS_TO_USE, RETURNS_PLAN_DONE, RETURNS_EVENT_ON);
}

static void a_request_lies_at_most_ten_years_before(void **state) {
    (void)state;
    assert_false(is_kept(INPUT_ADMISSIONS, ADMISSIONS_REQUESTED, ADMISSIONS_ADMITTED, -TEN_YEARS - 1));
    assert_true(is_kept(INPUT_ADMISSIONS, ADMISSIONS_REQUESTED, ADMISSIONS_ADMITTED, -TEN_YEARS));
    assert_true(is_kept(INPUT_ADMISSIONS, ADMISSIONS_REQUESTED, ADMISSIONS_ADMITTED, 0));
    assert_false(is_kept(INPUT_ADMISSIONS, ADMISSIONS_REQUESTED, ADMISSIONS_ADMITTED, 1));
}

static void a_discharge_lies_at_any_time_behind(void **state) {
    (void)state;
    assert_false(is_kept(INPUT_ADMISSIONS, ADMISSIONS_DISCHARGED, ADMISSIONS_ADMITTED, -1));
    assert_true(is_kept(INPUT_ADMISSIONS, ADMISSIONS_DISCHARGED, ADMISSIONS_ADMITTED, TEN_YEARS + 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_may_lie_ten_years_behind_another_and_no_more),
        cmocka_unit_test(a_request_lies_at_most_ten_years_before),
        cmocka_unit_test(a_discharge_lies_at_any_time_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
