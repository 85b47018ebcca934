/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Puts rows in memory into order: by the bytes of the patient's text, then day, then the bytes of the rest.
 *
 * Rows are dealt into buckets of neighbouring patients, each small enough for the processor's cache, and each bucket is
 * sorted when its turn comes: a row is moved twice, but never to a far place.
 */
#ifndef SWITCHBACK_INGEST_ROW_SORT_H
#define SWITCHBACK_INGEST_ROW_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "ingest/row_blocks.h"

/* The order of patients as they are known so far. Rests are compared by their texts: hardly any two rows are of one
 * patient and day, and where many texts differ, ranks of all of them cost more than the rest of the sort. */
struct row_ranks {
    const struct dictionary *rests;
    uint32_t *patients; /* by number: the place in order */
    uint32_t *patients_in_order;
};

struct row_ranks row_ranks_of(const struct dictionary *patients, const struct dictionary *rests);
void row_ranks_free(struct row_ranks *ranks);

/* Does a come before b? */
bool row_ranks_before(const struct row_ranks *ranks, const struct stored_row *a, const struct stored_row *b);

struct row_sort;

/* How many rows are sorted within so many bytes. */
size_t row_sort_most(size_t budget);

/* Empties the list of n rows; its blocks end among the spares. The rest is borrowed. */
struct row_sort *row_sort_begin(struct row_list *rows, size_t n, struct row_spares *spares,
                                const struct dictionary *patients, const struct row_ranks *ranks);

/* The next rows in order, all of some patients; NULL at the end. Valid until the next call. */
const struct stored_row *row_sort_next(struct row_sort *sort, size_t *n);

void row_sort_end(struct row_sort *sort);

#endif
