/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headers that nothing uses in files where an optional column of the table has nothing: such a column may be there
 * under another name, from a month on, say, and every number would be made without it.
 */
#ifndef SWITCHBACK_INGEST_UNUSED_COLUMNS_H
#define SWITCHBACK_INGEST_UNUSED_COLUMNS_H

#include <stddef.h>

#include "ingest/source.h"
#include "table/column_spec.h"
#include "table/header.h"

/* Begin with {0}. A header that is not shown (table/header.h) is "column 4". */
struct unused_columns {
    char **headers; /* each once, in the order in which they were met */
    size_t n_headers, headers_capacity;
    const char **columns; /* the same; borrowed from the table's spec */
    size_t n_columns, columns_capacity;
};

/* Adds a file's headers that are neither used nor named in the mapping, and the columns that it has nothing for; both,
 * or nothing. Of two columns that stand for one another (birth_year and age, planned_end and planned_days) one is
 * enough. observed_until is never missed: only studies fix it. */
void unused_columns_add(struct unused_columns *unused, const struct table_spec *table, const struct header *header,
                        const struct source *source);
void unused_columns_free(struct unused_columns *unused);

#endif
