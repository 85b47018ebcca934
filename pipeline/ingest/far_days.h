/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows dated far from all others of their table: years ahead (2062 for 2026), or years before.
 *
 * Ahead: more than a year behind the last month that is as full as others (at least a quarter of the median month's
 * rows), as-of's month being the first that counts, and no such month more than a year behind the one before it. So an
 * export of today can be told of as of an earlier month, and appointments of the next year are none.
 * Before: behind them comes more than a year without a row. An admission may be as old as it likes.
 * A table with gaps of its own has to have three times the longest of them instead of a year.
 */
#ifndef SWITCHBACK_INGEST_FAR_DAYS_H
#define SWITCHBACK_INGEST_FAR_DAYS_H

#include <stdint.h>

#include "ingest/file_days.h"

struct far_days {
    long *by_month; /* from 1900-01; NULL before the first row */
};

void far_days_add(struct far_days *far, const struct file_days *days);
/* 0 where as_of is not known (CALENDAR_NO_DAY). */
long far_days_ahead(const struct far_days *far, int32_t as_of);
long far_days_before(const struct far_days *far, int32_t as_of);
void far_days_free(struct far_days *far);

#endif
