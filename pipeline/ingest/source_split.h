/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file split by a condition: sections, of one table or of several, that read the same file and keep or omit rows by
 * the same column (visits where kind is visit, drug tests where it is urine). Each of its rows is one row: it counts
 * where a section takes it, and one that none takes counts once, in the first of them, and is said. A line that is no
 * record is one of the first, too.
 *
 * A section that reads the file with no condition, or by another column, has no part in it: people and their admissions
 * may come from one row.
 */
#ifndef SWITCHBACK_INGEST_SOURCE_SPLIT_H
#define SWITCHBACK_INGEST_SOURCE_SPLIT_H

#include <stdbool.h>

#include "ingest/export_files.h"
#include "ingest/mapping.h"
#include "table/header.h"
#include "table/record_reader.h"

/* The files of all tables, found when they are asked for. */
struct split_files;

struct split_files *split_files_alloc(const struct mapping *mapping, const char *exports);
void split_files_free(struct split_files *files);

struct source_split;

/* NULL: no other section has a part of the file. Ends the program as row_filter_bind does. */
struct source_split *source_split_bind(struct split_files *files, const struct export_file *file,
                                       const struct header *header);
void source_split_free(struct source_split *split);

/* Does a row that this section leaves out count here: no other section takes it, and this is the first? NULL cells: a
 * line that is no record. */
bool source_split_counts(const struct source_split *split, const struct record_cell *cells);

#endif
