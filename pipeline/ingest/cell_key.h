/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Some cells of a record as one text, by which rows that are alike in them are found.
 */
#ifndef SWITCHBACK_INGEST_CELL_KEY_H
#define SWITCHBACK_INGEST_CELL_KEY_H

#include <stdbool.h>

#include "base/text_buffer.h"
#include "table/record_reader.h"

struct cell_key {
    size_t *cells; /* indexes in the record */
    size_t n;
    struct text_buffer text;
};

/* Of the cells marked among the first n of a record. */
struct cell_key cell_key_bind(const bool marked[], size_t n);
void cell_key_free(struct cell_key *key);

/* The marked cells with a NUL between two, so that no two keys run together; borrowed until the next call or record. */
struct record_cell cell_key_of(struct cell_key *key, const struct record_cell *cells);

#endif
