/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which optional columns an export has no column for at all, by the first lines of its files alone: a day that nobody
 * exported is no day on which nothing happened.
 */
#ifndef SWITCHBACK_INGEST_HELD_COLUMNS_H
#define SWITCHBACK_INGEST_HELD_COLUMNS_H

#include <stdbool.h>

#include "ingest/mapping.h"

/* Has no file of the table, of those that have a line, the column, by the mapping or by its own name? False where there
 * is no such file, and where a first line cannot be read so simply: then the export is taken to hold it. */
bool held_columns_lack(const struct mapping *mapping, const char *exports, const char *table, const char *column);

/* Has any file of the table a line behind the first? */
bool held_columns_any_row(const struct mapping *mapping, const char *exports, const char *table);

#endif
