/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "ingest/ingest_parts.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

/* Rows come patient by patient: the cell is made once for all of them. */
static void write_patient(struct ingest *ingest, struct table_writer *writer, uint32_t patient) {
    struct text_buffer *cell = &ingest->patient_cell;

    if (cell->length == 0 || ingest->patient != patient) {
        text_buffer_clear(cell);
        if (ingest->runs != NULL)
            table_writer_append_cell(cell, ingest_met_patient(ingest, patient)->text,
                                     ingest_met_patient(ingest, patient)->length);
        else
            table_writer_append_cell(cell, dictionary_text(ingest->texts.patients, patient),
                                     dictionary_length(ingest->texts.patients, patient));
        ingest->patient = patient;
    }
    table_writer_raw(writer, cell->text, cell->length, 1);
}

static void write_row(struct ingest *ingest, struct table_writer *writer, const struct stored_row *row) {
    const struct ingest_request *request = ingest->request;
    const struct table_spec *table = request->table;
    size_t n_rest = table->n_columns - 1;

    ingest->result->accepted++;
    ingest_values_write(ingest, row);
    if (ingest->result->days == CALENDAR_CIVIL && row->day != CALENDAR_NO_DAY)
        day_range_add(&ingest->range, row->day);
    if (ingest->month.counts != NULL)
        last_month_add(&ingest->month, row->rest, row->day);
    write_patient(ingest, writer, row->patient);
    if (source_table_is_dated(table)) {
        table_writer_day(writer, ingest->result->days, row->day);
        n_rest--;
    }
    table_writer_raw(writer, dictionary_text(ingest->texts.rests, row->rest),
                     dictionary_length(ingest->texts.rests, row->rest), n_rest);
    table_writer_end_row(writer);
}

static bool is_same_key(const struct stored_row *a, const struct stored_row *b) {
    return a->patient == b->patient && a->day == b->day;
}

/* Two texts alike may have a number each (source.h). */
static bool is_same_rest(const struct ingest *ingest, const struct stored_row *a, const struct stored_row *b) {
    return a->rest == b->rest || dictionary_compare(ingest->texts.rests, a->rest, b->rest) == 0;
}

static void write_unkeyed(struct ingest *ingest, struct table_writer *writer) {
    struct stored_row row, last = {.patient = UINT32_MAX};

    while (ingest_next_row(ingest, &row)) {
        if (is_same_key(&row, &last) && is_same_rest(ingest, &row, &last))
            ingest->result->duplicates++;
        else
            write_row(ingest, writer, &row);
        last = ingest_forget_rows(ingest, row);
    }
}

static void quarantine_contradicted(struct ingest *ingest, const struct key_row *row) {
    ingest_quarantine(ingest, &ingest->files.files[row->file], &(struct record){.line = row->line, .byte = row->byte},
                      &(struct converted_row){.fault = ROW_FAULT_CONFLICT, .column = 0, .source = -1});
}

/* The different rows of one patient and day, in order. */
struct day_rows {
    struct stored_row *rows;
    const struct key_row **of_key;
    enum key_verdict *verdicts;
    size_t n, capacity, key_capacity, verdict_capacity;
};

static void add_to_day(struct day_rows *day, const struct stored_row *row) {
    day->rows = memory_grow(day->rows, &day->capacity, day->n + 1, sizeof *day->rows);
    day->rows[day->n++] = *row;
}

/* Do both rows hold something in the column, and not the same? */
static bool contradicts(const struct ingest *ingest, size_t column, uint32_t one, uint32_t other) {
    const struct dictionary *rests = ingest->texts.rests;
    struct text_buffer a = {0}, b = {0};
    bool found;

    rest_cells_take(dictionary_text(rests, one), column - 1, &a);
    rest_cells_take(dictionary_text(rests, other), column - 1, &b);
    found = a.length > 0 && b.length > 0 && (a.length != b.length || memcmp(a.text, b.text, a.length) != 0);
    text_buffer_free(&a);
    text_buffer_free(&b);
    return found;
}

/* Of people whose row another file's replaces: somebody else by year of birth or sex, which nobody changes often? */
static bool is_another(const struct ingest *ingest, const struct day_rows *day) {
    size_t holds = 0;

    while (holds < day->n && day->verdicts[holds] != KEY_HOLDS)
        holds++;
    for (size_t i = 0; holds < day->n && i < day->n; i++)
        if (day->verdicts[i] == KEY_REPLACED && !day->of_key[i]->is_merged && !day->of_key[holds]->is_merged &&
            (contradicts(ingest, PATIENTS_BIRTH_YEAR, day->rows[i].rest, day->rows[holds].rest) ||
             contradicts(ingest, PATIENTS_SEX, day->rows[i].rest, day->rows[holds].rest)))
            return true;
    return false;
}

static void write_day(struct ingest *ingest, struct table_writer *writer, struct day_rows *day) {
    day->of_key = memory_grow(day->of_key, &day->key_capacity, day->n, sizeof *day->of_key);
    day->verdicts = memory_grow(day->verdicts, &day->verdict_capacity, day->n, sizeof *day->verdicts);
    for (size_t i = 0; i < day->n; i++)
        day->of_key[i] = key_rows_find(ingest->keys, day->rows[i].patient, day->rows[i].day, day->rows[i].rest);
    key_rows_judge(ingest->keys, day->of_key, day->n, day->verdicts);
    if (strcmp(ingest->request->table->name, input_tables[INPUT_PATIENTS].name) == 0)
        ingest->result->other_people += is_another(ingest, day);
    for (size_t i = 0; i < day->n; i++)
        switch (day->verdicts[i]) {
        case KEY_HOLDS: write_row(ingest, writer, &day->rows[i]); break;
        case KEY_REPLACED: ingest->result->replaced++; break;
        case KEY_CONTRADICTED: quarantine_contradicted(ingest, day->of_key[i]); break;
        }
}

/* Mostly a patient has one row a day, and nothing is to be judged. */
static void write_keyed(struct ingest *ingest, struct table_writer *writer) {
    struct day_rows day = {0};
    struct stored_row row;
    bool more = ingest_next_row(ingest, &row);

    while (more) {
        day.n = 0;
        do
            add_to_day(&day, &row);
        while ((more = ingest_next_row(ingest, &row)) && is_same_key(&row, &day.rows[0]));
        if (day.n == 1)
            write_row(ingest, writer, &day.rows[0]);
        else
            write_day(ingest, writer, &day);
        if (more)
            row = ingest_forget_rows(ingest, row);
    }
    free(day.rows);
    free(day.of_key);
    free(day.verdicts);
}

void ingest_write_rows(struct ingest *ingest) {
    const struct ingest_request *request = ingest->request;
    struct table_writer *writer = table_writer_open(request->output, request->table, NULL, 0);

    ingest_sort_rows(ingest);
    ingest->has_unknown = medications_n_unknown(request->medications) > 0;
    if (ingest->result->days == CALENDAR_CIVIL && request->as_of != CALENDAR_NO_DAY &&
        source_table_is_dated(request->table))
        ingest->month = last_month_begin(request->as_of, request->table, dictionary_count(ingest->texts.rests));
    if (ingest->keys != NULL)
        write_keyed(ingest, writer);
    else
        write_unkeyed(ingest, writer);
    if (ingest->month.counts != NULL)
        last_month_fold(&ingest->month, ingest->texts.rests);
    table_writer_commit(writer);
}
