/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From when to when a table goes, of civil dates: a few stray early rows do not open the window.
 * The first day is the earliest of the first month that has at least a quarter of the median month's rows.
 */
#ifndef SWITCHBACK_INGEST_DAY_RANGE_H
#define SWITCHBACK_INGEST_DAY_RANGE_H

#include <stdint.h>

struct day_range {
    long *rows; /* by day from CALENDAR_FIRST_DAY; NULL before the first row */
    int32_t last;
};

void day_range_add(struct day_range *range, int32_t day);

/* CALENDAR_NO_DAY when there were no rows. */
int32_t day_range_first(const struct day_range *range);
int32_t day_range_last(const struct day_range *range);

void day_range_free(struct day_range *range);

#endif
