/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts about the whole of an export: what survey_tables writes, one row a fact, and later stages take (--facts).
 *
 * What a row says depends on `fact`; columns that a fact does not use are empty.
 *
 *   window_start    first_day: the first dose or visit
 *   table           table, first_day, last_day, count (rows), people
 *   unknown_people  table, count (people whom patients does not know), people (of all in the table), text (reason of
 *                   [accept])
 *   delivery        table, subject (month in the file's name), first_day, last_day, count (rows)
 *   month           site, table, first_day, last_day, people (with a row in the months before and behind), count (of
 *                   them without one in it), value (probability that all would be without one)
 *   hole            site, table, first_day, last_day, subject (its name in [accept]), text (the reason there)
 *   end             site, table (empty: all), last_day (of what is known), subject (late, closed, declared), people
 *   silent          site, table, last_day: no row since, and too few people to tell why
 *   unseen          site, table (empty: doses and visits), count (rows of patients and admissions that name the site):
 *                   the table has no row of it, and has rows of others
 *   unjudged        table: no block of it could have been found missing
 *   recording_lag   value (days), count (discharges it was measured on)
 *   spelling        subject (column), text (as written), count (rows)
 *   new_ids         first_day, people (in care), count (ids that stop within four weeks before), value (that begin
 *                   within four weeks from it on)
 */
#ifndef SWITCHBACK_TABLE_FACTS_TABLE_H
#define SWITCHBACK_TABLE_FACTS_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "table/column_spec.h"

struct fact_row {
    const char *fact, *site, *table, *subject, *text; /* NULL is written as empty, read as "" */
    int32_t first_day, last_day;                      /* CALENDAR_NO_DAY: none */
    double people, count, value;                      /* NaN: none */
};

/* A row with every number NaN, every day missing and every text empty: start from this. */
struct fact_row fact_row_empty(const char *fact);

extern const struct table_spec facts_table_spec;

/* In the order of adding; texts are copied. */
struct fact_rows {
    struct fact_row *rows;
    size_t n, capacity;
    char **texts;
    size_t n_texts, texts_capacity;
};

void fact_rows_add(struct fact_rows *rows, const struct fact_row *row);
void fact_rows_free(struct fact_rows *rows);

/* path NULL or "-": standard output. */
void fact_rows_write(const struct fact_rows *rows, enum calendar_kind days, const char *path);

/* Ends the program: 66, 65. */
struct fact_rows fact_rows_read(const char *path);

#endif
