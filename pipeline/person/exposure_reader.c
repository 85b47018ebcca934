/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/exposure_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/patient_rows.h"
#include "table/spell_tables.h"

struct exposure_reader {
    struct patient_rows *rows;
    int columns[EXPOSURE_COLUMNS];
    struct care_exposure_span *spans;
    size_t capacity;
};

struct exposure_reader *exposure_reader_open(const char *path, bool show_values) {
    struct exposure_reader *reader = memory_alloc(1, sizeof *reader);

    reader->rows = patient_rows_open(path, &spell_exposures, reader->columns, NULL, show_values);
    return reader;
}

void exposure_reader_close(struct exposure_reader *reader) {
    if (reader == NULL)
        return;
    patient_rows_close(reader->rows);
    free(reader->spans);
    free(reader);
}

static struct care_exposure_span read_row(const struct exposure_reader *reader) {
    struct table_reader *table = patient_rows_reader(reader->rows);
    struct care_exposure_span span = {
        .first = patient_rows_day(reader->rows),
        .last = table_reader_day(table, reader->columns[EXPOSURE_LAST]),
        .exposure = care_exposure_from_name(table_reader_cell(table, reader->columns[EXPOSURE_EXPOSURE]).text)};

    if (span.exposure == CARE_EXPOSURE_NONE)
        table_reader_fail(table, reader->columns[EXPOSURE_EXPOSURE], "is no class of days (expected one of tables.md)");
    return span;
}

const struct care_exposure_span *exposure_reader_take(struct exposure_reader *reader, const char *patient_id,
                                                      size_t *n) {
    const char *patient;

    *n = 0;
    while ((patient = patient_rows_patient(reader->rows)) != NULL) {
        int order = strcmp(patient, patient_id);
        if (order > 0)
            break;
        if (order == 0) {
            reader->spans = memory_grow(reader->spans, &reader->capacity, *n + 1, sizeof *reader->spans);
            reader->spans[(*n)++] = read_row(reader);
        }
        patient_rows_next(reader->rows);
    }
    return reader->spans;
}
