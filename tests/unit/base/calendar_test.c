/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/calendar.h"
#include "base/calendar_format.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_begin.h"

/* The oracle: a counter that goes on day by day and knows month lengths and leap years, nothing else. */
struct counter {
    int year, month, day;
};

static int length_of_month(int year, int month) {
    if (month == 2)
        return year % 400 == 0 ? 29 : year % 100 == 0 ? 28 : year % 4 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void count_on(struct counter *counter) {
    if (++counter->day <= length_of_month(counter->year, counter->month))
        return;
    counter->day = 1;
    if (++counter->month <= 12)
        return;
    counter->month = 1;
    counter->year++;
}

static void every_day_of_300_years_agrees_with_a_counter(void **state) {
    struct counter counter = {1900, 1, 1};
    long n = 0;
    (void)state;

    for (int32_t day = CALENDAR_FIRST_DAY; day <= CALENDAR_LAST_DAY; day++, n++, count_on(&counter)) {
        char expected[32], text[CALENDAR_TEXT_SIZE];
        struct calendar_date date = calendar_date_from_day(day);
        int32_t back = 1, parsed = 2;
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", counter.year, counter.month, counter.day);
        assert_int_equal(calendar_write(CALENDAR_CIVIL, day, text), 10);
        assert_string_equal(text, expected);
        assert_true(calendar_day_from_date(date, &back));
        assert_int_equal(back, day);
        assert_true(calendar_parse_iso(expected, 10, &parsed));
        assert_int_equal(parsed, day);
        assert_int_equal(calendar_month_index(day), counter.year * 12 + counter.month - 1);
        assert_int_equal(calendar_month_first_day(calendar_month_index(day)), day - counter.day + 1);
        calendar_write_month(day, text);
        expected[7] = '\0';
        assert_string_equal(text, expected);
    }
    assert_int_equal(n, 109573);
    assert_int_equal(counter.year, 2200);
}

static void the_day_numbers_are_those_of_1970(void **state) {
    int32_t day;
    (void)state;

    assert_true(calendar_parse_iso("1970-01-01", 10, &day));
    assert_int_equal(day, 0);
    assert_true(calendar_parse_iso("2000-03-01", 10, &day)); /* the Unix epoch's 951868800 s / 86400 */
    assert_int_equal(day, 11017);
    assert_true(calendar_parse_iso("2026-10-31", 10, &day));
    assert_int_equal(day, 20757);
}

static void malformed_dates_are_refused(void **state) {
    static const char *const texts[] = {
        "",           "2024",        "2024-1-05",   "2024-01-5",  "2024-01-05 ", " 2024-01-05", "2024/01/05",
        "20240105",   "2024-13-01",  "2024-00-10",  "2024-01-00", "2024-01-32",  "2024-04-31",  "2023-02-29",
        "1900-02-29", "2100-02-29",  "1899-12-31",  "2200-01-01", "0000-00-00",  "-024-01-05",  "2024-01-05T",
        "2024-01-0x", "+024-01-05",  "2024-01--5",  "2024- 1-05", "2024-01-05Z", "2O24-01-05",  "2024:01:05",
        "2024-0-105", "24-01-05-01", "01-05-20-24", "2024_01_05"};
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int32_t day = 4711;
        if (calendar_parse_iso(texts[i], strlen(texts[i]), &day))
            fail_msg("'%s' was taken for a date", texts[i]);
        assert_int_equal(day, 4711);
    }
}

static void leap_days_are_those_of_the_gregorian_calendar(void **state) {
    int32_t day;
    (void)state;

    assert_true(calendar_parse_iso("2000-02-29", 10, &day));
    assert_true(calendar_parse_iso("2024-02-29", 10, &day));
    assert_true(calendar_parse_iso("1904-02-29", 10, &day));
    assert_false(calendar_parse_iso("1900-02-29", 10, &day));
    assert_false(calendar_day_from_date((struct calendar_date){2100, 2, 29}, &day));
    assert_false(calendar_day_from_date((struct calendar_date){2199, 12, 32}, &day));
    assert_true(calendar_day_from_date((struct calendar_date){2199, 12, 31}, &day));
    assert_int_equal(day, CALENDAR_LAST_DAY);
}

static void assert_format(const char *format, const char *text, const char *iso) {
    int32_t day = 4711, expected;

    if (iso == NULL) {
        if (calendar_parse_format((struct calendar_format){format, 1950}, text, strlen(text), &day))
            fail_msg("'%s' fits %s", text, format);
        return;
    }
    assert_true(calendar_parse_iso(iso, 10, &expected));
    if (!calendar_parse_format((struct calendar_format){format, 1950}, text, strlen(text), &day) || day != expected)
        fail_msg("'%s' under %s is not %s", text, format, iso);
}

static void stated_formats_are_read_whole(void **state) {
    (void)state;
    assert_format("%m/%d/%Y", "3/9/2024", "2024-03-09");
    assert_format("%m/%d/%Y", "03/09/2024", "2024-03-09");
    assert_format("%d.%m.%Y", "9.3.2024", "2024-03-09");
    assert_format("%d-%b-%Y", "29-FEB-2024", "2024-02-29");
    assert_format("%d%b%Y", "1dec1999", "1999-12-01");
    assert_format("%Y%m%d", "20240309", "2024-03-09");
    assert_format("%Y-%m-%d %H:%M:%S", "2024-03-09 23:59:59", "2024-03-09");
    assert_format("%m/%d/%Y", "1/2/24", NULL);
    assert_format("%m/%d/%Y", "13/2/2024", NULL);
    assert_format("%m/%d/%Y", "2/30/2024", NULL);
    assert_format("%m/%d/%Y", "3/9/2024 ", NULL);
    assert_format("%m/%d/%Y", "3/9/20245", NULL);
    assert_format("%m/%d/%Y", "3//2024", NULL);
    assert_format("%m/%d/%Y", "003/9/2024", NULL);
    assert_format("%m/%d/%Y", "", NULL);
    assert_format("%d-%b-%Y", "29-Fob-2024", NULL);
    assert_format("%d-%b-%Y", "29-Fe", NULL);
    assert_format("%Y-%m-%d %H:%M:%S", "2024-03-09 24:00:00", NULL);
    assert_format("%Y-%m-%d %H:%M:%S", "2024-03-09 23:60:00", NULL);
    assert_format("%Y-%m-%d %H:%M:%S", "2024-03-09", NULL);
    assert_format("%Y-%m-%d%", "2024-03-09%", NULL);
    assert_format("%d %B %Y", "9 MARCH 2024", "2024-03-09");
    assert_format("%B %d, %Y", "May 1, 2024", "2024-05-01");
    assert_format("%B %d, %Y", "Mar 1, 2024", NULL);
    assert_format("%b %d, %Y", "March 1, 2024", NULL);
}

static void a_time_of_day_is_checked_and_left_out(void **state) {
    static const char american[] = "%m/%d/%Y %I:%M %p", stamp[] = "%Y-%m-%dT%H:%M:%S%f%z";
    (void)state;

    assert_format(american, "3/9/2024 12:00 am", "2024-03-09");
    assert_format(american, "3/9/2024 1:59 PM", "2024-03-09");
    assert_format(american, "3/9/2024 13:00 PM", NULL);
    assert_format(american, "3/9/2024 0:30 AM", NULL);
    assert_format(american, "3/9/2024 1:30", NULL);
    assert_format(american, "3/9/2024 1:30 XM", NULL);
    assert_format(american, "3/9/2024 1:30 A", NULL);
    assert_format(stamp, "2024-03-09T23:30:00", "2024-03-09");
    assert_format(stamp, "2024-03-09T23:30:00.1", "2024-03-09");
    assert_format(stamp, "2024-03-09T23:30:00,123456789012Z", "2024-03-09");
    assert_format(stamp, "2024-03-09T23:30:00.", NULL);
    assert_format(stamp, "2024-03-09T23:30:00.Z", NULL);
    assert_format(stamp, "2024-03-09T23:30:00 Z", NULL);
}

/* 23:30 at -05:00 is the next day in UTC, and 00:30 at +05:30 the one before: the day is the one that was written. */
static void an_offset_does_not_move_the_day(void **state) {
    static const char stamp[] = "%Y-%m-%dT%H:%M:%S%z", *const good[] = {"Z", "z", "-05:00", "+0530", "+14:00", "-00"};
    static const char *const bad[] = {"-5:00", "+05:3", "+053", "+16:00", "+05:60", "-", "ZZ", "+05:00Z", "EST"};
    char text[48];
    (void)state;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_format(stamp, strcat(strcpy(text, "2024-03-09T23:30:00"), good[i]), "2024-03-09");
        assert_format(stamp, strcat(strcpy(text, "2024-03-10T00:30:00"), good[i]), "2024-03-10");
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_format(stamp, strcat(strcpy(text, "2024-03-09T23:30:00"), bad[i]), NULL);
}

static void two_digits_are_a_year_of_the_century_stated(void **state) {
    static const struct {
        int century;
        const char *text;
        int year;
    } years[] = {{1950, "50", 1950}, {1950, "99", 1999}, {1950, "00", 2000}, {1950, "49", 2049}, {1900, "00", 1900},
                 {1900, "99", 1999}, {2000, "26", 2026}, {1999, "99", 1999}, {1999, "98", 2098}, {1949, "48", 2048}};
    char text[16];
    int32_t day;
    (void)state;

    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        snprintf(text, sizeof text, "3/9/%s", years[i].text);
        assert_true(
            calendar_parse_format((struct calendar_format){"%m/%d/%y", years[i].century}, text, strlen(text), &day));
        assert_int_equal(calendar_date_from_day(day).year, years[i].year);
    }
    assert_format("%m/%d/%y", "3/9/2024", NULL);
    assert_format("%m/%d/%y", "3/9/4", NULL);
}

static void a_format_needs_year_month_and_day_once(void **state) {
    static const char *const good[] = {"%Y-%m-%d", "%d.%b.%Y %H:%M", "%m/%d/%Y", "%d %B %y %I %p %f %z %S"};
    static const char *const bad[] = {"",   "%Y-%m",     "%Y-%m-%d %d", "%y-%Y-%m-%d", "%B %b %d %Y",
                                      "%e", "%Y-%m-%d%", "%m %b %d %Y", "days",        "%F"};
    (void)state;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(calendar_format_is_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(calendar_format_is_valid(bad[i]));
    assert_true(calendar_format_has("%Y%z", 'z'));
    assert_false(calendar_format_has("z%Y%%z%", 'z'));
}

static void relative_days_are_whole_numbers_within_a_limit(void **state) {
    char text[CALENDAR_TEXT_SIZE];
    int32_t day = 0;
    (void)state;

    assert_true(calendar_parse(CALENDAR_RELATIVE, "-32", 3, &day));
    assert_int_equal(day, -32);
    assert_int_equal(calendar_write(CALENDAR_RELATIVE, -32, text), 3);
    assert_string_equal(text, "-32");
    assert_true(calendar_parse(CALENDAR_RELATIVE, "100000", 6, &day));
    assert_false(calendar_parse(CALENDAR_RELATIVE, "100001", 6, &day));
    assert_false(calendar_parse(CALENDAR_RELATIVE, "-100001", 7, &day));
    assert_false(calendar_parse(CALENDAR_RELATIVE, "3.5", 3, &day));
    assert_false(calendar_parse(CALENDAR_RELATIVE, "2024-03-09", 10, &day));
    assert_false(calendar_parse(CALENDAR_CIVIL, "12", 2, &day));
}

static void a_missing_day_is_written_as_nothing(void **state) {
    char text[CALENDAR_TEXT_SIZE] = "x";
    (void)state;

    assert_int_equal(calendar_write(CALENDAR_CIVIL, CALENDAR_NO_DAY, text), 0);
    assert_string_equal(text, "");
    assert_int_equal(calendar_write_month(CALENDAR_NO_DAY, text), 0);
    assert_int_equal(calendar_kind_of("2024-03-09", 10), CALENDAR_CIVIL);
    assert_int_equal(calendar_kind_of("-12", 3), CALENDAR_RELATIVE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_300_years_agrees_with_a_counter),
        cmocka_unit_test(the_day_numbers_are_those_of_1970),
        cmocka_unit_test(malformed_dates_are_refused),
        cmocka_unit_test(leap_days_are_those_of_the_gregorian_calendar),
        cmocka_unit_test(stated_formats_are_read_whole),
        cmocka_unit_test(a_time_of_day_is_checked_and_left_out),
        cmocka_unit_test(an_offset_does_not_move_the_day),
        cmocka_unit_test(two_digits_are_a_year_of_the_century_stated),
        cmocka_unit_test(a_format_needs_year_month_and_day_once),
        cmocka_unit_test(relative_days_are_whole_numbers_within_a_limit),
        cmocka_unit_test(a_missing_day_is_written_as_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
