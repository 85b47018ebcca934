/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "ingest/day_range.h"
#include "ingest/export_files.h"
#include "ingest/file_header.h"
#include "ingest/late_rows.h"
#include "ingest/mapping_check.h"
#include "ingest/row_places.h"
#include "ingest/row_store.h"
#include "ingest/source.h"
#include "table/record_reader.h"
#include "table/table_writer.h"

struct ingest {
    const struct ingest_request *request;
    struct ingest_result *result;
    struct export_files files;
    struct row_texts texts;
    struct row_store *store;
    struct row_places *places; /* of a keyed table, NULL otherwise */
    struct day_range range;
    struct last_month month; /* no counts: not asked for */
    uint32_t patient;        /* of the row written last, and its cell */
    struct text_buffer patient_cell;
};

static bool is_key_fault(enum row_fault fault, int column, const struct table_spec *table) {
    return fault == ROW_FAULT_MISSING_KEY || fault == ROW_FAULT_CONFLICT || column == 0 ||
           (column == 1 && table->key[0] != '\0' && source_table_is_dated(table));
}

static void quarantine_row(struct ingest *ingest, const struct export_file *file, const struct record *record,
                           const struct converted_row *row) {
    const struct table_spec *table = ingest->request->table;
    const char *column = row->column >= 0 ? table->columns[row->column].name : "";

    quarantine_add(ingest->result->quarantine, &(struct quarantined_row){.file = file->name,
                                                                         .line = record->line,
                                                                         .byte = record->byte,
                                                                         .column = column,
                                                                         .code = row_fault_code(row->fault),
                                                                         .message = row_fault_text(row->fault)});
    ingest->result->quarantined++;
    ingest->result->bad_keys += is_key_fault(row->fault, row->column, table);
    if (ingest->request->show_values && row->source >= 0)
        message_say_at(
            (struct message_place){
                .file = file->name, .line = record->line, .field = row->source + 1, .column = column},
            "'%s': %s", record->cells[row->source].text, row_fault_text(row->fault));
}

static void quarantine_broken_line(struct ingest *ingest, const struct export_file *file, const struct record *record,
                                   enum record_fault fault) {
    quarantine_add(ingest->result->quarantine, &(struct quarantined_row){.file = file->name,
                                                                         .line = record->line,
                                                                         .byte = record->byte,
                                                                         .column = "",
                                                                         .code = record_fault_code(fault),
                                                                         .message = record_fault_text(fault)});
    ingest->result->quarantined++;
}

static void take_row(struct ingest *ingest, size_t file, const struct record *record, struct converted_row *row,
                     struct late_rows *late) {
    const struct ingest_request *request = ingest->request;

    if (row->outcome == ROW_ACCEPTED && request->as_of != CALENDAR_NO_DAY && row->day > request->as_of) {
        row->outcome = ROW_FILTERED;
        ingest->result->after_as_of++;
    }
    switch (row->outcome) {
    case ROW_FILTERED: ingest->result->filtered++; return;
    case ROW_QUARANTINED: quarantine_row(ingest, &ingest->files.files[file], record, row); return;
    case ROW_ACCEPTED: break;
    }
    row_store_add(ingest->store, (struct stored_row){.patient = row->patient, .day = row->day, .rest = row->rest});
    late_rows_add(late, row->day);
    if (ingest->places != NULL)
        row_places_add(
            ingest->places,
            &(struct row_place){
                .patient = row->patient, .day = row->day, .file = file, .line = record->line, .byte = record->byte});
}

static void read_records(struct ingest *ingest, size_t file, struct record_reader *reader, struct source *source) {
    struct late_rows late = {0};
    struct record record;
    enum record_status status;
    const char *ahead;
    size_t n_ahead;

    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        ingest->result->rows_in++;
        if (status == RECORD_BAD) {
            quarantine_broken_line(ingest, &ingest->files.files[file], &record, record_reader_fault(reader));
            continue;
        }
        ahead = record_reader_ahead(reader, &n_ahead);
        source_expect(source, &record, ahead, n_ahead, &ingest->texts);
        struct converted_row row = source_convert(source, &record, &ingest->texts);
        take_row(ingest, file, &record, &row, &late);
    }
    if (ingest->result->days == CALENDAR_CIVIL && ingest->files.n > 1 && source_table_is_dated(ingest->request->table))
        ingest->result->late_rows += late_rows_count(&late);
    late_rows_free(&late);
}

static void collect_dropped(struct ingest_result *result, const struct source *source, const struct header *header) {
    for (size_t i = 0; i < header->n; i++) {
        if (!source_is_dropped(source, i) || mapping_list_has(result->dropped_columns, header->names[i]))
            continue;
        result->dropped_columns = reallocarray(result->dropped_columns, result->n_dropped_columns + 2, sizeof(char *));
        if (result->dropped_columns == NULL)
            message_fail(EX_SOFTWARE, "out of memory");
        result->dropped_columns[result->n_dropped_columns++] =
            memory_copy_text(header->names[i], strlen(header->names[i]));
        result->dropped_columns[result->n_dropped_columns] = NULL;
    }
}

static void read_file(struct ingest *ingest, size_t index) {
    const struct export_file *file = &ingest->files.files[index];
    const struct ingest_request *request = ingest->request;
    struct record_reader *reader =
        record_reader_open(file->path, file_header_delimiter(request->mapping, file->section));
    struct header header = file_header_read(reader, request->mapping, file);
    struct source *source = source_bind(request->mapping, file->section, request->table, &header, file->name);

    collect_dropped(ingest->result, source, &header);
    if (!request->quiet)
        file_header_say_unused(&header, source, file->name);
    read_records(ingest, index, reader, source);
    if (record_reader_has_mixed_ends(reader))
        message_note(request->quiet, "%s: lines end in more than one way (read all the same)", file->name);
    source_free(source);
    header_free(&header);
    record_reader_close(reader);
}

static void read_files(struct ingest *ingest) {
    for (size_t i = 0; i < ingest->files.n; i++) {
        const struct export_file *file = &ingest->files.files[i];
        if (file->same_as != NULL) {
            ingest->result->n_repeated_files++;
            message_note(ingest->request->quiet, "%s: the same bytes as %s (read once)", file->name, file->same_as);
            continue;
        }
        ingest->result->n_files++;
        read_file(ingest, i);
    }
}

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
        quarantine_row(ingest, &ingest->files.files[place[i].file],
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

static void write_rows(struct ingest *ingest) {
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

/* An export has one kind of day: mapping_read has seen to it. */
static enum calendar_kind days_of(const struct mapping *mapping) {
    const char *dates = mapping_value(mapping, "export", "dates", NULL);

    return dates != NULL && strcmp(dates, "days") == 0 ? CALENDAR_RELATIVE : CALENDAR_CIVIL;
}

static void check_as_of(const struct ingest_request *request, enum calendar_kind days) {
    if (request->as_of != CALENDAR_NO_DAY && request->as_of_kind != days)
        message_fail(EX_DATAERR, "--as-of is a %s, but the export has %s",
                     days == CALENDAR_CIVIL ? "relative day" : "date",
                     days == CALENDAR_CIVIL ? "dates" : "relative days");
}

struct ingest_result ingest_run(const struct ingest_request *request) {
    struct ingest_result result = {.quarantine = quarantine_open(request->quarantine)};
    struct ingest ingest = {.request = request, .result = &result};

    mapping_check_table(request->mapping, request->table);
    ingest.files = export_files_find(request->mapping, request->table->name, request->exports);
    ingest.texts = (struct row_texts){.patients = dictionary_alloc(), .rests = dictionary_alloc()};
    ingest.store = row_store_alloc(ingest.texts.patients, ingest.texts.rests, request->budget, request->output);
    ingest.places = request->table->key[0] != '\0' ? row_places_alloc() : NULL;
    result.days = days_of(request->mapping);
    check_as_of(request, result.days);
    read_files(&ingest);
    write_rows(&ingest);
    assert(result.rows_in == result.accepted + result.duplicates + result.filtered + result.quarantined);
    result.first_day = day_range_first(&ingest.range);
    result.last_day = day_range_last(&ingest.range);
    day_range_free(&ingest.range);
    if (ingest.month.counts != NULL)
        result.month = last_month_find(&ingest.month, request->table, ingest.texts.rests, request->dose_jump);
    last_month_free(&ingest.month);
    row_places_free(ingest.places);
    row_store_free(ingest.store);
    row_texts_free(&ingest.texts);
    text_buffer_free(&ingest.patient_cell);
    export_files_free(&ingest.files);
    return result;
}

void ingest_result_free(struct ingest_result *result) {
    quarantine_commit(result->quarantine);
    mapping_list_free(result->dropped_columns);
    month_findings_free(&result->month);
}
