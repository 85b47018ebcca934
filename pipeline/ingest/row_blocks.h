/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of rows in blocks of memory that is used again: rows can be dealt out from one list to others in hardly more
 * memory than they had before.
 */
#ifndef SWITCHBACK_INGEST_ROW_BLOCKS_H
#define SWITCHBACK_INGEST_ROW_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

/* patient and rest: numbers in the dictionaries of the row store. */
struct stored_row {
    uint32_t patient;
    int32_t day;
    uint32_t rest;
};

enum { ROW_BLOCK_ROWS = 1020 };

struct row_block {
    struct row_block *next;
    struct stored_row rows[ROW_BLOCK_ROWS];
};

/* Start from {0}. The last block is full up to `at`, all others whole. */
struct row_list {
    struct row_block *first, *last;
    struct stored_row *at, *end;
};

/* Blocks that hold nothing. Start from {0}. */
struct row_spares {
    struct row_block *first;
};

/* The part of row_list_add that finds another block. */
void row_list_extend(struct row_list *list, struct row_spares *spares);

/* Inline, since it is done twice for every row. */
static inline void row_list_add(struct row_list *list, struct row_spares *spares, struct stored_row row) {
    if (list->at == list->end)
        row_list_extend(list, spares);
    *list->at++ = row;
}

/* Takes the first block off the list, NULL from an empty one, with its number of rows; give it back when it is read. */
struct row_block *row_list_take(struct row_list *list, size_t *n);
void row_spares_give(struct row_spares *spares, struct row_block *block);

void row_list_free(struct row_list *list);
void row_spares_free(struct row_spares *spares);

#endif
