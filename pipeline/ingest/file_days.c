/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_days.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "privacy/identifier_digits.h"

enum {
    N_DAYS = CALENDAR_LAST_DAY - CALENDAR_FIRST_DAY + 1,
    FIRST_MONTH = 1900 * 12,
    N_MONTHS = 300 * 12,
    LAST_OF_EITHER = 12 /* a day of the month that could be a month, too */
};

static const double too_unlikely = 1e-6;

void file_days_add(struct file_days *days, int32_t day) {
    if (day < CALENDAR_FIRST_DAY || day > CALENDAR_LAST_DAY)
        return;
    if (days->rows == NULL)
        days->rows = memory_alloc(N_DAYS, sizeof *days->rows);
    days->first = days->n == 0 || day < days->first ? day : days->first;
    days->last = days->n == 0 || day > days->last ? day : days->last;
    days->rows[day - CALENDAR_FIRST_DAY]++;
    days->n++;
}

static long rows_on(const struct file_days *days, int32_t day) { return days->rows[day - CALENDAR_FIRST_DAY]; }

static long rows_between(const struct file_days *days, int32_t first, int32_t last) {
    long n = 0;

    for (int32_t day = first < days->first ? days->first : first; day <= last && day <= days->last; day++)
        n += rows_on(days, day);
    return n;
}

long file_days_in_month(const struct file_days *days, int32_t month) {
    if (days->n == 0)
        return 0;
    return rows_between(days, calendar_month_first_day(month), calendar_month_first_day(month + 1) - 1);
}

long file_days_late(const struct file_days *days, int32_t as_of) {
    int32_t last = as_of == CALENDAR_NO_DAY || as_of > days->last ? days->last : as_of, fullest = 0;
    long most = 0, all;

    if (days->n == 0 || last < days->first)
        return 0;
    all = rows_between(days, days->first, last);
    for (int32_t month = calendar_month_index(days->first); month <= calendar_month_index(last); month++) {
        int32_t end = calendar_month_first_day(month + 1) - 1;
        long n = rows_between(days, calendar_month_first_day(month), end < last ? end : last);
        if (n > most) {
            most = n;
            fullest = month;
        }
    }
    return most * 5 < all * 4 ? 0 : rows_between(days, days->first, calendar_month_first_day(fullest) - 1);
}

/* Months that are the file's, from FIRST_MONTH on. */
static void find_own(const struct file_days *days, int32_t month, bool own[N_MONTHS]) {
    if (month != FILE_DAYS_ANY_MONTH) {
        own[month - FIRST_MONTH] = true;
        return;
    }
    for (int32_t day = days->first; day <= days->last; day++)
        if (rows_on(days, day) > 0 && calendar_date_from_day(day).day > LAST_OF_EITHER)
            own[calendar_month_index(day) - FIRST_MONTH] = true;
}

static int own_of_year(const bool own[N_MONTHS], int year) {
    int n = 0;

    for (int month = 0; month < 12; month++)
        n += own[(year - 1900) * 12 + month];
    return n;
}

/* Days are counted, not rows: thirty people of one group came on one day. */
long file_days_exchanged(const struct file_days *days, int32_t month) {
    bool own[N_MONTHS] = {false};
    long n = 0, n_days = 0, n_home = 0;
    double chance = 0;

    if (days->n == 0 || (month != FILE_DAYS_ANY_MONTH && (month < FIRST_MONTH || month >= FIRST_MONTH + N_MONTHS)))
        return 0;
    find_own(days, month, own);
    for (int32_t day = days->first; day <= days->last; day++) {
        struct calendar_date date = calendar_date_from_day(day);
        if (rows_on(days, day) == 0 || date.day > LAST_OF_EITHER || own[(date.year - 1900) * 12 + date.month - 1])
            continue;
        bool is_home = own[(date.year - 1900) * 12 + date.day - 1];
        n_days++;
        n_home += is_home;
        n += is_home ? rows_on(days, day) : 0;
        chance += own_of_year(own, date.year) / 12.0;
    }
    return n_days > 0 && identifier_digits_tail(n_days, chance / (double)n_days, n_home) < too_unlikely ? n : 0;
}

void file_days_clear(struct file_days *days) {
    if (days->n > 0)
        memset(days->rows + (days->first - CALENDAR_FIRST_DAY), 0,
               (size_t)(days->last - days->first + 1) * sizeof *days->rows);
    days->n = 0;
}

void file_days_free(struct file_days *days) {
    free(days->rows);
    *days = (struct file_days){0};
}
