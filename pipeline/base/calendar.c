/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/calendar.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The year is taken to begin in March, so that the leap day is its last: a month's first day is then a
 * linear function of the month, and 400 years are always 146,097 days. */
static int32_t days_from_civil(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

bool calendar_day_from_date(struct calendar_date date, int32_t *day) {
    if (date.year < 1900 || date.year > 2199 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in_month(date.year, date.month))
        return false;
    *day = days_from_civil(date.year, date.month, date.day);
    return true;
}

struct calendar_date calendar_date_from_day(int32_t day) {
    int32_t shifted = day + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (struct calendar_date){.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
                                  .month = month,
                                  .day = day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

/* `n` digits at `text`; -1 if one of them is no digit. */
static int read_digits(const char *text, size_t n) {
    int value = 0;

    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool calendar_parse_iso(const char *text, size_t length, int32_t *day) {
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    return calendar_day_from_date((struct calendar_date){.year = read_digits(text, 4),
                                                         .month = read_digits(text + 5, 2),
                                                         .day = read_digits(text + 8, 2)},
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

/* One or two digits, or exactly four for a year; moves *at behind them. */
static int take_number(const char *text, size_t length, size_t *at, size_t most) {
    size_t n = 0;
    int value;

    while (n < most && *at + n < length && text[*at + n] >= '0' && text[*at + n] <= '9')
        n++;
    if (n == 0 || (most == 4 && n != 4))
        return -1;
    value = read_digits(text + *at, n);
    *at += n;
    return value;
}

static int take_month_name(const char *text, size_t length, size_t *at) {
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    if (length - *at < 3)
        return -1;
    for (int month = 0; month < 12; month++) {
        if (strncasecmp(names + 3 * month, text + *at, 3) == 0) {
            *at += 3;
            return month + 1;
        }
    }
    return -1;
}

/* What one directive takes from the text; false where the text does not fit. */
static bool take_directive(char directive, const char *text, size_t length, size_t *at, struct calendar_date *date) {
    switch (directive) {
    case 'Y': return (date->year = take_number(text, length, at, 4)) >= 0;
    case 'm': return (date->month = take_number(text, length, at, 2)) >= 0;
    case 'b': return (date->month = take_month_name(text, length, at)) >= 0;
    case 'd': return (date->day = take_number(text, length, at, 2)) >= 0;
    case 'H': {
        int hour = take_number(text, length, at, 2);
        return hour >= 0 && hour <= 23;
    }
    case 'M':
    case 'S': {
        int sixtieths = take_number(text, length, at, 2);
        return sixtieths >= 0 && sixtieths <= 59;
    }
    default: return false;
    }
}

bool calendar_parse_format(const char *format, const char *text, size_t length, int32_t *day) {
    struct calendar_date date = {0};
    size_t at = 0;

    for (; *format != '\0'; format++) {
        if (*format == '%') {
            if (!take_directive(*++format, text, length, &at, &date))
                return false;
        } else if (at >= length || text[at++] != *format) {
            return false;
        }
    }
    return at == length && calendar_day_from_date(date, day);
}

bool calendar_format_is_valid(const char *format) {
    int years = 0, months = 0, days = 0;

    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        format++;
        if (*format == '\0' || strchr("YmbdHMS", *format) == NULL)
            return false;
        years += *format == 'Y';
        months += *format == 'm' || *format == 'b';
        days += *format == 'd';
    }
    return years == 1 && months == 1 && days == 1;
}

static void write_digits(char *text, int value, int n) {
    for (int i = n - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

static void write_month(struct calendar_date date, char text[CALENDAR_TEXT_SIZE]) {
    write_digits(text, date.year, 4);
    text[4] = '-';
    write_digits(text + 5, date.month, 2);
    text[7] = '\0';
}

size_t calendar_write_month(int32_t day, char text[CALENDAR_TEXT_SIZE]) {
    text[0] = '\0';
    if (day == CALENDAR_NO_DAY)
        return 0;
    write_month(calendar_date_from_day(day), text);
    return 7;
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
    write_digits(text + 8, date.day, 2);
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
