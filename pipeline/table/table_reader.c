/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_reader.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/number.h"
#include "table/estimates_table.h"
#include "table/input_tables.h"
#include "table/spell_tables.h"
#include "table/table_reader_decimal.h"

struct table_reader {
    struct record_reader *records;
    struct record record;
    struct header header;
    size_t n_rows;
    enum calendar_kind days;
    bool days_known, show_values;
};

static struct message_place place_of_line(const struct table_reader *reader) {
    return (struct message_place){.file = record_reader_path(reader->records), .line = table_reader_line(reader)};
}

static _Noreturn void fail_for_fault(const struct table_reader *reader) {
    message_fail_at(EX_DATAERR, place_of_line(reader), "%s (expected a clean table)",
                    record_fault_text(record_reader_fault(reader->records)));
}

static bool has_name_of(const struct header *header, const struct table_spec *spec) {
    for (size_t i = 0; i < spec->n_columns; i++)
        if (header_find(header, spec->columns[i].name) >= 0)
            return true;
    return false;
}

/* A first line with no name that any table of ours has may be a row of data, in a file without a header. */
static bool is_known(const struct header *header) {
    const struct table_spec *const spells[] = {&spell_episodes, &spell_followup, &spell_states};

    for (size_t i = 0; i < sizeof spells / sizeof spells[0]; i++)
        if (has_name_of(header, spells[i]))
            return true;
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (has_name_of(header, &input_tables[i]))
            return true;
    return has_name_of(header, &estimates_table_spec);
}

static void read_header(struct table_reader *reader) {
    switch (record_reader_next(reader->records, &reader->record)) {
    case RECORD_END:
        message_fail_at(EX_DATAERR, (struct message_place){.file = record_reader_path(reader->records)},
                        "the file is empty (expected a header line)");
    case RECORD_BAD: fail_for_fault(reader);
    case RECORD_OK: break;
    }
    reader->header = header_from_record(&reader->record);
    reader->header.is_doubtful = !reader->show_values && (reader->header.is_doubtful || !is_known(&reader->header));
    header_refuse_duplicate(&reader->header, place_of_line(reader));
}

struct table_reader *table_reader_open(const char *path, bool show_values) {
    struct table_reader *reader = memory_alloc(1, sizeof *reader);

    reader->records = record_reader_open(path, ',');
    reader->show_values = show_values;
    read_header(reader);
    return reader;
}

void table_reader_close(struct table_reader *reader) {
    if (reader == NULL)
        return;
    record_reader_close(reader->records);
    header_free(&reader->header);
    free(reader);
}

const struct header *table_reader_header(const struct table_reader *reader) { return &reader->header; }

int table_reader_find(const struct table_reader *reader, const char *name) {
    return header_find(&reader->header, name);
}

size_t table_reader_require(const struct table_reader *reader, const char *name) {
    int column = header_find(&reader->header, name);

    if (column < 0)
        message_fail_at(EX_DATAERR,
                        (struct message_place){.file = record_reader_path(reader->records), .line = 1, .column = name},
                        "no such column%s", header_hint(&reader->header, name));
    return (size_t)column;
}

void table_reader_match(const struct table_reader *reader, const struct table_spec *spec, int columns[]) {
    for (size_t i = 0; i < spec->n_columns; i++) {
        const struct column_spec *column = &spec->columns[i];
        columns[i] = column->required ? (int)table_reader_require(reader, column->name)
                                      : table_reader_find(reader, column->name);
    }
}

bool table_reader_next(struct table_reader *reader) {
    switch (record_reader_next(reader->records, &reader->record)) {
    case RECORD_END: return false;
    case RECORD_BAD: fail_for_fault(reader);
    case RECORD_OK: break;
    }
    if (reader->record.n_cells != reader->header.n)
        message_fail_at(EX_DATAERR, place_of_line(reader), "%zu cells (expected %zu, as in the header)",
                        reader->record.n_cells, reader->header.n);
    reader->n_rows++;
    return true;
}

void table_reader_pass_rows(struct table_reader *reader, const char *first_cell, size_t length) {
    char *start = memory_format("%.*s,", (int)length, first_cell);

    record_reader_pass_lines(reader->records, start, length + 1);
    free(start);
}

const char *table_reader_line_ahead(const struct table_reader *reader, size_t *length) {
    size_t n;

    *length = record_reader_line_ahead(reader->records);
    return record_reader_ahead(reader->records, &n);
}

void table_reader_pass_line(struct table_reader *reader, size_t length) {
    record_reader_pass_line(reader->records, length);
}

long table_reader_line(const struct table_reader *reader) {
    return reader->record.line + record_reader_lines_before(reader->records);
}
int64_t table_reader_byte(const struct table_reader *reader) { return reader->record.byte; }
int64_t table_reader_offset(const struct table_reader *reader) { return record_reader_offset(reader->records); }
int64_t table_reader_size(const struct table_reader *reader) { return record_reader_size(reader->records); }

bool table_reader_next_from(struct table_reader *reader, int64_t offset) {
    record_reader_seek(reader->records, offset);
    return table_reader_next(reader);
}

bool table_reader_next_behind(struct table_reader *reader, int64_t offset) {
    record_reader_seek_behind(reader->records, offset);
    return table_reader_next(reader);
}

void table_reader_set_read_size(struct table_reader *reader, size_t bytes) {
    record_reader_set_read_size(reader->records, bytes);
}

size_t table_reader_n_rows(const struct table_reader *reader) { return reader->n_rows; }

struct record_cell table_reader_cell(const struct table_reader *reader, int column) {
    static const struct record_cell empty = {.text = "", .length = 0};

    return column < 0 ? empty : reader->record.cells[column];
}

struct message_place table_reader_place(const struct table_reader *reader, int column) {
    struct message_place place = place_of_line(reader);

    place.field = column + 1;
    place.column = column >= 0 ? reader->header.names[column] : NULL;
    return place;
}

_Noreturn void table_reader_fail(const struct table_reader *reader, int column, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    if (reader->show_values && column >= 0)
        message_fail_at(EX_DATAERR, table_reader_place(reader, column), "'%s': %s", reader->record.cells[column].text,
                        text);
    message_fail_at(EX_DATAERR, table_reader_place(reader, column), "%s", text);
}

int32_t table_reader_int(const struct table_reader *reader, int column, int32_t missing) {
    struct record_cell cell = table_reader_cell(reader, column);
    int32_t value = missing;

    if (cell.length > 0 && !number_parse_int(cell.text, cell.length, &value))
        table_reader_fail(reader, column, "not usable (expected a whole number)");
    return value;
}

double table_reader_double(const struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);
    double value = (double)NAN;

    if (cell.length > 0 && !table_reader_decimal(cell.text, cell.length, &value) &&
        !number_parse_double(cell.text, cell.length, &value))
        table_reader_fail(reader, column, "not usable (expected a number)");
    return value;
}

int32_t table_reader_day(struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);
    enum calendar_kind kind;
    int32_t day;

    if (cell.length == 0)
        return CALENDAR_NO_DAY;
    kind = calendar_kind_of(cell.text, cell.length);
    if (reader->days_known && kind != reader->days)
        table_reader_fail(reader, column, "dates and relative days are mixed (expected one kind)");
    reader->days = kind;
    reader->days_known = true;
    if (!calendar_parse(kind, cell.text, cell.length, &day))
        table_reader_fail(reader, column, "not usable (expected %s)",
                          kind == CALENDAR_CIVIL ? "a date YYYY-MM-DD, 1900-2199" : "a whole day");
    return day;
}

enum calendar_kind table_reader_days(const struct table_reader *reader) { return reader->days; }

bool table_reader_has_days(const struct table_reader *reader) { return reader->days_known; }
