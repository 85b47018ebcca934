/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates as whole days since 1970-01-01, proleptic Gregorian.
 *
 * A day is an int; CALENDAR_NONE stands for "no date". There is no time of day and no
 * time zone. source: the era method of days_from_civil (H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms", 2013). */
#ifndef GENERATOR_CALENDAR_H
#define GENERATOR_CALENDAR_H

#include <limits.h>

#define CALENDAR_NONE INT_MIN
#define CALENDAR_TEXT 11 /* YYYY-MM-DD and its NUL */

struct calendar_date {
    int year, month, day; /* month and day from 1 */
};

int calendar_day(int year, int month, int day);
struct calendar_date calendar_date(int day);

/* Months since year 0, so that differences count months. */
int calendar_month(int day);

/* The first day of a month numbered as calendar_month numbers them. */
int calendar_month_start(int month);

/* 0 is Sunday, 6 is Saturday. */
int calendar_weekday(int day);

/* The same day, or the Monday after it when it falls on a weekend. */
int calendar_working_day(int day);

/* Writes YYYY-MM-DD; an empty string for CALENDAR_NONE. Returns the length. */
int calendar_format(int day, char text[CALENDAR_TEXT]);

#endif
