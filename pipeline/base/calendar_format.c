/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/calendar_format.h"

#include <string.h>
#include <strings.h>

enum { MONTHS = 12, SHORT_NAME = 3 };

static const char *const month_names[MONTHS] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};

/* What is left of the text. */
struct rest {
    const char *at;
    size_t length;
};

static void pass(struct rest *rest, size_t n) {
    rest->at += n;
    rest->length -= n;
}

static bool is_digit_at(const struct rest *rest, size_t i) {
    return i < rest->length && rest->at[i] >= '0' && rest->at[i] <= '9';
}

static size_t count_digits(const struct rest *rest, size_t from) {
    size_t n = 0;

    while (is_digit_at(rest, from + n))
        n++;
    return n;
}

/* As many digits as there are, at least and at most so many; -1: fewer. */
static int take_number(struct rest *rest, size_t least, size_t most) {
    int value = 0;
    size_t n = 0;

    for (; n < most && is_digit_at(rest, n); n++)
        value = value * 10 + (rest->at[n] - '0');
    if (n < least)
        return -1;
    pass(rest, n);
    return value;
}

static bool take_within(struct rest *rest, int least, int most) {
    int value = take_number(rest, 1, 2);

    return value >= least && value <= most;
}

/* Of the month's name its first three letters, or all. */
static int take_month_name(struct rest *rest, bool is_whole) {
    for (int month = 0; month < MONTHS; month++) {
        size_t length = is_whole ? strlen(month_names[month]) : SHORT_NAME;
        if (rest->length < length || strncasecmp(month_names[month], rest->at, length) != 0)
            continue;
        pass(rest, length);
        return month + 1;
    }
    return -1;
}

static bool take_half_of_day(struct rest *rest) {
    if (rest->length < 2 || (strncasecmp(rest->at, "am", 2) != 0 && strncasecmp(rest->at, "pm", 2) != 0))
        return false;
    pass(rest, 2);
    return true;
}

/* ISO 8601 has a point or a comma before the fraction. */
static bool take_fraction(struct rest *rest) {
    size_t n;

    if (rest->length == 0 || (*rest->at != '.' && *rest->at != ','))
        return true;
    n = count_digits(rest, 1);
    if (n > 0)
        pass(rest, 1 + n);
    return n > 0;
}

/* Z, +hh, +hhmm, +hh:mm, or nothing; no place is more than 14 hours from UTC, but 15 do no harm. */
static bool take_offset(struct rest *rest) {
    int hours, minutes = 0;

    if (rest->length == 0 || strchr("Zz+-", *rest->at) == NULL)
        return true;
    pass(rest, 1);
    if (rest->at[-1] == 'Z' || rest->at[-1] == 'z')
        return true;
    hours = take_number(rest, 2, 2);
    if (rest->length > 0 && *rest->at == ':') {
        pass(rest, 1);
        minutes = take_number(rest, 2, 2);
    } else if (is_digit_at(rest, 0)) {
        minutes = take_number(rest, 2, 2);
    }
    return hours >= 0 && hours <= 15 && minutes >= 0 && minutes <= 59;
}

static int take_short_year(struct rest *rest, int century) {
    int year = take_number(rest, 2, 2), first = century % 100;

    return year < 0 ? -1 : century - first + year + (year < first ? 100 : 0);
}

/* What one directive takes from the text; false where the text does not fit. */
static bool take_directive(char directive, int century, struct rest *rest, struct calendar_date *date) {
    switch (directive) {
    case 'Y': return (date->year = take_number(rest, 4, 4)) >= 0;
    case 'y': return (date->year = take_short_year(rest, century)) >= 0;
    case 'm': return (date->month = take_number(rest, 1, 2)) >= 0;
    case 'b': return (date->month = take_month_name(rest, false)) >= 0;
    case 'B': return (date->month = take_month_name(rest, true)) >= 0;
    case 'd': return (date->day = take_number(rest, 1, 2)) >= 0;
    case 'H': return take_within(rest, 0, 23);
    case 'I': return take_within(rest, 1, 12);
    case 'M':
    case 'S': return take_within(rest, 0, 59);
    case 'p': return take_half_of_day(rest);
    case 'f': return take_fraction(rest);
    case 'z': return take_offset(rest);
    default: return false;
    }
}

bool calendar_parse_format(struct calendar_format format, const char *text, size_t length, int32_t *day) {
    struct calendar_date date = {0};
    struct rest rest = {text, length};

    for (const char *at = format.text; *at != '\0'; at++) {
        if (*at == '%') {
            if (!take_directive(*++at, format.century, &rest, &date))
                return false;
        } else if (rest.length == 0 || *rest.at != *at) {
            return false;
        } else {
            pass(&rest, 1);
        }
    }
    return rest.length == 0 && calendar_day_from_date(date, day);
}

bool calendar_format_is_valid(const char *format) {
    int years = 0, months = 0, days = 0;

    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        format++;
        if (*format == '\0' || strchr("YymbBdHIMSpfz", *format) == NULL)
            return false;
        years += *format == 'Y' || *format == 'y';
        months += *format == 'm' || *format == 'b' || *format == 'B';
        days += *format == 'd';
    }
    return years == 1 && months == 1 && days == 1;
}

bool calendar_format_has(const char *format, char directive) {
    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        if (*++format == directive)
            return true;
        if (*format == '\0')
            return false;
    }
    return false;
}
