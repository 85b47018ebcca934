/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a table go on to the end? An export that simply stops makes everyone seem to leave, so observation must
 * end where the table does.
 *
 * The last `window` days of a site's table are compared with the usual volume of so many days in the 90 days
 * before its last row's window. Under `least_share` of it the table has stopped: at the last day that ends a
 * window with at least that share. Tables too thin to tell (under 20 rows usual in a window) are taken as whole.
 */
#ifndef SWITCHBACK_CARE_ROW_VOLUME_H
#define SWITCHBACK_CARE_ROW_VOLUME_H

#include <stddef.h>
#include <stdint.h>

enum { ROW_VOLUME_DAYS = 800 /* how far back rows are counted */ };

/* Rows of one table of one site by day: counts[i] is `i` days before the end of observation. */
struct row_volume {
    uint32_t counts[ROW_VOLUME_DAYS];
};

/* Counts a row `days_before_end` days before the end (others are passed over). */
void row_volume_add(struct row_volume *volume, int32_t days_before_end);

void row_volume_add_all(struct row_volume *volume, const struct row_volume *more);

/* How many days before the end the table stops; 0: it goes on to the end. */
int32_t row_volume_lag(const struct row_volume *volume, int32_t window, double least_share);

#endif
