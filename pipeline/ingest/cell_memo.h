/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a column made of the texts that it met before: clinical columns have few texts and millions of cells, so
 * converting a cell, or an element of a list, is mostly a look-up.
 *
 * The room is bounded: long texts are not kept, and when it is full everything is forgotten and met anew. Where fewer
 * texts were recalled than kept by then, nothing is kept any more: hardly any comes twice.
 */
#ifndef SWITCHBACK_INGEST_CELL_MEMO_H
#define SWITCHBACK_INGEST_CELL_MEMO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text_buffer.h"
#include "ingest/row_fault.h"

struct cell_memo;

struct cell_memo *cell_memo_alloc(void);
void cell_memo_free(struct cell_memo *memo);

/* Appends what became of the text, and its fault; false: it is not known. */
bool cell_memo_recall(struct cell_memo *memo, const char *text, size_t length, struct text_buffer *out,
                      enum row_fault *fault);

/* Keeps what became of a text that is not known: what was appended to `out` from `before` on, and the fault. */
void cell_memo_keep(struct cell_memo *memo, const char *text, size_t length, const struct text_buffer *out,
                    size_t before, enum row_fault fault);

#endif
