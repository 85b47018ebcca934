/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping, and a small export under it: everything that `ingest_export` does between reading the mapping and having
 * converted the last row. The input is the mapping, a line `%%`, and the bytes of a file; every section reads that
 * file.
 *
 * What must hold: no undefined behaviour, no end but with a message; a row that is accepted has a day its table's kind
 * allows, and its cells can be read back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "ingest/file_header.h"
#include "ingest/mapping.h"
#include "ingest/mapping_check.h"
#include "ingest/mapping_use.h"
#include "ingest/source.h"
#include "survive.h"
#include "table/byte_check.h"
#include "table/input_tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct input {
    const uint8_t *mapping, *rows;
    size_t mapping_length, rows_length;
};

static struct input split(const uint8_t *bytes, size_t length) {
    static const char mark[] = "\n%%\n";
    const uint8_t *at = memmem(bytes, length, mark, sizeof mark - 1);
    size_t before = at == NULL ? length : (size_t)(at - bytes) + 1;

    return (struct input){.mapping = bytes,
                          .mapping_length = before,
                          .rows = at == NULL ? NULL : at + sizeof mark - 1,
                          .rows_length = at == NULL ? 0 : length - before - (sizeof mark - 2)};
}

static void check_row(const struct converted_row *row, const struct row_texts *texts, const struct table_spec *table) {
    const char *rest;

    if (row->outcome != ROW_ACCEPTED)
        return;
    rest = dictionary_text(texts->rests, row->rest);
    if (byte_check(rest, dictionary_length(texts->rests, row->rest)) != BYTE_CHECK_TEXT)
        abort();
    if (source_table_is_dated(table) == (row->day == CALENDAR_NO_DAY))
        abort();
}

static void read_section(const struct mapping *mapping, const char *section, const struct table_spec *table,
                         const char *path) {
    struct export_file file = {.path = (char *)(uintptr_t)path, .name = path, .section = section};
    struct record_reader *reader = file_header_open(mapping, &file);
    struct header header = file_header_read(reader, mapping, &file);
    struct column_cells *cells = calloc(table->n_columns, sizeof *cells);
    struct source *source = source_bind(mapping, section, table, &header, path, &(struct source_sums){.cells = cells});
    struct row_texts texts = {.patients = dictionary_alloc(), .rests = dictionary_alloc()};
    enum record_status status;
    struct record record;

    file_header_say_unused(&header, source, path);
    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        if (status == RECORD_BAD)
            continue;
        struct converted_row row;
        source_convert(source, &record, &texts, &row);
        check_row(&row, &texts, table);
        if (row.outcome == ROW_ACCEPTED)
            source_take(source, &row);
        mapping_use_section(mapping, section);
    }
    source_count(source);
    column_cells_free(cells, table->n_columns);
    row_texts_free(&texts);
    source_free(source);
    header_free(&header);
    record_reader_close(reader);
}

static void read_mapping(const void *context) {
    const struct input *input = context;
    struct mapping *mapping = mapping_read(survive_file(input->mapping, input->mapping_length));
    const char *path = survive_file(input->rows, input->rows_length);

    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        size_t n;
        const char **sections = mapping_sections(mapping, input_tables[i].name, &n);
        mapping_check_table(mapping, &input_tables[i]);
        for (size_t k = 0; k < n; k++)
            read_section(mapping, sections[k], &input_tables[i], path);
        mapping_use_each_unmet(mapping, input_tables[i].name, NULL, NULL);
        free(sections);
    }
    mapping_free(mapping);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct input input = split(bytes, length);

    survive(read_mapping, &input);
    return 0;
}
