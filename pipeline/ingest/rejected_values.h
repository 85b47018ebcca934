/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The distinct values of cells that cannot be used, each with its rows: what --show-values shows instead of one line a
 * cell.
 */
#ifndef SWITCHBACK_INGEST_REJECTED_VALUES_H
#define SWITCHBACK_INGEST_REJECTED_VALUES_H

#include "ingest/row_fault.h"
#include "table/column_spec.h"

struct rejected_values;

/* A value of a column of the table (n_columns: `recorded`; -1: of none, but of a filter), where it first stood, and in
 * how many rows. */
struct rejected_value {
    int column;
    const char *text;
    enum row_fault fault;
    const char *file;
    long line, rows;
};

/* The column's name, "" where it is of none. */
const char *rejected_value_column(const struct table_spec *table, int column);

struct rejected_values *rejected_values_alloc(void);
void rejected_values_free(struct rejected_values *values);

/* Adds value->rows rows of a value; the texts are copied. Its place is the first line of the first file. */
void rejected_values_add(struct rejected_values *values, const struct rejected_value *value);

/* Calls `take` column by column, the most frequent first, at most so many of a column, then once with a
 * text of NULL and n_more > 0 where there are others, whose rows together it is given. NULL has none. */
enum { REJECTED_VALUES_SHOWN = 10 };
void rejected_values_each(const struct rejected_values *values, size_t most,
                          void (*take)(void *context, const struct rejected_value *value, long n_more), void *context);

#endif
