/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of any line, by libcsv in strict mode: for the few that plain_line.h leaves alone.
 */
#ifndef SWITCHBACK_TABLE_PARSED_LINE_H
#define SWITCHBACK_TABLE_PARSED_LINE_H

#include "table/record_reader.h"

struct parsed_line;

struct parsed_line *parsed_line_alloc(char delimiter);
void parsed_line_free(struct parsed_line *parsed);

/* Lines are converted from this encoding first (NULL: they are UTF-8). Ends the program with 78 where the name is not
 * usable. */
void parsed_line_set_encoding(struct parsed_line *parsed, const char *name);

/* Of the lines converted that held more than ASCII: were there any, and was each of them UTF-8 before? */
bool parsed_line_was_utf8(const struct parsed_line *parsed);

unsigned char parsed_line_delimiter(const struct parsed_line *parsed);

/* Splits `length` bytes, which hold no line end, into cells[RECORD_MOST_CELLS], borrowed until the next call. A fault
 * leaves *n_cells undefined; the next line can be split all the same. */
enum record_fault parsed_line_split(struct parsed_line *parsed, const char *line, size_t length,
                                    struct record_cell *cells, size_t *n_cells);

#endif
