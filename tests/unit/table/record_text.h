/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What record_reader makes of bytes, as one text to compare: a line per record, "LINE@BYTE [cell][cell]" or
 * "LINE@BYTE !fault".
 */
#ifndef SWITCHBACK_TESTS_TABLE_RECORD_TEXT_H
#define SWITCHBACK_TESTS_TABLE_RECORD_TEXT_H

#include "base/memory.h"
#include "base/text_buffer.h"
#include "scratch.h"
#include "table/record_reader.h"

static inline char *record_text_of_file(const char *path, char delimiter, size_t read_size) {
    struct record_reader *reader = record_reader_open(path, delimiter);
    struct text_buffer text = {0};
    enum record_status status;
    struct record record;

    if (read_size > 0)
        record_reader_set_read_size(reader, read_size);
    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        char *place = memory_format("%ld@%ld ", record.line, (long)record.byte);
        text_buffer_append_text(&text, place);
        free(place);
        if (status == RECORD_BAD)
            text_buffer_append_char(&text, '!');
        text_buffer_append_text(&text, status == RECORD_BAD ? record_fault_code(record_reader_fault(reader)) : "");
        for (size_t i = 0; status == RECORD_OK && i < record.n_cells; i++) {
            text_buffer_append_char(&text, '[');
            text_buffer_append(&text, record.cells[i].text, record.cells[i].length);
            text_buffer_append_char(&text, ']');
        }
        text_buffer_append_char(&text, '\n');
    }
    text_buffer_append_text(&text, record_reader_has_mixed_ends(reader) ? "mixed\n" : "");
    record_reader_close(reader);
    return text.text;
}

static inline char *record_text(const char *bytes, size_t length, char delimiter) {
    return record_text_of_file(scratch_bytes("records.csv", bytes, length), delimiter, 0);
}

#endif
