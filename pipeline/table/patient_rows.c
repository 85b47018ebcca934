/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/patient_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text_buffer.h"

struct patient_rows {
    struct table_reader *reader;
    int patient_column, day_column; /* day_column -1: the table has no key date */
    bool has_row, is_same;
    struct text_buffer last; /* patient of the row before */
    int32_t day;
};

struct patient_rows *patient_rows_open(const char *path, const struct table_spec *spec, int columns[],
                                       bool show_values) {
    struct patient_rows *rows = memory_alloc(1, sizeof *rows);

    rows->reader = table_reader_open(path, show_values);
    table_reader_match(rows->reader, spec, columns);
    rows->patient_column = (int)table_reader_require(rows->reader, "patient_id");
    rows->day_column = spec->columns[1].type == COLUMN_DAY ? columns[1] : -1;
    rows->day = CALENDAR_NO_DAY;
    patient_rows_next(rows);
    return rows;
}

void patient_rows_close(struct patient_rows *rows) {
    if (rows == NULL)
        return;
    table_reader_close(rows->reader);
    text_buffer_free(&rows->last);
    free(rows);
}

const char *patient_rows_patient(const struct patient_rows *rows) {
    return rows->has_row ? table_reader_cell(rows->reader, rows->patient_column).text : NULL;
}

int32_t patient_rows_day(const struct patient_rows *rows) { return rows->day; }

bool patient_rows_is_same(const struct patient_rows *rows) { return rows->is_same; }

/* Within a patient, rows come by key date: who reads them counts on it. */
static void check_day(struct patient_rows *rows, bool same_patient) {
    int32_t day;

    if (rows->day_column < 0)
        return;
    day = table_reader_day(rows->reader, rows->day_column);
    if (day == CALENDAR_NO_DAY)
        table_reader_fail(rows->reader, rows->day_column, "missing (expected a day)");
    if (same_patient && day < rows->day)
        table_reader_fail(rows->reader, rows->day_column, "not in order (expected each patient's rows sorted by day)");
    rows->day = day;
}

static bool is_last(const struct patient_rows *rows, struct record_cell patient) {
    return rows->last.text != NULL && rows->last.length == patient.length &&
           memcmp(rows->last.text, patient.text, patient.length) == 0;
}

void patient_rows_next(struct patient_rows *rows) {
    struct record_cell patient;

    rows->has_row = table_reader_next(rows->reader);
    rows->is_same = false;
    if (!rows->has_row)
        return;
    patient = table_reader_cell(rows->reader, rows->patient_column);
    if (patient.length == 0)
        table_reader_fail(rows->reader, rows->patient_column, "missing (expected an identifier)");
    rows->is_same = is_last(rows, patient);
    if (!rows->is_same && rows->last.text != NULL && strcmp(rows->last.text, patient.text) > 0)
        table_reader_fail(rows->reader, rows->patient_column,
                          "not in order (expected rows sorted by patient_id, bytewise: LC_ALL=C sort)");
    check_day(rows, rows->is_same);
    if (rows->is_same)
        return;
    text_buffer_clear(&rows->last);
    text_buffer_append(&rows->last, patient.text, patient.length);
}

struct table_reader *patient_rows_reader(struct patient_rows *rows) {
    return rows->reader;
}
