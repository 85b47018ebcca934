/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/calendar.h"

#include <string.h>

#include "base/number.h"

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The year is taken to begin in March, so that the leap day is its last: a month's first day is then a linear function
 * of the month, and 400 years are always 146,097 days. Both ways are those of Neri and Schneider, Euclidean affine
 * functions and their application to calendar algorithms, Software: Practice and Experience 53 (2023) 937-970, with
 * days and years moved by whole eras so that nothing is negative. */
enum { ERA_DAYS = 146097, ERA_YEARS = 400, ERAS_MOVED = 82, DAYS_MOVED = 719468 + ERAS_MOVED * ERA_DAYS };

static int32_t days_from_civil(int year, int month, int day) {
    uint32_t is_early = month <= 2;
    uint32_t years = (uint32_t)(year + ERA_YEARS * ERAS_MOVED) - is_early;
    uint32_t months = (uint32_t)month + (is_early ? 12 : 0);
    uint32_t centuries = years / 100;
    uint32_t days = 1461 * years / 4 - centuries + centuries / 4 + (979 * months - 2919) / 32 + (uint32_t)day - 1;

    return (int32_t)days - DAYS_MOVED;
}

bool calendar_day_from_date(struct calendar_date date, int32_t *day) {
    if (date.year < 1900 || date.year > 2199 || date.month < 1 || date.month > 12 || date.day < 1 ||
        (date.day > 28 && date.day > days_in_month(date.year, date.month)))
        return false;
    *day = days_from_civil(date.year, date.month, date.day);
    return true;
}

struct calendar_date calendar_date_from_day(int32_t day) {
    uint32_t quarters = 4 * (uint32_t)(day + DAYS_MOVED) + 3; /* of a day */
    uint32_t century = quarters / ERA_DAYS;
    uint64_t product = UINT64_C(2939745) * (quarters % ERA_DAYS / 4 * 4 + 3);
    uint32_t year_of_century = (uint32_t)(product >> 32);
    uint32_t day_of_year = (uint32_t)product / 2939745 / 4;
    uint32_t months = 2141 * day_of_year + 197913; /* the month, and 1/65536 of it */
    uint32_t is_early = day_of_year >= 306;

    return (struct calendar_date){.year = (int)(100 * century + year_of_century + is_early) - ERA_YEARS * ERAS_MOVED,
                                  .month = (int)(months >> 16) - (is_early ? 12 : 0),
                                  .day = (int)((months & 0xFFFF) / 2141) + 1};
}

/* The value of two digits; over 99 when one of them is no digit. */
static unsigned read_pair(const char *text) {
    unsigned tens = (unsigned)(unsigned char)text[0] - '0', ones = (unsigned)(unsigned char)text[1] - '0';

    return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

bool calendar_parse_iso(const char *text, size_t length, int32_t *day) {
    unsigned century, year, month, of_month;

    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    century = read_pair(text);
    year = read_pair(text + 2);
    month = read_pair(text + 5);
    of_month = read_pair(text + 8);
    return century < 100 && year < 100 &&
           calendar_day_from_date(
               (struct calendar_date){.year = (int)(century * 100 + year), .month = (int)month, .day = (int)of_month},
               day);
}

bool calendar_parse(enum calendar_kind kind, const char *text, size_t length, int32_t *day) {
    int32_t value;

    if (kind == CALENDAR_CIVIL)
        return calendar_parse_iso(text, length, day);
    if (!number_parse_int(text, length, &value) || value < -CALENDAR_RELATIVE_LIMIT || value > CALENDAR_RELATIVE_LIMIT)
        return false;
    *day = value;
    return true;
}

enum calendar_kind calendar_kind_of(const char *text, size_t length) {
    return length == 10 && text[4] == '-' ? CALENDAR_CIVIL : CALENDAR_RELATIVE;
}

static void write_pair(char *text, unsigned value) {
    text[0] = (char)('0' + value / 10);
    text[1] = (char)('0' + value % 10);
}

static void write_month(struct calendar_date date, char text[CALENDAR_TEXT_SIZE]) {
    write_pair(text, (unsigned)date.year / 100);
    write_pair(text + 2, (unsigned)date.year % 100);
    text[4] = '-';
    write_pair(text + 5, (unsigned)date.month);
    text[7] = '\0';
}

size_t calendar_write_month(int32_t day, char text[CALENDAR_TEXT_SIZE]) {
    text[0] = '\0';
    if (day == CALENDAR_NO_DAY)
        return 0;
    write_month(calendar_date_from_day(day), text);
    return 7;
}

size_t calendar_write_span(int32_t first_month, int32_t months, char text[CALENDAR_TEXT_SIZE]) {
    size_t length = calendar_write_month(calendar_month_first_day(first_month), text);

    if (months == 1)
        return length;
    text[4] = months == 12 ? '\0' : '-';
    if (months == 12)
        return 4;
    text[5] = months == 6 ? 'H' : 'Q';
    text[6] = (char)('1' + first_month % 12 / months);
    return length;
}

size_t calendar_write(enum calendar_kind kind, int32_t day, char text[CALENDAR_TEXT_SIZE]) {
    text[0] = '\0';
    if (day == CALENDAR_NO_DAY)
        return 0;
    if (kind == CALENDAR_RELATIVE) {
        char number[NUMBER_TEXT_SIZE];
        size_t length = number_format_int(day, number);
        memcpy(text, number, length + 1);
        return length;
    }
    struct calendar_date date = calendar_date_from_day(day);
    write_month(date, text);
    text[7] = '-';
    write_pair(text + 8, (unsigned)date.day);
    text[10] = '\0';
    return 10;
}

int32_t calendar_month_index(int32_t day) {
    struct calendar_date date = calendar_date_from_day(day);

    return date.year * 12 + date.month - 1;
}

int32_t calendar_month_first_day(int32_t month_index) {
    return days_from_civil(month_index / 12, month_index % 12 + 1, 1);
}
