/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Late rows and the range of days: what months tell of an export. */
#include "base/calendar.h"
#include "cmocka_begin.h"
#include "ingest/day_range.h"
#include "ingest/late_rows.h"

static int32_t day(int year, int month, int day_of_month) {
    int32_t number = 0;

    assert_true(calendar_day_from_date((struct calendar_date){year, month, day_of_month}, &number));
    return number;
}

static void rows_before_the_month_of_four_fifths_are_late(void **state) {
    struct late_rows late = {0};
    (void)state;

    assert_int_equal(late_rows_count(&late), 0);
    for (int i = 0; i < 8; i++)
        late_rows_add(&late, day(2024, 3, 1 + i));
    late_rows_add(&late, day(2024, 2, 29));
    late_rows_add(&late, day(2023, 12, 31));
    assert_int_equal(late_rows_count(&late), 2);
    late_rows_add(&late, day(2024, 2, 1)); /* 8 of 11 are fewer than four fifths: no month's export */
    assert_int_equal(late_rows_count(&late), 0);
    late_rows_free(&late);
}

static void rows_of_later_months_are_not_late(void **state) {
    struct late_rows late = {0};
    (void)state;

    for (int i = 0; i < 8; i++)
        late_rows_add(&late, day(2024, 3, 1 + i));
    late_rows_add(&late, day(2024, 4, 1));
    assert_int_equal(late_rows_count(&late), 0);
    late_rows_free(&late);
}

static void days_without_a_month_do_no_harm(void **state) {
    struct late_rows late = {0};
    struct day_range range = {0};
    (void)state;

    late_rows_add(&late, CALENDAR_NO_DAY);
    late_rows_add(&late, -CALENDAR_RELATIVE_LIMIT);
    late_rows_add(&late, CALENDAR_RELATIVE_LIMIT);
    assert_int_equal(late_rows_count(&late), 0);
    late_rows_free(&late);
    day_range_add(&range, -CALENDAR_RELATIVE_LIMIT);
    assert_int_equal(day_range_first(&range), CALENDAR_NO_DAY);
    day_range_free(&range);
}

static void the_first_day_is_of_the_first_month_with_a_quarter_of_the_usual_rows(void **state) {
    struct day_range range = {0};
    (void)state;

    assert_int_equal(day_range_first(&range), CALENDAR_NO_DAY);
    assert_int_equal(day_range_last(&range), CALENDAR_NO_DAY);
    day_range_add(&range, day(2019, 5, 5)); /* a stray row */
    for (int month = 1; month <= 12; month++)
        for (int i = 0; i < 20; i++)
            day_range_add(&range, day(2024, month, 28 - i));
    assert_int_equal(day_range_first(&range), day(2024, 1, 9));
    assert_int_equal(day_range_last(&range), day(2024, 12, 28));
    for (int i = 0; i < 4; i++)
        day_range_add(&range, day(2019, 5, 3 + i)); /* 5 rows: a quarter of 20 */
    assert_int_equal(day_range_first(&range), day(2019, 5, 3));
    day_range_free(&range);
}

static void the_borders_of_300_years_have_months(void **state) {
    struct day_range range = {0};
    (void)state;

    day_range_add(&range, CALENDAR_FIRST_DAY);
    day_range_add(&range, CALENDAR_LAST_DAY);
    assert_int_equal(day_range_first(&range), CALENDAR_FIRST_DAY);
    assert_int_equal(day_range_last(&range), CALENDAR_LAST_DAY);
    day_range_free(&range);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_before_the_month_of_four_fifths_are_late),
        cmocka_unit_test(rows_of_later_months_are_not_late),
        cmocka_unit_test(days_without_a_month_do_no_harm),
        cmocka_unit_test(the_first_day_is_of_the_first_month_with_a_quarter_of_the_usual_rows),
        cmocka_unit_test(the_borders_of_300_years_have_months),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
