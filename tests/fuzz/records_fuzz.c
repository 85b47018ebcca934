/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record reader, on any bytes. The input's first byte chooses delimiter and encoding, the second how many bytes are
 * asked for at a time; the rest is the file.
 *
 * What must hold: no undefined behaviour, no end but with a message; cells are text, end with a NUL and hold none;
 * lines have numbers that rise; and the records are the same however the bytes arrive.
 */
#include <stdlib.h>
#include <string.h>

#include "survive.h"
#include "table/byte_check.h"
#include "table/record_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { CHOICES = 2 };

struct input {
    const uint8_t *bytes;
    size_t length, read_size;
    char delimiter;
    const char *encoding;
};

static struct input choose(const uint8_t *bytes, size_t length) {
    static const char delimiters[] = {',', ';', '\t', '|'};
    static const char *const encodings[] = {NULL, "windows-1252", "GBK", "UTF-8"};

    return (struct input){.bytes = bytes + CHOICES,
                          .length = length - CHOICES,
                          .read_size = bytes[1] % 64 + 1,
                          .delimiter = delimiters[bytes[0] % 4],
                          .encoding = encodings[bytes[0] / 4 % 4]};
}

static struct record_reader *open_reader(const struct input *input, const char *path, size_t read_size) {
    struct record_reader *reader = record_reader_open(path, input->delimiter);

    record_reader_set_encoding(reader, input->encoding);
    if (read_size > 0)
        record_reader_set_read_size(reader, read_size);
    return reader;
}

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check_record(const struct record *record, long last_line) {
    require(record->line > last_line && record->n_cells > 0 && record->n_cells <= RECORD_MOST_CELLS);
    for (size_t i = 0; i < record->n_cells; i++) {
        const struct record_cell *cell = &record->cells[i];
        require(strlen(cell->text) == cell->length && cell->length <= RECORD_LONGEST_CELL);
        require(byte_check(cell->text, cell->length) == BYTE_CHECK_TEXT);
    }
}

static void check_same(const struct record *a, const struct record *b) {
    require(a->n_cells == b->n_cells);
    for (size_t i = 0; i < a->n_cells; i++)
        require(a->cells[i].length == b->cells[i].length && strcmp(a->cells[i].text, b->cells[i].text) == 0);
}

static void read_twice(const void *context) {
    const struct input *input = context;
    const char *path = survive_file(input->bytes, input->length);
    struct record_reader *whole = open_reader(input, path, 0), *parts = open_reader(input, path, input->read_size);
    struct record record, other;
    enum record_status status;
    long last_line = 0;

    do {
        status = record_reader_next(whole, &record);
        require(record_reader_next(parts, &other) == status);
        if (status == RECORD_END)
            break;
        require(record.line == other.line && record.byte == other.byte);
        if (status == RECORD_OK) {
            check_record(&record, last_line);
            check_same(&record, &other);
        } else {
            require(record_reader_fault(whole) == record_reader_fault(parts));
        }
        last_line = record.line;
    } while (true);
    require(record_reader_has_mixed_ends(whole) == record_reader_has_mixed_ends(parts));
    require(record_reader_was_utf8(whole) == record_reader_was_utf8(parts));
    record_reader_close(whole);
    record_reader_close(parts);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (length >= CHOICES) {
        struct input input = choose(bytes, length);
        survive(read_twice, &input);
    }
    return 0;
}
