/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Late rows and the range of days: what months tell of an export. */
#include "base/calendar.h"
#include "cmocka_begin.h"
#include "ingest/day_range.h"
#include "ingest/far_days.h"
#include "ingest/file_days.h"

static int32_t day(int year, int month, int day_of_month) {
    int32_t number = 0;

    assert_true(calendar_day_from_date((struct calendar_date){year, month, day_of_month}, &number));
    return number;
}

static void rows_before_the_month_of_four_fifths_are_late(void **state) {
    struct file_days late = {0};
    (void)state;

    assert_int_equal(file_days_late(&late, CALENDAR_NO_DAY), 0);
    for (int i = 0; i < 8; i++)
        file_days_add(&late, day(2024, 3, 1 + i));
    file_days_add(&late, day(2024, 2, 29));
    file_days_add(&late, day(2023, 12, 31));
    assert_int_equal(file_days_late(&late, CALENDAR_NO_DAY), 2);
    file_days_add(&late, day(2024, 2, 1)); /* 8 of 11 are fewer than four fifths: no month's export */
    assert_int_equal(file_days_late(&late, CALENDAR_NO_DAY), 0);
    file_days_free(&late);
}

static void rows_of_later_months_are_not_late(void **state) {
    struct file_days late = {0};
    (void)state;

    for (int i = 0; i < 8; i++)
        file_days_add(&late, day(2024, 3, 1 + i));
    file_days_add(&late, day(2024, 4, 1));
    assert_int_equal(file_days_late(&late, CALENDAR_NO_DAY), 0);
    file_days_free(&late);
}

static void days_without_a_month_do_no_harm(void **state) {
    struct file_days late = {0};
    struct day_range range = {0};
    (void)state;

    file_days_add(&late, CALENDAR_NO_DAY);
    file_days_add(&late, -CALENDAR_RELATIVE_LIMIT);
    file_days_add(&late, CALENDAR_RELATIVE_LIMIT);
    assert_int_equal(file_days_late(&late, CALENDAR_NO_DAY), 0);
    file_days_free(&late);
    day_range_add(&range, -CALENDAR_RELATIVE_LIMIT);
    assert_int_equal(day_range_first(&range), CALENDAR_NO_DAY);
    day_range_free(&range);
}

static void days_written_in_another_order_are_known_by_the_months_they_fall_in(void **state) {
    struct file_days days = {0};
    int32_t may = calendar_month_index(day(2026, 5, 1));
    (void)state;

    assert_int_equal(file_days_exchanged(&days, may), 0);
    for (int i = 1; i <= 7; i++) /* 5/1/2026 ... 5/7/2026, read day first; the 5th is the same either way */
        file_days_add(&days, day(2026, i, 5));
    assert_int_equal(file_days_exchanged(&days, may), 6);
    assert_int_equal(file_days_exchanged(&days, FILE_DAYS_ANY_MONTH), 0); /* no day behind the 12th tells of a month */
    assert_int_equal(file_days_exchanged(&days, may + 1), 0);
    file_days_clear(&days);
    for (int i = 1; i <= 4; i++) /* one in twelve to the fourth is more than a millionth */
        file_days_add(&days, day(2026, i, 5));
    assert_int_equal(file_days_exchanged(&days, may), 0);
    file_days_clear(&days);
    for (int i = 0; i < 30; i++) /* a late group: thirty rows are one day */
        file_days_add(&days, day(2026, 4, 5));
    assert_int_equal(file_days_exchanged(&days, may), 0);
    file_days_free(&days);
}

/* January to June, and only days up to 12 were exchanged: those that fall into July to December. */
static void months_without_a_day_behind_the_12th_tell_of_another_order(void **state) {
    struct file_days days = {0};
    (void)state;

    for (int month = 1; month <= 6; month++) {
        for (int i = 1; i <= 12; i++)
            file_days_add(&days, day(2026, i, month));
        for (int i = 13; i <= 28; i++)
            file_days_add(&days, day(2026, month, i));
    }
    assert_int_equal(file_days_exchanged(&days, FILE_DAYS_ANY_MONTH), 36);
    file_days_clear(&days);
    for (int month = 1; month <= 12; month++) /* rows of a whole year, in either order */
        for (int i = 1; i <= 28; i++)
            file_days_add(&days, day(2026, month, i));
    assert_int_equal(file_days_exchanged(&days, FILE_DAYS_ANY_MONTH), 0);
    file_days_free(&days);
}

static void years_far_from_all_others_are_counted(void **state) {
    struct file_days days = {0};
    struct far_days far = {0}, sparse = {0};
    (void)state;

    assert_int_equal(far_days_ahead(&far, day(2025, 12, 31)), 0);
    assert_int_equal(far_days_before(&far, day(2025, 12, 31)), 0);
    for (int month = 1; month <= 12; month++)
        for (int i = 1; i <= 8; i++)
            file_days_add(&days, day(2025, month, i));
    file_days_add(&days, day(2026, 12, 1)); /* a year ahead */
    file_days_add(&days, day(2027, 1, 1));
    file_days_add(&days, day(2052, 5, 1));
    file_days_add(&days, day(2023, 12, 1));
    far_days_add(&far, &days);
    assert_int_equal(far_days_ahead(&far, day(2025, 12, 31)), 2);
    assert_int_equal(far_days_ahead(&far, day(2025, 1, 31)), 2);
    assert_int_equal(far_days_before(&far, day(2025, 12, 31)), 1);
    file_days_clear(&days);
    for (int year = 2010; year <= 2026; year += 2) /* a row every other year is what the table is like */
        file_days_add(&days, day(year, 3, 1));
    far_days_add(&sparse, &days);
    assert_int_equal(far_days_ahead(&sparse, day(2020, 12, 31)), 0);
    assert_int_equal(far_days_before(&sparse, day(2026, 12, 31)), 0);
    far_days_free(&far);
    far_days_free(&sparse);
    file_days_free(&days);
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
        cmocka_unit_test(days_written_in_another_order_are_known_by_the_months_they_fall_in),
        cmocka_unit_test(months_without_a_day_behind_the_12th_tell_of_another_order),
        cmocka_unit_test(years_far_from_all_others_are_counted),
        cmocka_unit_test(the_first_day_is_of_the_first_month_with_a_quarter_of_the_usual_rows),
        cmocka_unit_test(the_borders_of_300_years_have_months),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
