/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/parsed_line.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/byte_check.h"
#include "table/text_encoding.h"

struct parsed_line {
    struct csv_parser parser;
    unsigned char delimiter;
    char *text; /* the cells that the parser gave, each with its NUL */
    size_t text_used, text_capacity;
    struct record_cell *cells; /* the caller's */
    size_t n_cells;
    enum record_fault fault;
    struct text_encoding *encoding; /* NULL: UTF-8 */
    struct text_buffer converted;
    long n_foreign, n_utf8; /* lines with more than ASCII; those of them that were UTF-8 */
};

/* libcsv grows its cell buffer through this hook: refusing is what bounds a cell. */
static void *grow_cell(void *block, size_t size) {
    return size > RECORD_LONGEST_CELL + 256 ? NULL : realloc(block, size);
}

static void start_parser(struct parsed_line *parsed) {
    if (csv_init(&parsed->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        message_fail(EX_SOFTWARE, "the CSV parser cannot be started");
    csv_set_delim(&parsed->parser, parsed->delimiter);
    csv_set_realloc_func(&parsed->parser, grow_cell);
}

struct parsed_line *parsed_line_alloc(char delimiter) {
    struct parsed_line *parsed = memory_alloc(1, sizeof *parsed);

    parsed->delimiter = (unsigned char)delimiter;
    start_parser(parsed);
    return parsed;
}

void parsed_line_free(struct parsed_line *parsed) {
    if (parsed == NULL)
        return;
    csv_free(&parsed->parser);
    text_encoding_close(parsed->encoding);
    text_buffer_free(&parsed->converted);
    free(parsed->text);
    free(parsed);
}

void parsed_line_set_encoding(struct parsed_line *parsed, const char *name) {
    text_encoding_close(parsed->encoding);
    parsed->encoding = NULL;
    if (name != NULL && text_encoding_open(name, &parsed->encoding) > TEXT_ENCODING_UTF8)
        message_fail(EX_CONFIG, "encoding '%s' is not usable", name);
}

bool parsed_line_was_utf8(const struct parsed_line *parsed) {
    return parsed->n_foreign > 0 && parsed->n_utf8 == parsed->n_foreign;
}

unsigned char parsed_line_delimiter(const struct parsed_line *parsed) { return parsed->delimiter; }

/* libcsv hands over a cell. The text block may move while it grows, so offsets are turned into pointers
 * only when the record is whole: until then .text is NULL and .length counts. */
static void take_cell(void *cell, size_t length, void *context) {
    struct parsed_line *parsed = context;

    if (parsed->n_cells >= RECORD_MOST_CELLS) {
        parsed->fault = RECORD_FAULT_MANY_CELLS;
        return;
    }
    if (length > RECORD_LONGEST_CELL)
        parsed->fault = RECORD_FAULT_LONG_CELL;
    parsed->text = memory_grow(parsed->text, &parsed->text_capacity, parsed->text_used + length + 1, 1);
    if (length > 0)
        memcpy(parsed->text + parsed->text_used, cell, length);
    parsed->text[parsed->text_used + length] = '\0';
    parsed->text_used += length + 1;
    parsed->cells[parsed->n_cells++].length = (uint32_t)length;
}

static void point_cells(const struct parsed_line *parsed) {
    const char *text = parsed->text;

    for (size_t i = 0; i < parsed->n_cells; i++) {
        parsed->cells[i].text = text;
        text += parsed->cells[i].length + 1;
    }
}

static enum record_fault fault_of_bytes(const char *line, size_t length) {
    switch (byte_check(line, length)) {
    case BYTE_CHECK_TEXT: return RECORD_FAULT_NONE;
    case BYTE_CHECK_NUL: return memmem(line, length, "\0\0", 2) != NULL ? RECORD_FAULT_HOLE : RECORD_FAULT_NUL;
    case BYTE_CHECK_CONTROL: return RECORD_FAULT_CONTROL;
    case BYTE_CHECK_NOT_UTF8: return RECORD_FAULT_UTF8;
    }
    return RECORD_FAULT_UTF8;
}

/* A strict error cannot be resumed, so the parser is made anew after one. */
static enum record_fault parse(struct parsed_line *parsed, const char *line, size_t length) {
    int error;

    if (csv_parse(&parsed->parser, line, length, take_cell, NULL, parsed) == length &&
        csv_fini(&parsed->parser, take_cell, NULL, parsed) == 0)
        return parsed->fault;
    error = csv_error(&parsed->parser);
    csv_free(&parsed->parser);
    start_parser(parsed);
    return error == CSV_ENOMEM ? RECORD_FAULT_LONG_CELL : RECORD_FAULT_QUOTE;
}

static bool is_ascii(const char *line, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)line[i] > '~')
            return false;
    return true;
}

/* A line in the stated encoding becomes one in UTF-8. */
static bool convert(struct parsed_line *parsed, const char **line, size_t *length) {
    if (parsed->encoding == NULL)
        return true;
    if (!is_ascii(*line, *length)) {
        parsed->n_foreign++;
        parsed->n_utf8 += byte_check(*line, *length) != BYTE_CHECK_NOT_UTF8;
    }
    if (!text_encoding_convert(parsed->encoding, *line, *length, &parsed->converted))
        return false;
    *line = parsed->converted.text;
    *length = parsed->converted.length;
    return true;
}

enum record_fault parsed_line_split(struct parsed_line *parsed, const char *line, size_t length,
                                    struct record_cell *cells, size_t *n_cells) {
    enum record_fault fault = convert(parsed, &line, &length) ? fault_of_bytes(line, length) : RECORD_FAULT_ENCODING;

    parsed->fault = RECORD_FAULT_NONE;
    parsed->cells = cells;
    parsed->n_cells = 0;
    parsed->text_used = 0;
    if (fault == RECORD_FAULT_NONE)
        fault = parse(parsed, line, length);
    if (fault == RECORD_FAULT_NONE)
        point_cells(parsed);
    *n_cells = parsed->n_cells;
    return fault;
}
