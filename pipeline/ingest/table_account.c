/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/table_account.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "ingest/file_name.h"
#include "ingest/mapping_use.h"
#include "table/table_writer.h"

static const struct column_spec columns[] = {
    {"what", COLUMN_CODE, true, "", "file column dropped ignored unused cells unmet value", "what the row tells"},
    {"file", COLUMN_TEXT, false, "", NULL, "file of the export; of a value the first with it"},
    {"line", COLUMN_INT, false, "", NULL, "where a value first stood; the field of an unused column"},
    {"section", COLUMN_TEXT, false, "", NULL, "of the mapping"},
    {"column", COLUMN_TEXT, false, "", NULL, "column of the table"},
    {"text", COLUMN_TEXT, false, "", NULL, "header, or value"},
    {"reason", COLUMN_TEXT, false, "", NULL, "why a value cannot be used"},
    {"rows", COLUMN_INT, false, "", NULL, "rows of the file, the column, the value"},
    {"count", COLUMN_INT, false, "", NULL, "of cells: rows in which the column holds something; of values: how many"},
};

const struct table_spec table_account_spec = {"account", "What became of a table's files, columns and values.",
                                              "as they were met", "", TABLE_SPEC_COLUMNS(columns)};

struct table_account {
    const struct table_spec *table;
    struct table_writer *writer;
    char *section, **names; /* of the file before */
    size_t n_names;
};

struct account_row {
    const char *what, *file, *section, *column, *text, *reason;
    long line, rows, count; /* -1: none */
};

static void write_text(struct table_writer *writer, const char *text) {
    table_writer_text(writer, text == NULL ? "" : text);
}

static void write_count(struct table_writer *writer, long count) {
    if (count < 0)
        table_writer_empty(writer);
    else
        table_writer_int(writer, count);
}

static void write_row(struct table_account *account, const struct account_row *row) {
    struct table_writer *writer = account->writer;

    write_text(writer, row->what);
    write_text(writer, row->file);
    write_count(writer, row->line);
    write_text(writer, row->section);
    write_text(writer, row->column);
    write_text(writer, row->text);
    write_text(writer, row->reason);
    write_count(writer, row->rows);
    write_count(writer, row->count);
    table_writer_end_row(writer);
}

struct table_account *table_account_open(const char *path, const struct table_spec *table) {
    struct table_account *account;

    if (path == NULL)
        return NULL;
    account = memory_alloc(1, sizeof *account);
    account->table = table;
    account->writer = table_writer_open(path, &table_account_spec, NULL, 0);
    return account;
}

static bool is_as_before(const struct table_account *account, const char *section, const struct header *header) {
    if (account->section == NULL || strcmp(account->section, section) != 0 || account->n_names != header->n)
        return false;
    for (size_t i = 0; i < header->n; i++)
        if (strcasecmp(account->names[i], header->names[i]) != 0)
            return false;
    return true;
}

static void forget(struct table_account *account) {
    for (size_t i = 0; i < account->n_names; i++)
        free(account->names[i]);
    free(account->names);
    free(account->section);
}

static void remember(struct table_account *account, const char *section, const struct header *header) {
    forget(account);
    account->section = memory_copy_text(section, strlen(section));
    account->n_names = header->n;
    account->names = memory_alloc(header->n, sizeof *account->names);
    for (size_t i = 0; i < header->n; i++)
        account->names[i] = memory_copy_text(header->names[i], strlen(header->names[i]));
}

static const char *use_of(const struct source *source, size_t index) {
    if (source_is_dropped(source, index))
        return "dropped";
    return source_is_known(source, index) ? "ignored" : "unused";
}

static void write_columns(struct table_account *account, const char *section, const struct header *header,
                          const struct source *source) {
    struct account_row row = {.section = section, .line = -1, .rows = -1, .count = -1};

    for (size_t i = 0; i < account->table->n_columns; i++) {
        int from = source_column(source, i);
        row.what = "column";
        row.column = account->table->columns[i].name;
        row.text = from < 0 ? "" : header->names[from];
        if (source_is_fed(source, i))
            write_row(account, &row);
    }
    row.column = NULL;
    for (size_t i = 0; i < header->n; i++) {
        if (source_is_used(source, i))
            continue;
        row.what = use_of(source, i);
        row.line = (long)i + 1;
        row.text = header_shown_name(header, i);
        write_row(account, &row);
    }
}

void table_account_add_file(struct table_account *account, const struct export_file *file, const struct header *header,
                            const struct source *source, long rows) {
    struct account_row row = {.what = "file", .section = file->section, .line = -1, .rows = rows, .count = -1};
    char *shown;

    if (account == NULL)
        return;
    row.file = shown = file_name_shown(file->name);
    write_row(account, &row);
    free(shown);
    if (is_as_before(account, file->section, header))
        return;
    write_columns(account, file->section, header, source);
    remember(account, file->section, header);
}

static void write_value(void *context, const struct rejected_value *value, long n_more) {
    struct table_account *account = context;

    write_row(account, &(struct account_row){.what = "value",
                                             .file = value->file,
                                             .line = n_more > 0 ? -1 : value->line,
                                             .column = rejected_value_column(account->table, value->column),
                                             .text = value->text,
                                             .reason = n_more > 0 ? NULL : row_fault_text(value->fault),
                                             .rows = value->rows,
                                             .count = n_more > 0 ? n_more : 1});
}

bool table_account_is_empty(const struct column_cells *cells, size_t i, long accepted) {
    long n_faults = 0;

    for (size_t fault = 0; fault < ROW_FAULT_COUNT; fault++)
        n_faults += cells[i].n_faults[fault];
    return cells[i].is_fed && accepted > 0 && cells[i].n_used == 0 && n_faults == 0;
}

static void write_unmet(void *context, const struct ini_entry *entry, const char *element) {
    char *text = memory_format("%s%s%s (line %ld)", entry->key, element == NULL ? "" : " = ",
                               element == NULL ? "" : element, entry->line);

    write_row(
        context,
        &(struct account_row){
            .what = "unmet", .section = entry->section, .text = text, .line = entry->line, .rows = -1, .count = -1});
    free(text);
}

void table_account_commit(struct table_account *account, const struct mapping *mapping,
                          const struct column_cells *cells, long accepted, const struct rejected_values *values) {
    if (account == NULL)
        return;
    for (size_t i = 0; i < account->table->n_columns; i++)
        if (cells[i].is_fed)
            write_row(account, &(struct account_row){.what = "cells",
                                                     .column = account->table->columns[i].name,
                                                     .line = -1,
                                                     .rows = accepted,
                                                     .count = cells[i].n_used});
    mapping_use_each_unmet(mapping, account->table->name, write_unmet, account);
    rejected_values_each(values, REJECTED_VALUES_SHOWN, write_value, account);
    table_writer_commit(account->writer);
    forget(account);
    free(account);
}
