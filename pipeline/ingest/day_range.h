/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From when to when a table goes, of civil dates: a few stray early rows do not open the window.
 * The first day is the earliest of the first month that has at least a quarter of the median month's rows.
 */
#ifndef SWITCHBACK_INGEST_DAY_RANGE_H
#define SWITCHBACK_INGEST_DAY_RANGE_H

#include <stdint.h>

enum { DAY_RANGE_MONTHS = 300 * 12 };

struct day_range {
    long *rows;         /* by month from 1900-01; NULL before the first row */
    int32_t *first;     /* earliest day of the month */
    int32_t last;       /* latest day of all */
    int32_t day, month; /* the last looked up */
};

void day_range_add(struct day_range *range, int32_t day);

/* CALENDAR_NO_DAY when there were no rows. */
int32_t day_range_first(const struct day_range *range);
int32_t day_range_last(const struct day_range *range);

void day_range_free(struct day_range *range);

#endif
