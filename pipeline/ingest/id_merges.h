/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ids that a system merged into others: [export] merge_ids = FILE, a CSV of the export's directory with the columns old
 * and new. Rows of an old id count for the id that remains at the end of its chain (A to B, B to C: A is C).
 *
 * Refused with 65 and the lines, since nobody can say which id is meant: a circle, and an id merged into two that do
 * not end in one. Passed over: an id merged into itself, a pair that stands twice. An old id that no row has is
 * counted.
 */
#ifndef SWITCHBACK_INGEST_ID_MERGES_H
#define SWITCHBACK_INGEST_ID_MERGES_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/mapping.h"
#include "table/record_reader.h"

struct id_merges;

/* NULL where the mapping names no such file. Ends the program: 66 it is not there; 65 a line that is no pair of ids, an
 * id that looks like a direct identifier, a circle, an id merged into two. */
struct id_merges *id_merges_read(const struct mapping *mapping, const char *exports);
void id_merges_free(struct id_merges *merges);

/* Puts the id that remains in the place of one that was merged; false: it was not. Counts the row. */
bool id_merges_apply(struct id_merges *merges, struct record_cell *id);

struct id_merge_counts {
    size_t n_old, n_met; /* ids merged into others; those of them that a row has */
    long n_rows;         /* of these */
};
struct id_merge_counts id_merges_count(const struct id_merges *merges);

#endif
