/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a table's files, columns and unusable values: a table for whoever judges a mapping.
 */
#ifndef SWITCHBACK_INGEST_TABLE_ACCOUNT_H
#define SWITCHBACK_INGEST_TABLE_ACCOUNT_H

#include "ingest/export_files.h"
#include "ingest/rejected_values.h"
#include "ingest/source.h"
#include "table/header.h"

struct table_account;

/* what: file (rows read) | column (fed by the header in `text`; empty: by a constant or a day after another) | dropped
 * | ignored | unused (a header; empty: it is not shown) | cells (of a column that a header feeds: rows in which it
 * holds something, of the rows accepted) | unmet (a text of the mapping, with its line, that no row has) | value (of a
 * column, in `text`; empty: n_more others). */
extern const struct table_spec table_account_spec;

/* path NULL: nothing is written, and NULL is returned, which every function takes. */
struct table_account *table_account_open(const char *path, const struct table_spec *table);

/* A file, of which so many rows were read. Its columns are written where the file before had others. */
void table_account_add_file(struct table_account *account, const struct export_file *file, const struct header *header,
                            const struct source *source, long rows);

/* Columns that are fed, texts of the mapping that no row has, and the values that cannot be used; then the file
 * appears. */
void table_account_commit(struct table_account *account, const struct mapping *mapping,
                          const struct column_cells *cells, long accepted, const struct rejected_values *values);

/* Is column `i` fed by a header of some file, and not one row holds anything? */
bool table_account_is_empty(const struct column_cells *cells, size_t i, long accepted);

#endif
