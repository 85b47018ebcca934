/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each file of a table brought: so that a month that none brought can be told from one in which nothing happened.
 */
#ifndef SWITCHBACK_INGEST_DELIVERIES_H
#define SWITCHBACK_INGEST_DELIVERIES_H

#include <stdbool.h>

#include "base/calendar.h"
#include "ingest/export_files.h"
#include "ingest/ingest.h"
#include "table/column_spec.h"

/* Of one file that was read: rows accepted, or alike others that are, and their days (CALENDAR_NO_DAY: none). */
struct delivery {
    long rows;
    int32_t first_day, last_day;
    bool has_month;       /* in its name */
    long dated, in_month; /* rows with a date, later than as-of too; those in the month of the name */
    long exchanged;       /* ingest/file_days.h */
};

extern const struct table_spec deliveries_spec;

static inline void delivery_add(struct delivery *delivery, int32_t day) {
    delivery->first_day = delivery->rows == 0 || day < delivery->first_day ? day : delivery->first_day;
    delivery->last_day = delivery->rows == 0 || day > delivery->last_day ? day : delivery->last_day;
    delivery->rows++;
}

/* One row a file that brought rows of its own, in the order of their names, and of tables with a key (whose snapshots
 * may not change for months) one that is another once more, too; `deliveries` by the number of the file. */
void deliveries_write(const char *path, const char *table, const struct export_files *files,
                      const struct delivery *deliveries, enum calendar_kind days);

/* Findings of single files, as measures of data_quality: days_exchanged (day and month are, in so many rows), and
 * rows_elsewhere (so many rows do not lie in the month that the name carries, more than half of the file's, while four
 * fifths and more do in most files of the table that carry one, three of them up). The caller frees. */
struct file_finding *deliveries_judge(const struct export_files *files, const struct delivery *deliveries, size_t *n);

#endif
