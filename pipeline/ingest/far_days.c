/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/far_days.h"

#include <stdlib.h>

#include "base/memory.h"

enum { FIRST_MONTH = 1900 * 12, N_MONTHS = 300 * 12, YEAR = 12, QUARTER_OF_MEDIAN = 4 };

void far_days_add(struct far_days *far, const struct file_days *days) {
    if (days->n == 0)
        return;
    if (far->by_month == NULL)
        far->by_month = memory_alloc(N_MONTHS, sizeof *far->by_month);
    for (int32_t month = calendar_month_index(days->first); month <= calendar_month_index(days->last); month++)
        far->by_month[month - FIRST_MONTH] += file_days_in_month(days, month);
}

static bool has_months(const struct far_days *far, int32_t as_of) {
    return far->by_month != NULL && as_of >= CALENDAR_FIRST_DAY && as_of <= CALENDAR_LAST_DAY;
}

static int compare_longs(const void *left, const void *right) {
    const long *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static long median_month(const long by_month[N_MONTHS]) {
    long filled[N_MONTHS];
    size_t n = 0;

    for (size_t month = 0; month < N_MONTHS; month++)
        if (by_month[month] > 0)
            filled[n++] = by_month[month];
    qsort(filled, n, sizeof filled[0], compare_longs);
    return n == 0 ? 0 : filled[n / 2];
}

/* Of a sparse table a year without a row may be nothing: a gap is one from three times the longest between the months
 * `first` to `last` on. */
static int32_t least_gap(const long by_month[N_MONTHS], int32_t first, int32_t last) {
    int32_t longest = 0, before = -1;

    for (int32_t month = first; month <= last; month++) {
        if (by_month[month] == 0)
            continue;
        if (before >= 0 && month - before > longest)
            longest = month - before;
        before = month;
    }
    return 3 * longest > YEAR ? 3 * longest : YEAR;
}

/* From the fullest month up to `last` back to the first gap. */
static int32_t find_first(const long by_month[N_MONTHS], int32_t last) {
    int32_t first = 0, gap;

    for (int32_t month = 1; month <= last; month++)
        if (by_month[month] > by_month[first])
            first = month;
    gap = least_gap(by_month, first, last);
    for (int32_t month = first; month >= 0 && first - month <= gap; month--)
        if (by_month[month] > 0)
            first = month;
    return first;
}

long far_days_ahead(const struct far_days *far, int32_t as_of) {
    int32_t last, month, gap;
    long median, n = 0;

    if (!has_months(far, as_of))
        return 0;
    median = median_month(far->by_month);
    last = calendar_month_index(as_of) - FIRST_MONTH;
    gap = least_gap(far->by_month, find_first(far->by_month, last), last);
    for (month = last; month < N_MONTHS && month <= last + gap; month++)
        if (far->by_month[month] > 0 && far->by_month[month] * QUARTER_OF_MEDIAN >= median)
            last = month;
    for (; month < N_MONTHS; month++)
        n += far->by_month[month];
    return n;
}

long far_days_before(const struct far_days *far, int32_t as_of) {
    int32_t first;
    long n = 0;

    if (!has_months(far, as_of))
        return 0;
    first = find_first(far->by_month, calendar_month_index(as_of) - FIRST_MONTH);
    for (int32_t month = 0; month < first; month++)
        n += far->by_month[month];
    return n;
}

void far_days_free(struct far_days *far) {
    free(far->by_month);
    *far = (struct far_days){0};
}
