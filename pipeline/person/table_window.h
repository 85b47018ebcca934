/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of a directory tell of the whole: when their data begin, and whether they say who was seen. */
#ifndef SWITCHBACK_PERSON_TABLE_WINDOW_H
#define SWITCHBACK_PERSON_TABLE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/* The first day of doses or visits, read from their summaries (TABLE.summary.csv beside TABLE.csv, as ingest_export
 * writes them); CALENDAR_NO_DAY when there are none. */
int32_t table_window_start(const char *tables);

/* The same, read from the rows themselves; CALENDAR_NO_DAY without any, and for relative days. */
int32_t table_first_row(const char *tables);

/* Is there a table of doses or visits? */
bool table_tells_contacts(const char *tables);

#endif
