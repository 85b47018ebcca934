/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/day_format.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar_format.h"

enum { SHORTEST_DATE = 6, LONGEST_CELL = 48, TRIED = 64, NONE = -1 };

/* Of formats that fit as many cells the first is taken. Month before day stands before its twin. */
static const char *const dates[DAY_FORMAT_DATES] = {
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",   "%m/%d/%Y",  "%d/%m/%Y", "%m-%d-%Y",  "%d-%m-%Y",
    "%d.%m.%Y", "%m.%d.%Y", "%m/%d/%y", "%d/%m/%y", "%m-%d-%y",  "%d-%m-%y", "%d.%m.%y",  "%m.%d.%y",
    "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d%b%Y",   "%b %d, %Y", "%b %d %Y", "%B %d, %Y", "%d %B %Y",
    "%d-%B-%Y", "%d/%b/%Y", "%d %b %y", "%m%d%Y",   "%d%m%Y",    "%b-%d-%Y"};
static const char *const times[DAY_FORMAT_TIMES] = {"",
                                                    " %H:%M",
                                                    " %H:%M:%S",
                                                    "T%H:%M",
                                                    "T%H:%M:%S",
                                                    " %I:%M %p",
                                                    " %I:%M%p",
                                                    " %I:%M:%S %p",
                                                    "T%H:%M%z",
                                                    "T%H:%M:%S%z",
                                                    " %H:%M:%S%z",
                                                    " %H:%M:%S %z",
                                                    " %H:%M:%S%f",
                                                    "T%H:%M:%S%f%z",
                                                    " %H:%M:%S%f%z"};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Where a time of day begins: a blank or a T, one or two digits, a colon. */
static size_t find_time(const char *text, size_t length) {
    for (size_t i = 1; i + 2 < length; i++) {
        size_t colon = i + 2 + is_digit(text[i + 2]);
        if ((text[i] == ' ' || text[i] == 'T') && is_digit(text[i + 1]) && colon < length && text[colon] == ':')
            return i;
    }
    return length;
}

static bool is_in(const char *format, const char *text, size_t length) {
    int32_t day;

    return calendar_parse_format((struct calendar_format){.text = format, .century = CALENDAR_CENTURY}, text, length,
                                 &day);
}

static void try_dates(struct day_tally *tally, const char *text, size_t length) {
    for (size_t i = 0; i < DAY_FORMAT_DATES; i++)
        if (tally->n <= TRIED || tally->dates[i] > 0)
            tally->dates[i] += is_in(dates[i], text, length);
}

static void try_times(struct day_tally *tally, const char *text, size_t length) {
    char with_date[2 * LONGEST_CELL], format[DAY_FORMAT_SIZE];
    int n = snprintf(with_date, sizeof with_date, "2000-01-01%.*s", (int)length, text);

    for (size_t i = 0; i < DAY_FORMAT_TIMES; i++) {
        if (tally->n > TRIED && tally->times[i] == 0)
            continue;
        snprintf(format, sizeof format, "%%Y-%%m-%%d%s", times[i]);
        tally->times[i] += is_in(format, with_date, (size_t)n);
    }
}

void day_tally_add(struct day_tally *tally, const char *text, size_t length) {
    size_t time_at;

    tally->n++;
    if (length < SHORTEST_DATE || length >= LONGEST_CELL)
        return;
    time_at = find_time(text, length);
    try_dates(tally, text, time_at);
    try_times(tally, text + time_at, length - time_at);
}

static size_t most(const long counts[], size_t n) {
    size_t best = 0;

    for (size_t i = 1; i < n; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

/* The date with month and day in the other order; NONE: there is none. */
static int twin_of(size_t date) {
    static const size_t twins[][2] = {{4, 5}, {6, 7}, {8, 9}, {10, 11}, {12, 13}, {14, 15}, {27, 28}};

    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
        if (twins[i][0] == date)
            return (int)twins[i][1];
        if (twins[i][1] == date)
            return (int)twins[i][0];
    }
    return NONE;
}

struct day_format day_tally_format(const struct day_tally *tally) {
    struct day_format format = {.text = ""};
    size_t date = most(tally->dates, DAY_FORMAT_DATES), time = most(tally->times, DAY_FORMAT_TIMES);
    int twin = twin_of(date);

    if (tally->n == 0 || tally->dates[date] == 0)
        return format;
    format.share = (double)tally->dates[date] / (double)tally->n;
    snprintf(format.text, sizeof format.text, "%s%s", dates[date], times[time]);
    if (twin != NONE && tally->dates[twin] == tally->dates[date])
        snprintf(format.other, sizeof format.other, "%s%s", dates[twin], times[time]);
    return format;
}

bool day_format_is_date(const char *text, size_t length) {
    struct day_tally tally = {0};

    day_tally_add(&tally, text, length);
    return tally.dates[most(tally.dates, DAY_FORMAT_DATES)] > 0;
}
