/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "ingest/file_header.h"
#include "ingest/file_name.h"
#include "ingest/ingest_parts.h"
#include "ingest/mapping_use.h"

static bool is_key_fault(enum row_fault fault, int column, const struct table_spec *table) {
    return fault == ROW_FAULT_MISSING_KEY || fault == ROW_FAULT_MISSING_EVENT || fault == ROW_FAULT_CONFLICT ||
           column == 0 || (column == 1 && table->key[0] != '\0' && source_table_is_dated(table));
}

static void refuse_row(struct refused_rows *rows, const struct export_file *file, long line, const char *column,
                       const char *why) {
    if (rows->n++ > 0)
        return;
    rows->file = memory_copy_text(file->name, strlen(file->name));
    rows->line = line;
    rows->column = column;
    rows->why = why;
}

void ingest_quarantine(struct ingest *ingest, const struct export_file *file, const struct record *record,
                       const struct converted_row *row) {
    const struct table_spec *table = ingest->request->table;
    const char *column = rejected_value_column(table, row->column);

    quarantine_add(ingest->result->quarantine, &(struct quarantined_row){.file = file->name,
                                                                         .line = record->line,
                                                                         .byte = record->byte,
                                                                         .column = column,
                                                                         .code = row_fault_code(row->fault),
                                                                         .message = row_fault_text(row->fault),
                                                                         .section = file->section});
    ingest->result->quarantined++;
    if (row->fault == ROW_FAULT_IDENTIFIER)
        refuse_row(&ingest->result->identifiers, file, record->line, column, row_fault_text(row->fault));
    else if (is_key_fault(row->fault, row->column, table))
        refuse_row(&ingest->result->bad_keys, file, record->line, column, row_fault_text(row->fault));
    if (row->source >= 0)
        rejected_values_add(ingest->values, &(struct rejected_value){.column = row->column,
                                                                     .text = record->cells[row->source].text,
                                                                     .fault = row->fault,
                                                                     .file = file->name,
                                                                     .line = record->line,
                                                                     .rows = 1});
}

static void quarantine_broken_line(struct ingest *ingest, const struct export_file *file, const struct record *record,
                                   enum record_fault fault) {
    quarantine_add(ingest->result->quarantine, &(struct quarantined_row){.file = file->name,
                                                                         .line = record->line,
                                                                         .byte = record->byte,
                                                                         .column = "",
                                                                         .code = record_fault_code(fault),
                                                                         .message = record_fault_text(fault),
                                                                         .section = file->section});
    ingest->result->quarantined++;
}

static bool is_behind(const struct ingest_request *request, const struct converted_row *row) {
    return request->as_of != CALENDAR_NO_DAY && row->day > request->as_of;
}

/* Of a table with a key a row that is there already only stands somewhere else, too. */
static void store_row(struct ingest *ingest, size_t file, const struct record *record,
                      const struct converted_row *row) {
    if (ingest->keys != NULL &&
        !key_rows_add(ingest->keys, &(struct key_row){.patient = row->patient,
                                                      .day = row->day,
                                                      .rest = row->rest,
                                                      .recorded = row->recorded,
                                                      .is_merged = row->is_merged,
                                                      .rank = (uint32_t)ingest->files.files[file].rank,
                                                      .file = (uint32_t)file,
                                                      .line = record->line,
                                                      .byte = record->byte}))
        ingest->result->duplicates++;
    else
        row_store_add(ingest->store, (struct stored_row){.patient = row->patient, .day = row->day, .rest = row->rest});
    if (ingest->overlap != NULL)
        row_overlap_add(ingest->overlap, file, row->hash);
    if (!is_behind(ingest->request, row)) /* what is to come says nothing of what was delivered */
        delivery_add(&ingest->deliveries[file], row->day);
}

static void take_row(struct ingest *ingest, size_t file, struct source *source, const struct record *record,
                     struct converted_row *row) {
    const struct ingest_request *request = ingest->request;

    if (row->outcome == ROW_ACCEPTED)
        file_days_add(&ingest->days, row->day);
    if (row->outcome == ROW_ACCEPTED && is_behind(request, row) && !row->is_to_come) {
        row->outcome = ROW_FILTERED;
        ingest->result->after_as_of++;
    }
    switch (row->outcome) {
    case ROW_FILTERED: ingest->result->filtered++; return;
    case ROW_QUARANTINED: ingest_quarantine(ingest, &ingest->files.files[file], record, row); return;
    case ROW_ACCEPTED: break;
    }
    store_row(ingest, file, record, row);
    source_take(source, row);
}

/* A row that the section leaves out may be another one's, in whose table it counts (ingest/source_split.h). */
static bool counts(struct ingest *ingest, const struct source_split *split, const struct record *record,
                   const struct converted_row *row) {
    bool is_filtered = row->outcome == ROW_FILTERED, is_ragged = row->fault == ROW_FAULT_RAGGED;

    if (split == NULL || (!is_filtered && !is_ragged))
        return true;
    if (!source_split_counts(split, is_filtered ? record->cells : NULL))
        return false;
    ingest->result->untaken += is_filtered;
    return true;
}

/* A line that is no record: one row, or nobody knows how many. */
static void take_broken_line(struct ingest *ingest, size_t file, const struct source_split *split,
                             const struct record *record, enum record_fault fault) {
    if (split != NULL && !source_split_counts(split, NULL))
        return;
    ingest->result->rows_in++;
    quarantine_broken_line(ingest, &ingest->files.files[file], record, fault);
    if (fault == RECORD_FAULT_HOLE || fault == RECORD_FAULT_LONG_LINE)
        refuse_row(&ingest->result->lost, &ingest->files.files[file], record->line, "", record_fault_text(fault));
}

/* Has the file's last line an end? A file that nobody can read again has. */
static bool ends_its_last_line(const char *path) {
    FILE *file = fopen(path, "r");
    int last = '\n';

    if (file == NULL)
        return true;
    if (fseek(file, -1, SEEK_END) == 0)
        last = getc(file);
    fclose(file);
    return last == '\n' || last == '\r';
}

static void read_records(struct ingest *ingest, size_t file, struct record_reader *reader, struct source *source,
                         const struct source_split *split) {
    struct record record;
    enum record_status status;
    const char *ahead;
    size_t n_ahead;
    bool has_rows = false;
    long broken = 0; /* the line of the last record, where it has too few cells or is none */

    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        has_rows = true;
        broken = status == RECORD_BAD ? record.line : 0;
        if (status == RECORD_BAD) {
            take_broken_line(ingest, file, split, &record, record_reader_fault(reader));
            continue;
        }
        ahead = record_reader_ahead(reader, &n_ahead);
        source_expect(source, &record, ahead, n_ahead, &ingest->texts);
        struct converted_row row;
        source_convert(source, &record, &ingest->texts, &row);
        if (row.fault == ROW_FAULT_RAGGED)
            broken = record.line;
        if (!counts(ingest, split, &record, &row))
            continue;
        ingest->result->rows_in++;
        take_row(ingest, file, source, &record, &row);
        if (ingest->result->rows_in % INGEST_ROWS_BETWEEN_LOOKS == 0)
            ingest_make_room(ingest, source);
    }
    if (broken > 0 && !ends_its_last_line(ingest->files.files[file].path))
        refuse_row(&ingest->result->cut, &ingest->files.files[file], broken, "", row_fault_text(ROW_FAULT_RAGGED));
    if (has_rows)
        mapping_use_section(ingest->request->mapping, ingest->files.files[file].section);
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

/* What the source tells once all of its rows are read. */
static void take_account(struct ingest *ingest, const struct export_file *file, const struct header *header,
                         struct source *source, long rows) {
    const struct table_spec *table = ingest->request->table;

    source_count(source);
    for (size_t i = source_table_is_dated(table) ? 2 : 1; i < table->n_columns; i++)
        ingest->result->cells[i].is_fed = ingest->result->cells[i].is_fed || source_column(source, i) >= 0;
    for (size_t i = 0; i < table->n_columns; i++)
        if (ingest->result->cells[i].file != NULL && ingest->result->cells[i].section == NULL)
            ingest->result->cells[i].section = file->section;
    table_account_add_file(ingest->account, file, header, source, rows);
}

/* What the days of the file say, once all of its rows are read. */
static void take_days(struct ingest *ingest, size_t index) {
    struct delivery *delivery = &ingest->deliveries[index];
    struct file_month month = {.month = FILE_DAYS_ANY_MONTH};

    if (ingest->result->days != CALENDAR_CIVIL || !source_table_is_dated(ingest->request->table))
        return;
    if (ingest->files.n > 1)
        ingest->result->late_rows += file_days_late(&ingest->days, ingest->request->as_of);
    delivery->has_month = file_name_month(ingest->files.files[index].name, &month);
    delivery->dated = ingest->days.n;
    delivery->in_month = delivery->has_month ? file_days_in_month(&ingest->days, month.month) : 0;
    delivery->exchanged = file_days_exchanged(&ingest->days, delivery->has_month ? month.month : FILE_DAYS_ANY_MONTH);
    far_days_add(&ingest->far, &ingest->days);
    file_days_clear(&ingest->days);
}

static void read_file(struct ingest *ingest, size_t index) {
    const struct export_file *file = &ingest->files.files[index];
    const struct ingest_request *request = ingest->request;
    struct record_reader *reader = file_header_open(request->mapping, file);
    struct header header = file_header_read(reader, request->mapping, file);
    struct source_sums sums = {ingest->result->cells, request->medications, ingest->values};
    struct source *source = source_bind(request->mapping, file->section, request->table, &header, file->name, &sums);
    struct source_split *split = source_split_bind(ingest->split_files, file, &header);
    long rows_before = ingest->result->rows_in;

    collect_dropped(ingest->result, source, &header);
    unused_columns_add(&ingest->result->unused, request->table, &header, source);
    if (!request->quiet)
        file_header_say_unused(&header, source, file->name);
    read_records(ingest, index, reader, source, split);
    take_days(ingest, index);
    export_file_refuse_changed(file);
    take_account(ingest, file, &header, source, ingest->result->rows_in - rows_before);
    if (record_reader_has_mixed_ends(reader))
        message_note(request->quiet, "%s: lines end in more than one way (read all the same)", file->name);
    if (record_reader_was_utf8(reader))
        message_say_at((struct message_place){.file = file->name},
                       "each line with more than ASCII is UTF-8 already (is `encoding` right for [%s]? without it the "
                       "file is read as UTF-8)",
                       file->section);
    source_split_free(split);
    source_free(source);
    header_free(&header);
    record_reader_close(reader);
}

/* Is it read? What is not is counted, and said. */
static bool is_read(struct ingest *ingest, const struct export_file *file) {
    ingest->result->n_superseded_files += file->is_superseded;
    ingest->result->n_repeated_files += file->same_as != NULL;
    if (file->same_as != NULL)
        message_note(ingest->request->quiet, "%s: the same bytes as %s (read once)", file->name, file->same_as);
    return export_file_is_read(file);
}

/* Has another section read it already? */
static bool was_read(const struct ingest *ingest, size_t index) {
    const struct export_file *files = ingest->files.files;

    for (size_t i = 0; i < index; i++)
        if (files[i].rank == files[index].rank && export_file_is_read(&files[i]))
            return true;
    return false;
}

void ingest_read_files(struct ingest *ingest) {
    for (size_t i = 0; i < ingest->files.n; i++) {
        if (!is_read(ingest, &ingest->files.files[i]))
            continue;
        ingest->result->n_files += !was_read(ingest, i);
        read_file(ingest, i);
    }
    if (ingest->result->n_superseded_files > 0)
        message_note(ingest->request->quiet, "%s: take = latest: %zu earlier file%s not read",
                     ingest->request->table->name, ingest->result->n_superseded_files,
                     ingest->result->n_superseded_files == 1 ? " is" : "s are");
}
