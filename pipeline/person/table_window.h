/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day on which the data begin, from what ingest_export wrote beside the tables.
 */
#ifndef SWITCHBACK_PERSON_TABLE_WINDOW_H
#define SWITCHBACK_PERSON_TABLE_WINDOW_H

#include <stdint.h>

/* The earlier `first_day` of doses.summary.csv and visits.summary.csv in the directory; CALENDAR_NO_DAY where
 * neither file is there or the days are relative. */
int32_t table_window_start(const char *tables);

#endif
