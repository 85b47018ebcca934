/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of a line that needs no CSV parser: printable ASCII and tabs, no quote. Nearly every line of an export
 * is one, and splitting it where it lies costs a quarter of what a parser's state machine does. All other lines are
 * libcsv's (record_reader); for these the cells are the same, trimmed of blanks.
 *
 * checked against: libcsv 3.0.3 in strict mode, on random lines (tests/unit/table/plain_line_test.c)
 */
#ifndef SWITCHBACK_TABLE_PLAIN_LINE_H
#define SWITCHBACK_TABLE_PLAIN_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/record_reader.h"

/* What each byte is to a file with this delimiter. */
struct plain_line_bytes {
    char delimiter; /* printable ASCII or a tab, not the quote */
    uint8_t kind[256];
};

struct plain_line_bytes plain_line_bytes_for(char delimiter);

struct plain_line {
    size_t length; /* without its end */
    size_t end;    /* 1: LF, 2: CRLF */
};

/* Splits the line that begins at `text` and returns the number of cells; each gets its NUL, the last in place of the
 * line's end. 0, and the text is as it was, when within `length` bytes the line does not end in LF or CRLF, when it is
 * not plain, over RECORD_LONGEST_CELL bytes, or has more than RECORD_MOST_CELLS cells. `cells` has room for that many.
 */
size_t plain_line_split(const struct plain_line_bytes *bytes, char *text, size_t length, struct record_cell *cells,
                        struct plain_line *line);

/* Blanks and nothing else; tabs are none where the tab is the delimiter. */
bool plain_line_is_blank(const char *line, size_t length, unsigned char delimiter);

#endif
