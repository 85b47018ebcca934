/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every table of ours that stands in a file (pipeline/tables.md), and which of them a file is, by its columns.
 */
#ifndef SWITCHBACK_CONTRACT_OUR_TABLES_H
#define SWITCHBACK_CONTRACT_OUR_TABLES_H

#include "table/column_spec.h"
#include "table/header.h"
#include "table/table_reader.h"

/* The table of this name; ends the program with a usage error, in which `option` names what asked for it. */
const struct table_spec *our_tables_named(const char *option, const char *name);

/* The table that has all of the file's columns, and whose required ones the file has. Of several that one whose name is
 * the file's ("spells/states.csv"; NULL: it has none); else the first, and one that types the columns otherwise is left
 * in *other (NULL: none does). NULL: there is no such table. */
const struct table_spec *our_tables_with(const struct header *header, const char *path,
                                         const struct table_spec **other);

/* The columns of the file, in its order, as the table types them: `columns` has header->n places, NULL for a column
 * that is not the table's own (a grouping that was carried along). */
void our_tables_columns(const struct header *header, const struct table_spec *spec,
                        const struct column_spec *columns[]);

#endif
