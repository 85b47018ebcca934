/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Days repeat a lot: their texts stay where they can be found again, by the day's last bits. */
enum { DAY_PLACES = 1024 };

struct day_text {
    int32_t day;
    enum calendar_kind kind;
    size_t length; /* 0: nothing yet */
    char text[CALENDAR_TEXT_SIZE];
};

struct table_writer {
    struct output_file *output;
    struct day_text days[DAY_PLACES];
    size_t n_columns, n_cells;
    bool guarded;
};

struct table_writer *table_writer_open(const char *path, const struct table_spec *spec, const char *const more[],
                                       size_t n_more) {
    struct table_writer *writer = memory_alloc(1, sizeof *writer);

    writer->output = output_file_open(path);
    writer->n_columns = spec->n_columns + n_more;
    for (size_t i = 0; i < spec->n_columns; i++)
        table_writer_text(writer, spec->columns[i].name);
    for (size_t i = 0; i < n_more; i++)
        table_writer_text(writer, more[i]);
    table_writer_end_row(writer);
    return writer;
}

struct table_writer *table_writer_open_scratch(const char *path, const struct table_spec *spec, size_t n_more) {
    struct table_writer *writer = memory_alloc(1, sizeof *writer);

    writer->output = output_file_open_scratch(path);
    writer->n_columns = spec->n_columns + n_more;
    return writer;
}

void table_writer_append(struct table_writer *writer, struct table_writer *scratch) {
    output_file_append(writer->output, scratch->output);
    free(scratch);
}

void table_writer_guard(struct table_writer *writer) { writer->guarded = true; }

static void begin_cell(struct table_writer *writer) {
    if (writer->n_cells++ > 0)
        output_file_write_char(writer->output, ',');
}

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (unsigned char)(byte))

/* The top bit of each byte that is the one. */
static uint64_t bytes_alike(uint64_t word, char byte) {
    word ^= EACH_BYTE(byte);
    return (word - EACH_BYTE(1)) & ~word & EACH_BYTE(0x80);
}

static bool has_special(uint64_t word) {
    return (bytes_alike(word, ',') | bytes_alike(word, '"') | bytes_alike(word, '\n') | bytes_alike(word, '\r')) != 0;
}

/* Eight bytes a step, the last eight once more; of a shorter text one after the other. */
static bool needs_quotes(const char *text, size_t length) {
    uint64_t word;

    if (length == 0)
        return false;
    if (text[0] == ' ' || text[0] == '\t' || text[length - 1] == ' ' || text[length - 1] == '\t')
        return true;
    if (length < sizeof word) {
        for (size_t i = 0; i < length; i++)
            if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
                return true;
        return false;
    }
    for (size_t i = 0; i + sizeof word < length; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if (has_special(word))
            return true;
    }
    memcpy(&word, text + length - sizeof word, sizeof word);
    return has_special(word);
}

static void append_quoted(struct text_buffer *out, const char *text, size_t length) {
    text_buffer_append_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            text_buffer_append_char(out, '"');
        text_buffer_append_char(out, text[i]);
    }
    text_buffer_append_char(out, '"');
}

void table_writer_append_cell(struct text_buffer *out, const char *text, size_t length) {
    if (needs_quotes(text, length))
        append_quoted(out, text, length);
    else
        text_buffer_append(out, text, length);
}

static void write_quoted(struct table_writer *writer, const char *text, size_t length) {
    struct text_buffer cell = {0};

    append_quoted(&cell, text, length);
    output_file_write(writer->output, cell.text, cell.length);
    text_buffer_free(&cell);
}

void table_writer_bytes(struct table_writer *writer, const char *text, size_t length) {
    static const char formula_starts[] = {'=', '+', '-', '@', '\t', '\r'};

    begin_cell(writer);
    if (writer->guarded && length > 0 && memchr(formula_starts, text[0], sizeof formula_starts) != NULL) {
        char *safe = memory_format("'%.*s", (int)length, text);
        write_quoted(writer, safe, length + 1);
        free(safe);
    } else if (needs_quotes(text, length)) {
        write_quoted(writer, text, length);
    } else {
        output_file_write(writer->output, text, length);
    }
}

void table_writer_text(struct table_writer *writer, const char *text) {
    table_writer_bytes(writer, text, strlen(text));
}

void table_writer_int(struct table_writer *writer, int64_t value) {
    begin_cell(writer);
    output_file_write_int(writer->output, value);
}

void table_writer_double(struct table_writer *writer, double value) {
    begin_cell(writer);
    output_file_write_double(writer->output, value);
}

void table_writer_day(struct table_writer *writer, enum calendar_kind kind, int32_t day) {
    struct day_text *place = &writer->days[(uint32_t)day % DAY_PLACES];

    begin_cell(writer);
    if (place->length == 0 || place->day != day || place->kind != kind) {
        place->day = day;
        place->kind = kind;
        place->length = calendar_write(kind, day, place->text);
    }
    output_file_write(writer->output, place->text, place->length);
}

void table_writer_empty(struct table_writer *writer) { begin_cell(writer); }

void table_writer_raw(struct table_writer *writer, const char *text, size_t length, size_t n_cells) {
    begin_cell(writer);
    output_file_write(writer->output, text, length);
    writer->n_cells += n_cells - 1;
}

void table_writer_end_row(struct table_writer *writer) {
    assert(writer->n_cells == writer->n_columns);
    output_file_write_char(writer->output, '\n');
    writer->n_cells = 0;
}

void table_writer_commit(struct table_writer *writer) {
    output_file_commit(writer->output);
    free(writer);
}

void table_writer_discard(struct table_writer *writer) {
    output_file_discard(writer->output);
    free(writer);
}
