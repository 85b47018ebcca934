/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of a row's rest (row_texts.rests): CSV text of the columns behind patient and date.
 */
#ifndef SWITCHBACK_INGEST_REST_CELLS_H
#define SWITCHBACK_INGEST_REST_CELLS_H

#include <stddef.h>

#include "base/text_buffer.h"

/* Puts cell number `place` (from 0) into `cell`, without its quotes; NUL-terminated unless empty. */
void rest_cells_take(const char *rest, size_t place, struct text_buffer *cell);

#endif
