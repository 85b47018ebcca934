/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days of one file, and what they say of it.
 *
 * Late rows: a file whose rows lie for at least four fifths in one month is that month's export; its rows of earlier
 * months are late (accepted, counted).
 *
 * Day and month exchanged: of the month 2026-05, written month first, the day 3 becomes 5 March when it is read day
 * first, and every day up to 12 a 5th. So the rows of days 1 to 12 that lie outside of the file's months are looked at:
 * of those of a right file (late ones) about one in twelve would lie in one of these with day and month exchanged, of
 * such a file nearly all. The file's months: that in its name, where names carry one; else those with a row behind
 * their 12th day, which only one reading takes. A file of a whole year has no others, and nothing can be told of it.
 */
#ifndef SWITCHBACK_INGEST_FILE_DAYS_H
#define SWITCHBACK_INGEST_FILE_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/calendar.h"

struct file_days {
    uint32_t *rows; /* by day from CALENDAR_FIRST_DAY; NULL before the first row */
    int32_t first, last;
    long n;
};

/* Relative days, and rows without a day, are not counted. */
void file_days_add(struct file_days *days, int32_t day);

/* `as_of`: rows dated later are no part of the table (CALENDAR_NO_DAY: all are). */
long file_days_late(const struct file_days *days, int32_t as_of);

/* Rows of the month (calendar_month_index). */
long file_days_in_month(const struct file_days *days, int32_t month);

enum { FILE_DAYS_ANY_MONTH = -1 };

/* Rows that lie in the file's months once day and month are exchanged; 0: they do not by more than chance has it
 * (P < 1e-6). `month`: that in the name; FILE_DAYS_ANY_MONTH: it carries none. */
long file_days_exchanged(const struct file_days *days, int32_t month);

/* Forgets the rows, not the memory. */
void file_days_clear(struct file_days *days);
void file_days_free(struct file_days *days);

#endif
