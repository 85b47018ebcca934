/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"

enum { DAYS_PER_ERA = 146097, EPOCH_SHIFT = 719468, YEARS_PER_ERA = 400 };

/* Years begin in March here, so the leap day is the last day of a year. */
int calendar_day(int year, int month, int day) {
    int march_year = month <= 2 ? year - 1 : year;
    int era = march_year / YEARS_PER_ERA;
    int year_of_era = march_year - era * YEARS_PER_ERA;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT;
}

struct calendar_date calendar_date(int day) {
    int shifted = day + EPOCH_SHIFT;
    int era = shifted / DAYS_PER_ERA;
    int day_of_era = shifted - era * DAYS_PER_ERA;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    struct calendar_date date = {
        .year = year_of_era + era * YEARS_PER_ERA,
        .month = march_month < 10 ? march_month + 3 : march_month - 9,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
    if (date.month <= 2) {
        date.year++;
    }
    return date;
}

int calendar_month(int day) {
    struct calendar_date date = calendar_date(day);
    return date.year * 12 + date.month - 1;
}

int calendar_month_start(int month) { return calendar_day(month / 12, month % 12 + 1, 1); }

/* Day 0 was a Thursday; the 7,000,000 keeps the remainder positive. */
int calendar_weekday(int day) { return (day + 4 + 7000000) % 7; }

int calendar_working_day(int day) {
    int weekday = calendar_weekday(day);
    if (weekday == 0) {
        return day + 1;
    }
    return weekday == 6 ? day + 2 : day;
}

static void write_digits(char *end, int value, int n_digits) {
    for (int i = 0; i < n_digits; i++) {
        *--end = (char)('0' + value % 10);
        value /= 10;
    }
}

int calendar_format(int day, char text[CALENDAR_TEXT]) {
    text[0] = '\0';
    if (day == CALENDAR_NONE) {
        return 0;
    }
    struct calendar_date date = calendar_date(day);
    write_digits(text + 4, date.year, 4);
    text[4] = '-';
    write_digits(text + 7, date.month, 2);
    text[7] = '-';
    write_digits(text + 10, date.day, 2);
    text[10] = '\0';
    return CALENDAR_TEXT - 1;
}
