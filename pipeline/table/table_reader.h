/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A clean CSV table, row by row: our own tables and spells, or an analyst's tidy file. The header comes first;
 * columns are found by name (any order, letters of either case). Any row that is no record, or has not as many
 * cells as the header, ends the program with exit 65 and its line: what is not clean goes through ingest_export.
 */
#ifndef SWITCHBACK_TABLE_TABLE_READER_H
#define SWITCHBACK_TABLE_TABLE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/message.h"
#include "table/column_spec.h"
#include "table/header.h"
#include "table/record_reader.h"

struct table_reader;

/* Opens and reads the header. path "-" or NULL: standard input. Ends the program: 66, 65 (empty file,
 * duplicate column, UTF-16). */
struct table_reader *table_reader_open(const char *path, bool show_values);
void table_reader_close(struct table_reader *reader);

const struct header *table_reader_header(const struct table_reader *reader);

/* The column's index; -1 when it is not there (optional), or exit 65 with a suggestion (required). */
int table_reader_find(const struct table_reader *reader, const char *name);
size_t table_reader_require(const struct table_reader *reader, const char *name);

/* Checks that every required column of the spec is there and sets columns[i] for each column of the spec
 * (-1 for an optional one that is absent). */
void table_reader_match(const struct table_reader *reader, const struct table_spec *spec, int columns[]);

/* The next row; false at the end. */
bool table_reader_next(struct table_reader *reader);
long table_reader_line(const struct table_reader *reader);
/* Where the row at hand begins, where the next line does, and the bytes of the file. */
int64_t table_reader_byte(const struct table_reader *reader);
int64_t table_reader_offset(const struct table_reader *reader);
int64_t table_reader_size(const struct table_reader *reader);

/* The row of the line at this offset, and the first row of the lines behind this byte (regular files). */
bool table_reader_next_from(struct table_reader *reader, int64_t offset);
bool table_reader_next_behind(struct table_reader *reader, int64_t offset);
/* As record_reader_set_read_size; so few where a row is looked for. */
enum { TABLE_SEEK_READ_SIZE = 1 << 12 };
void table_reader_set_read_size(struct table_reader *reader, size_t bytes);

/* Passes over rows behind the one at hand whose first cell has this text; it may leave some. */
void table_reader_pass_rows(struct table_reader *reader, const char *first_cell, size_t length);

/* The line behind the row with its LF, its bytes (record_reader_line_ahead; 0: not at hand), and passing over it. */
const char *table_reader_line_ahead(const struct table_reader *reader, size_t *length);
void table_reader_pass_line(struct table_reader *reader, size_t length);

/* Rows read so far, without the header. */
size_t table_reader_n_rows(const struct table_reader *reader);

/* Cells of the row. A column of -1 is an empty cell. Numbers and days end the program with exit 65 and the
 * place when the text is none; an empty cell gives `missing` (NaN, CALENDAR_NO_DAY). */
struct record_cell table_reader_cell(const struct table_reader *reader, int column);
int32_t table_reader_int(const struct table_reader *reader, int column, int32_t missing);
double table_reader_double(const struct table_reader *reader, int column);
int32_t table_reader_day(struct table_reader *reader, int column);

/* The kind of the days read so far: CALENDAR_CIVIL until a relative day was read. Mixing both is exit 65. */
enum calendar_kind table_reader_days(const struct table_reader *reader);
/* Was any day read so far? */
bool table_reader_has_days(const struct table_reader *reader);

/* Says what is wrong with a cell, by the convention, and ends the program with exit 65:
 * `file:LINE:FIELD: column: why`. With --show-values the value is added. */
_Noreturn void table_reader_fail(const struct table_reader *reader, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct message_place table_reader_place(const struct table_reader *reader, int column);

#endif
