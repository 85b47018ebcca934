/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/day_range.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"

static void start(struct day_range *range) {
    range->rows = memory_alloc(DAY_RANGE_MONTHS, sizeof *range->rows);
    range->first = memory_alloc(DAY_RANGE_MONTHS, sizeof *range->first);
    range->last = CALENDAR_NO_DAY;
    range->day = CALENDAR_NO_DAY;
}

void day_range_add(struct day_range *range, int32_t day) {
    if (range->rows == NULL)
        start(range);
    if (day != range->day) {
        range->day = day;
        range->month = calendar_month_index(day) - 1900 * 12;
    }
    if (range->month < 0 || range->month >= DAY_RANGE_MONTHS)
        return;
    if (range->rows[range->month]++ == 0 || day < range->first[range->month])
        range->first[range->month] = day;
    range->last = day > range->last ? day : range->last;
}

static int compare_longs(const void *left, const void *right) {
    const long *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static long median_month(const struct day_range *range) {
    long filled[DAY_RANGE_MONTHS];
    size_t n = 0;

    for (size_t month = 0; month < DAY_RANGE_MONTHS; month++)
        if (range->rows[month] > 0)
            filled[n++] = range->rows[month];
    if (n == 0)
        return 0;
    qsort(filled, n, sizeof filled[0], compare_longs);
    return filled[n / 2];
}

int32_t day_range_first(const struct day_range *range) {
    long median;

    if (range->rows == NULL)
        return CALENDAR_NO_DAY;
    median = median_month(range);
    for (size_t month = 0; month < DAY_RANGE_MONTHS; month++)
        if (range->rows[month] > 0 && range->rows[month] * 4 >= median)
            return range->first[month];
    return CALENDAR_NO_DAY;
}

int32_t day_range_last(const struct day_range *range) { return range->rows == NULL ? CALENDAR_NO_DAY : range->last; }

void day_range_free(struct day_range *range) {
    free(range->rows);
    free(range->first);
    *range = (struct day_range){0};
}
