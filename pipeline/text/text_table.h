/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table in characters: columns as wide as their cells, the widest narrowed (and their cells broken into lines)
 * until the table fits.
 */
#ifndef SWITCHBACK_TEXT_TEXT_TABLE_H
#define SWITCHBACK_TEXT_TEXT_TABLE_H

#include "base/text_buffer.h"
#include "text/document.h"

/* Appends the head, a rule and the rows, none wider than `width` characters (>= 12 per column). */
void text_table_append(struct text_buffer *out, const struct document_table *table, size_t width);

#endif
