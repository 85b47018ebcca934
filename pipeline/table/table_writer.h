/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A CSV table out, cell by cell, comma-separated, LF line ends, quoted only where needed (RFC 4180).
 *
 * Cells must come in the order of the header; table_writer_end_row asserts that there were as many.
 * With `guarded`, a text cell that a spreadsheet would take for a formula (it begins with = + - @, tab or CR)
 * gets a leading apostrophe: for what is published. Numbers are never touched.
 */
#ifndef SWITCHBACK_TABLE_TABLE_WRITER_H
#define SWITCHBACK_TABLE_TABLE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/output_file.h"
#include "base/text_buffer.h"
#include "table/column_spec.h"

struct table_writer;

/* Opens the output and writes the header: the spec's columns, then `n_more` further names. */
struct table_writer *table_writer_open(const char *path, const struct table_spec *spec, const char *const more[],
                                       size_t n_more);
/* Rows that wait for their turn: a scratch file beside `path`, without a header, to be appended. */
struct table_writer *table_writer_open_scratch(const char *path, const struct table_spec *spec, size_t n_more);
/* Appends the rows and frees the scratch writer. */
void table_writer_append(struct table_writer *writer, struct table_writer *scratch);
void table_writer_guard(struct table_writer *writer);

void table_writer_text(struct table_writer *writer, const char *text);
void table_writer_bytes(struct table_writer *writer, const char *text, size_t length);
void table_writer_int(struct table_writer *writer, int64_t value);
void table_writer_double(struct table_writer *writer, double value); /* NaN: empty */
void table_writer_day(struct table_writer *writer, enum calendar_kind kind, int32_t day);
void table_writer_empty(struct table_writer *writer);
/* Text that is already one or more CSV cells, `n_cells` of them. */
void table_writer_raw(struct table_writer *writer, const char *text, size_t length, size_t n_cells);
void table_writer_end_row(struct table_writer *writer);

/* Makes the file appear (see output_file_commit) and frees. */
void table_writer_commit(struct table_writer *writer);

/* Leaves what stood under the name as it was, and frees. */
void table_writer_discard(struct table_writer *writer);

/* Appends the text as a CSV cell, in quotes where it needs them: cells made once and written by table_writer_raw. */
void table_writer_append_cell(struct text_buffer *out, const char *text, size_t length);

#endif
