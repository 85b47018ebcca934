/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/record_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/line_count.h"
#include "table/parsed_line.h"
#include "table/plain_line.h"

enum { FIRST_READ_SIZE = 16 << 10, DEFAULT_READ_SIZE = 256 << 10, LINE_END_LF = 1, LINE_END_CRLF = 2, LINE_END_CR = 4 };

struct record_reader {
    char *path;
    int descriptor;
    bool at_end; /* the kernel has no more bytes */

    char *bytes; /* [start, end) is read and not yet consumed */
    size_t start, end, capacity, read_size;
    size_t no_cr_until;   /* bytes[start, no_cr_until) have no CR, as far as that was looked at */
    int64_t start_offset; /* of bytes[start] in the file */
    long line;
    int64_t sought; /* where the last seek went, and the number of the line before: -1 and 0, none */
    long line_at_seek;
    unsigned line_ends; /* LINE_END_* seen */

    struct plain_line_bytes plain;
    struct parsed_line *parsed;
    size_t n_cells;
    enum record_fault fault;
    struct record_cell cells[RECORD_MOST_CELLS];
};

struct record_reader *record_reader_open(const char *path, char delimiter) {
    struct record_reader *reader = memory_alloc(1, sizeof *reader);
    bool is_stdin = path == NULL || strcmp(path, "-") == 0;

    reader->path = memory_copy_text(is_stdin ? "-" : path, is_stdin ? 1 : strlen(path));
    reader->descriptor = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (reader->descriptor < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    reader->read_size = DEFAULT_READ_SIZE;
    reader->sought = -1;
    reader->plain = plain_line_bytes_for(delimiter);
    reader->parsed = parsed_line_alloc(delimiter);
    return reader;
}

void record_reader_close(struct record_reader *reader) {
    if (reader == NULL)
        return;
    if (reader->descriptor != STDIN_FILENO)
        close(reader->descriptor);
    parsed_line_free(reader->parsed);
    free(reader->bytes);
    free(reader->path);
    free(reader);
}

void record_reader_set_encoding(struct record_reader *reader, const char *name) {
    parsed_line_set_encoding(reader->parsed, name);
}

bool record_reader_was_utf8(const struct record_reader *reader) { return parsed_line_was_utf8(reader->parsed); }

void record_reader_set_read_size(struct record_reader *reader, size_t bytes) { reader->read_size = bytes; }

static size_t read_bytes(struct record_reader *reader, char *into, size_t most) {
    for (;;) {
        ssize_t got = read(reader->descriptor, into, most);
        if (got >= 0)
            return (size_t)got;
        if (errno != EINTR)
            message_fail(errno == EISDIR ? EX_NOINPUT : EX_IOERR, "%s: cannot be read: %s", reader->path,
                         strerror(errno));
    }
}

/* Moves what is left to the front and reads one block more. */
static void fill(struct record_reader *reader) {
    size_t left = reader->end - reader->start, got, most = reader->read_size;

    if (reader->capacity == 0 && most > FIRST_READ_SIZE) /* of many tables only the header is looked at here */
        most = FIRST_READ_SIZE;
    if (left > 0 && reader->start > 0)
        memmove(reader->bytes, reader->bytes + reader->start, left);
    reader->start = reader->no_cr_until = 0;
    reader->end = left;
    reader->bytes = memory_grow(reader->bytes, &reader->capacity, left + most + 1, 1);
    got = read_bytes(reader, reader->bytes + left, most);
    reader->end += got;
    reader->at_end = got == 0;
}

static void consume(struct record_reader *reader, size_t n) {
    reader->start += n;
    reader->start_offset += (int64_t)n;
}

/* The first line decides about byte-order marks: UTF-8's is dropped, UTF-16's is refused. */
static void check_start_of_file(struct record_reader *reader) {
    const char *bytes;

    while (!reader->at_end && reader->end - reader->start < 3)
        fill(reader);
    bytes = reader->bytes + reader->start;
    if (reader->end - reader->start >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        message_fail_at(EX_DATAERR, (struct message_place){.file = reader->path, .line = 1},
                        "the file is UTF-16 (expected UTF-8: save it as \"CSV UTF-8\")");
    if (reader->end - reader->start < 3 || memcmp(bytes, "\xEF\xBB\xBF", 3) != 0)
        return;
    parsed_line_set_encoding(reader->parsed, NULL);
    consume(reader, 3);
}

/* Where the line that starts at bytes[start] ends: the index of its LF or CR, or `end` when it is not there yet. */
static size_t find_line_end(const struct record_reader *reader, size_t from) {
    const char *line_feed = memchr(reader->bytes + from, '\n', reader->end - from);
    size_t stop = line_feed != NULL ? (size_t)(line_feed - reader->bytes) : reader->end;
    const char *carriage_return = memchr(reader->bytes + from, '\r', stop - from);

    return carriage_return != NULL ? (size_t)(carriage_return - reader->bytes) : stop;
}

struct line {
    int64_t byte;   /* where it starts in the file */
    size_t length;  /* without its end */
    size_t skipped; /* bytes of the end: 0 at the end of the file */
    bool cut;       /* over RECORD_LONGEST_LINE: the rest was passed over */
};

static size_t measure_line_end(struct record_reader *reader, size_t at) {
    if (reader->bytes[at] == '\n') {
        reader->line_ends |= LINE_END_LF;
        return 1;
    }
    if (at + 1 < reader->end && reader->bytes[at + 1] == '\n') {
        reader->line_ends |= LINE_END_CRLF;
        return 2;
    }
    reader->line_ends |= LINE_END_CR;
    return 1;
}

/* Finds the end of the line at bytes[start], reading more as needed; false at the end of the file. */
static bool find_line(struct record_reader *reader, struct line *line) {
    size_t searched = reader->start;

    *line = (struct line){.byte = reader->start_offset};
    for (;;) {
        size_t at = find_line_end(reader, searched);
        /* a CR at the very end of the block may be half a CRLF */
        bool found = at < reader->end && (reader->bytes[at] == '\n' || at + 1 < reader->end || reader->at_end);
        if (found) {
            line->length = at - reader->start;
            line->skipped = measure_line_end(reader, at);
            return true;
        }
        if (reader->at_end) {
            line->length = reader->end - reader->start;
            return line->length > 0 || line->cut;
        }
        if (at - reader->start > RECORD_LONGEST_LINE) {
            line->cut = true;
            consume(reader, at - reader->start);
        }
        searched = at - reader->start;
        fill(reader);
        searched += reader->start;
    }
}

/* DOS editors end a file with one Ctrl-Z, in a line of its own. */
static bool is_end_mark(const struct record_reader *reader, const struct line *line) {
    return line->length == 1 && !line->cut && reader->bytes[reader->start] == 0x1A && reader->at_end &&
           reader->start + line->length + line->skipped == reader->end;
}

/* Most lines need no parser, if they lie whole in the block. Passes over blank ones. */
static bool take_plain(struct record_reader *reader, struct record *record) {
    struct plain_line line;

    while ((reader->n_cells = plain_line_split(&reader->plain, reader->bytes + reader->start,
                                               reader->end - reader->start, reader->cells, &line)) > 0) {
        bool is_blank = reader->n_cells == 1 && reader->cells[0].length == 0;
        reader->line_ends |= line.end == 1 ? LINE_END_LF : LINE_END_CRLF;
        *record = (struct record){
            .cells = reader->cells, .n_cells = reader->n_cells, .line = ++reader->line, .byte = reader->start_offset};
        consume(reader, line.length + line.end);
        if (!is_blank)
            return true;
    }
    return false;
}

/* Any line, by the parser. */
static enum record_status take_line(struct record_reader *reader, const struct line *line, struct record *record) {
    bool is_long = line->cut || line->length > RECORD_LONGEST_LINE;

    reader->fault = is_long ? RECORD_FAULT_LONG_LINE
                            : parsed_line_split(reader->parsed, reader->bytes + reader->start, line->length,
                                                reader->cells, &reader->n_cells);
    consume(reader, line->length + line->skipped);
    if (reader->fault != RECORD_FAULT_NONE)
        return RECORD_BAD;
    record->n_cells = reader->n_cells;
    return RECORD_OK;
}

static bool is_blank(const struct record_reader *reader, const struct line *line) {
    return !line->cut &&
           plain_line_is_blank(reader->bytes + reader->start, line->length, parsed_line_delimiter(reader->parsed));
}

enum record_status record_reader_next(struct record_reader *reader, struct record *record) {
    struct line line;

    if (reader->line == 0)
        check_start_of_file(reader);
    if (take_plain(reader, record))
        return RECORD_OK;
    while (find_line(reader, &line)) {
        *record = (struct record){.cells = reader->cells, .line = ++reader->line, .byte = line.byte};
        if (line.skipped == 0 || line.length == 1) /* the last line: know whether it is */
            while (!reader->at_end && reader->start + line.length + line.skipped == reader->end)
                fill(reader);
        if (!is_blank(reader, &line) && !is_end_mark(reader, &line))
            return take_line(reader, &line, record);
        consume(reader, line.length + line.skipped);
    }
    return RECORD_END;
}

const char *record_reader_ahead(const struct record_reader *reader, size_t *n) {
    *n = reader->end - reader->start;
    return reader->bytes + reader->start;
}

/* A CR is looked for once in all that is read: there is none, mostly. */
size_t record_reader_line_ahead(struct record_reader *reader) {
    const char *line = reader->bytes + reader->start;
    const char *end = memchr(line, '\n', reader->end - reader->start), *carriage_return;
    size_t next = end != NULL ? (size_t)(end - reader->bytes) + 1 : 0;

    if (next > reader->no_cr_until) {
        carriage_return = memchr(line, '\r', reader->end - reader->start);
        reader->no_cr_until = carriage_return != NULL ? (size_t)(carriage_return - reader->bytes) : reader->end;
    }
    return next > 0 && next <= reader->no_cr_until ? next - reader->start : 0;
}

void record_reader_pass_lines(struct record_reader *reader, const char *start, size_t length) {
    size_t line;

    while (reader->end - reader->start > length && memcmp(reader->bytes + reader->start, start, length) == 0 &&
           (line = record_reader_line_ahead(reader)) > 0)
        record_reader_pass_line(reader, line);
}

void record_reader_pass_line(struct record_reader *reader, size_t length) {
    reader->line++;
    consume(reader, length);
}

void record_reader_seek(struct record_reader *reader, int64_t offset) {
    if (lseek(reader->descriptor, offset, SEEK_SET) < 0)
        message_fail(EX_IOERR, "%s: cannot be read from the middle: %s", reader->path, strerror(errno));
    reader->start = reader->end = 0;
    reader->start_offset = offset;
    reader->at_end = false;
    reader->sought = offset;
    reader->line_at_seek = reader->line;
    fill(reader);
}

void record_reader_seek_behind(struct record_reader *reader, int64_t offset) {
    struct line line;

    record_reader_seek(reader, offset);
    if (find_line(reader, &line))
        consume(reader, line.length + line.skipped);
    reader->sought = reader->start_offset;
}

long record_reader_lines_before(struct record_reader *reader) {
    return reader->sought < 0 ? 0 : line_count(reader->descriptor, reader->sought) - reader->line_at_seek;
}

int64_t record_reader_offset(const struct record_reader *reader) { return reader->start_offset; }

int64_t record_reader_size(const struct record_reader *reader) {
    struct stat status;

    return fstat(reader->descriptor, &status) == 0 ? status.st_size : 0;
}

enum record_fault record_reader_fault(const struct record_reader *reader) { return reader->fault; }

const char *record_reader_path(const struct record_reader *reader) { return reader->path; }

bool record_reader_has_mixed_ends(const struct record_reader *reader) {
    return (reader->line_ends & (reader->line_ends - 1)) != 0;
}
