/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the name of an export's file says: the month it holds, and whether it is a table at all.
 */
#ifndef SWITCHBACK_INGEST_FILE_NAME_H
#define SWITCHBACK_INGEST_FILE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What systems leave beside files without a person's doing: names that begin with `.` or `~$`, Thumbs.db, desktop.ini.
 */
bool file_name_is_hidden(const char *name);

/* Is a file of this name still being written: .part, .tmp, .filepart, .crdownload? */
bool file_name_is_unfinished(const char *name);

/* Where a name carries a month: YYYY-MM, MM-YYYY (or `_`, `.`, a blank, nothing between), Sep-2026, 2026-September. */
struct file_month {
    int32_t month;                          /* calendar_month_index */
    size_t year_at, month_at, month_length; /* within the name; a year has four bytes */
};

/* false: it carries none, or several, or a whole day (when a file was made says not what it holds). */
bool file_name_month(const char *name, struct file_month *month);

/* The name as a cell of our own tables can hold it: control characters, and bytes that are no UTF-8, stand as `?`. The
 * caller frees. */
char *file_name_shown(const char *name);

/* A pattern (fnmatch) that takes the file, and of files that carry a month those of other months; what a mapping or
 * fnmatch would take for something else stands as `?`. The caller frees. */
char *file_name_pattern(const char *name);

/* The name with the month of another file of its kind; the caller frees. */
char *file_name_of_month(const char *name, const struct file_month *place, int32_t month);

#endif
