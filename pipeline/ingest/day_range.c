/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/day_range.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"

enum { N_DAYS = CALENDAR_LAST_DAY - CALENDAR_FIRST_DAY + 1, N_MONTHS = 300 * 12 };

void day_range_add(struct day_range *range, int32_t day) {
    if (range->rows == NULL) {
        range->rows = memory_alloc(N_DAYS, sizeof *range->rows);
        range->last = CALENDAR_NO_DAY;
    }
    if (day < CALENDAR_FIRST_DAY || day > CALENDAR_LAST_DAY)
        return;
    range->rows[day - CALENDAR_FIRST_DAY]++;
    range->last = day > range->last ? day : range->last;
}

static int compare_longs(const void *left, const void *right) {
    const long *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static long median_month(const long rows[N_MONTHS]) {
    long filled[N_MONTHS];
    size_t n = 0;

    for (size_t month = 0; month < N_MONTHS; month++)
        if (rows[month] > 0)
            filled[n++] = rows[month];
    if (n == 0)
        return 0;
    qsort(filled, n, sizeof filled[0], compare_longs);
    return filled[n / 2];
}

static int32_t month_of(int32_t place) { return calendar_month_index(CALENDAR_FIRST_DAY + place) - 1900 * 12; }

int32_t day_range_first(const struct day_range *range) {
    long by_month[N_MONTHS] = {0}, median;

    if (range->rows == NULL)
        return CALENDAR_NO_DAY;
    for (int32_t place = 0; place < N_DAYS; place++)
        if (range->rows[place] > 0)
            by_month[month_of(place)] += range->rows[place];
    median = median_month(by_month);
    for (int32_t place = 0; place < N_DAYS; place++)
        if (range->rows[place] > 0 && by_month[month_of(place)] * 4 >= median)
            return CALENDAR_FIRST_DAY + place;
    return CALENDAR_NO_DAY;
}

int32_t day_range_last(const struct day_range *range) { return range->rows == NULL ? CALENDAR_NO_DAY : range->last; }

void day_range_free(struct day_range *range) {
    free(range->rows);
    *range = (struct day_range){0};
}
