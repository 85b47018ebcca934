/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/calendar.h"
#include "ingest/ingest_parts.h"
#include "table/table_writer.h"

/* Rows come patient by patient: the cell is made once for all of them. */
static void write_patient(struct ingest *ingest, struct table_writer *writer, uint32_t patient) {
    struct text_buffer *cell = &ingest->patient_cell;

    if (cell->length == 0 || ingest->patient != patient) {
        text_buffer_clear(cell);
        table_writer_append_cell(cell, dictionary_text(ingest->texts.patients, patient),
                                 dictionary_length(ingest->texts.patients, patient));
        ingest->patient = patient;
    }
    table_writer_raw(writer, cell->text, cell->length, 1);
}

static void write_row(struct ingest *ingest, struct table_writer *writer, const struct stored_row *row) {
    const struct table_spec *table = ingest->request->table;
    size_t n_rest = table->n_columns - 1;

    ingest->result->accepted++;
    if (ingest->result->days == CALENDAR_CIVIL && row->day != CALENDAR_NO_DAY)
        day_range_add(&ingest->range, row->day);
    if (ingest->month.counts != NULL)
        last_month_add(&ingest->month, row->rest, row->day);
    if (writer == NULL)
        return;
    write_patient(ingest, writer, row->patient);
    if (source_table_is_dated(table)) {
        table_writer_day(writer, ingest->result->days, row->day);
        n_rest--;
    }
    table_writer_raw(writer, dictionary_text(ingest->texts.rests, row->rest),
                     dictionary_length(ingest->texts.rests, row->rest), n_rest);
    table_writer_end_row(writer);
}

/* All rows of one key that contradict each other are quarantined: nobody can say which one is right. */
static void quarantine_conflict(struct ingest *ingest, const struct stored_row *row) {
    const struct row_place *place;
    size_t n = row_places_find(ingest->places, row->patient, row->day, &place);

    for (size_t i = 0; i < n; i++)
        ingest_quarantine(ingest, &ingest->files.files[place[i].file],
                          &(struct record){.line = place[i].line, .byte = place[i].byte},
                          &(struct converted_row){.fault = ROW_FAULT_CONFLICT, .column = 0, .source = -1});
}

static bool is_same_key(const struct stored_row *a, const struct stored_row *b) {
    return a->patient == b->patient && a->day == b->day;
}

static void write_unkeyed(struct ingest *ingest, struct table_writer *writer) {
    struct stored_row row, last = {.patient = UINT32_MAX};

    while (row_store_next(ingest->store, &row)) {
        if (is_same_key(&row, &last) && row.rest == last.rest)
            ingest->result->duplicates++;
        else
            write_row(ingest, writer, &row);
        last = row;
    }
}

static void write_keyed(struct ingest *ingest, struct table_writer *writer) {
    struct stored_row row, first;
    bool more = row_store_next(ingest->store, &first);

    while (more) {
        long n_same = 0;
        bool conflict = false;
        while ((more = row_store_next(ingest->store, &row)) && is_same_key(&row, &first)) {
            n_same++;
            conflict = conflict || row.rest != first.rest;
        }
        if (conflict) {
            quarantine_conflict(ingest, &first);
        } else {
            ingest->result->duplicates += n_same;
            write_row(ingest, writer, &first);
        }
        first = row;
    }
}

void ingest_write_rows(struct ingest *ingest) {
    const struct ingest_request *request = ingest->request;
    struct table_writer *writer =
        request->check_only ? NULL : table_writer_open(request->output, request->table, NULL, 0);

    row_store_sort(ingest->store);
    if (ingest->result->days == CALENDAR_CIVIL && request->as_of != CALENDAR_NO_DAY &&
        source_table_is_dated(request->table))
        ingest->month = last_month_begin(request->as_of, dictionary_count(ingest->texts.rests));
    if (ingest->places != NULL)
        write_keyed(ingest, writer);
    else
        write_unkeyed(ingest, writer);
    if (writer != NULL)
        table_writer_commit(writer);
}
