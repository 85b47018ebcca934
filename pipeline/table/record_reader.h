/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV records out of bytes, one physical line a record: by libcsv in strict mode, but for lines that need no parser
 * (plain_line.h), which is most.
 *
 * A line ends at LF, CRLF or a lone CR. A line break inside a quoted cell is a fault of that line and
 * reading goes on at the next, so an open quote costs one row and line numbers are exact. Blank lines are
 * passed over (they still count as lines). Unquoted cells are trimmed of blanks, quoted ones are verbatim.
 * A byte-order mark is dropped; a lone Ctrl-Z at the end of the file is passed over.
 *
 * Memory is bounded whatever comes: a cell holds at most 64 KiB, a line 1 MiB, a row 1,024 cells.
 * The result does not depend on how the bytes arrive (read sizes).
 */
#ifndef SWITCHBACK_TABLE_RECORD_READER_H
#define SWITCHBACK_TABLE_RECORD_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/record_fault.h"

enum { RECORD_MOST_CELLS = 1024, RECORD_LONGEST_CELL = 64 << 10, RECORD_LONGEST_LINE = 1 << 20 };

struct record_cell {
    const char *text; /* NUL-terminated */
    uint32_t length;
};

struct record {
    const struct record_cell *cells; /* borrowed until the next call */
    size_t n_cells;
    long line;    /* physical line, 1-based */
    int64_t byte; /* offset of the line's first byte in the file */
};

enum record_status {
    RECORD_OK,
    RECORD_END,
    RECORD_BAD /* this line is no record (record_reader_fault says why); the next call goes on */
};

struct record_reader;

/* path "-" or NULL: standard input. Ends the program: 66 not there, 65 UTF-16. */
struct record_reader *record_reader_open(const char *path, char delimiter);
void record_reader_close(struct record_reader *reader);

/* Reads text in another encoding (table/text_encoding.h); NULL: UTF-8. A file that begins with UTF-8's byte order mark
 * is UTF-8 all the same. Before the first record. Ends the program with 78 where the name is not usable. */
void record_reader_set_encoding(struct record_reader *reader, const char *name);

/* Were lines converted that held more than ASCII, and was each of them UTF-8 as it stood? Then the name is doubtful. */
bool record_reader_was_utf8(const struct record_reader *reader);

/* Bytes asked of the kernel at a time (256 KiB, the first time less): few where a line is looked at here and there. */
void record_reader_set_read_size(struct record_reader *reader, size_t bytes);

/* Goes to the line that begins at `offset` of a regular file (not standard input): the next record is the
 * first from there on. Line numbers then go on from where they stood; record_reader_lines_before is what to add. */
void record_reader_seek(struct record_reader *reader, int64_t offset);
/* Goes to the first line that begins behind the byte at `offset`. */
void record_reader_seek_behind(struct record_reader *reader, int64_t offset);
/* Lines of the file before the seek that the numbers do not count, read once more to be counted (for messages). */
long record_reader_lines_before(struct record_reader *reader);
/* Where the next line begins; bytes of the file. */
int64_t record_reader_offset(const struct record_reader *reader);
int64_t record_reader_size(const struct record_reader *reader);

enum record_status record_reader_next(struct record_reader *reader, struct record *record);

/* The bytes behind the last record that are read already; n may be 0. Valid until the next call. */
const char *record_reader_ahead(const struct record_reader *reader, size_t *n);

/* The bytes of the next line with its LF, where all of it is read already and no CR is in it; 0: else. */
size_t record_reader_line_ahead(struct record_reader *reader);

/* Passes over the lines from here on that begin with these bytes, as far as they are read already, without looking into
 * them: where rows are known and not wanted. Stops at a CR, which may end a line alone. */
void record_reader_pass_lines(struct record_reader *reader, const char *start, size_t length);

/* Passes over so many bytes of record_reader_ahead: one whole line. */
void record_reader_pass_line(struct record_reader *reader, size_t length);

enum record_fault record_reader_fault(const struct record_reader *reader);

const char *record_reader_path(const struct record_reader *reader);
/* After RECORD_END: did lines end in more than one way? */
bool record_reader_has_mixed_ends(const struct record_reader *reader);

#endif
