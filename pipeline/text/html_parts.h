/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a page (text/html_form.h): what is put together of texts, tables and tiles.
 */
#ifndef SWITCHBACK_TEXT_HTML_PARTS_H
#define SWITCHBACK_TEXT_HTML_PARTS_H

#include "base/text_buffer.h"
#include "text/document.h"
#include "text/html_form.h"

/* before + the escaped text + after */
void html_append(struct text_buffer *out, const char *before, const char *text, const char *after);

/* The escaped text: a file's name may break behind an underscore, a range nowhere. */
void html_append_cell_text(struct text_buffer *out, const char *text);

/* A text of the block, of whose words some lead somewhere. */
void html_append_jumping(struct text_buffer *out, const struct document *document, const struct document_block *block,
                         const char *text);

/* A table that has rows, under its caption. */
void html_table_append(struct text_buffer *out, const struct document_table *table, const char *caption, bool aside);

/* The list of tiles that begins with block `first`: all in one row of a broad page, in two of a narrower one. */
void html_tiles_begin(struct text_buffer *out, const struct document *document, size_t first);
void html_tile_append(struct text_buffer *out, const struct document *document, const struct document_block *block);

#endif
