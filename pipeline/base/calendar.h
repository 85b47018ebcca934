/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole days. A civil date is the number of days since 1970-01-01 (int32) in the proleptic Gregorian
 * calendar, 1900-01-01 to 2199-12-31; there is no time zone and no time_t (24 h is not always a day).
 * Exports without dates carry relative days: plain integers, day 0 being each patient's own zero.
 *
 * source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
 * checked against: mktime-free table of all 109,573 days made by a second algorithm, tests/unit/base/calendar_test.c.
 */
#ifndef SWITCHBACK_BASE_CALENDAR_H
#define SWITCHBACK_BASE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALENDAR_NO_DAY INT32_MIN /* a missing day: empty in CSV; it sorts before every day */

enum {
    CALENDAR_FIRST_DAY = -25567, /* 1900-01-01 */
    CALENDAR_LAST_DAY = 84005,   /* 2199-12-31 */
    CALENDAR_RELATIVE_LIMIT = 100000,
    CALENDAR_TEXT_SIZE = 16
};

struct calendar_date {
    int year, month, day; /* 1900-2199, 1-12, 1-31 */
};

/* How days are written in a table. */
enum calendar_kind { CALENDAR_CIVIL, CALENDAR_RELATIVE };

/* true and *day only for a real date inside 1900-2199. */
bool calendar_day_from_date(struct calendar_date date, int32_t *day);
struct calendar_date calendar_date_from_day(int32_t day);

/* YYYY-MM-DD, the whole text. */
bool calendar_parse_iso(const char *text, size_t length, int32_t *day);

/* YYYY-MM-DD or a relative day, as the table's kind says. */
bool calendar_parse(enum calendar_kind kind, const char *text, size_t length, int32_t *day);

/* Which kind a well-formed day of one of our own tables is: a civil date has its first hyphen at index 4. */
enum calendar_kind calendar_kind_of(const char *text, size_t length);

/* How an export writes its days: a format, and the first year of the hundred that %y means (1950: 1950 to 2049). */
struct calendar_format {
    const char *text;
    int century;
};

/*
 * The day of a text in a stated format (base/calendar_format.h has the directives), as it is written: a time of day and
 * an offset from UTC are checked and left out, and the day is not moved by them. The whole text must match.
 */
bool calendar_parse_format(struct calendar_format format, const char *text, size_t length, int32_t *day);

/* Writes YYYY-MM-DD, or the relative day; empty for CALENDAR_NO_DAY. Returns the length. */
size_t calendar_write(enum calendar_kind kind, int32_t day, char text[CALENDAR_TEXT_SIZE]);

/* Writes YYYY-MM of the day; empty for CALENDAR_NO_DAY. Returns the length. */
size_t calendar_write_month(int32_t day, char text[CALENDAR_TEXT_SIZE]);

/* The span of 1, 3, 6 or 12 months from a month index on: 2026-07, 2026-Q3, 2026-H2, 2026. Returns the length. */
size_t calendar_write_span(int32_t first_month, int32_t months, char text[CALENDAR_TEXT_SIZE]);

/* Months since year 0 of a day (year x 12 + month - 1), and the first day of such a month. */
int32_t calendar_month_index(int32_t day);
int32_t calendar_month_first_day(int32_t month_index);

#endif
