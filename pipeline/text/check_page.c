/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/check_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "table/input_tables.h"
#include "table/table_reader.h"
#include "text/report_parts.h"
#include "text/section_known.h"
#include "text/text_form.h"

static const char *text_of(const struct check *check, struct table_reader *reader, const char *column) {
    struct record_cell cell = table_reader_cell(reader, table_reader_find(reader, column));

    return word_pool_keep(check->report->numbers.pool, memory_copy_text(cell.text, cell.length));
}

static double number_of(struct table_reader *reader, const char *column) {
    return table_reader_double(reader, table_reader_find(reader, column));
}

static void add_row(struct check *check, struct check_row row) {
    check->rows = memory_grow(check->rows, &check->capacity, check->n + 1, sizeof *check->rows);
    check->rows[check->n++] = row;
}

static void read_files(struct check *check, const char *path) {
    struct table_reader *reader = table_reader_open(path, false);

    while (table_reader_next(reader))
        add_row(check, (struct check_row){.what = "known",
                                          .table = text_of(check, reader, "table"),
                                          .file = text_of(check, reader, "file"),
                                          .section = text_of(check, reader, "section"),
                                          .month = text_of(check, reader, "month"),
                                          .reason = text_of(check, reader, "use")});
    table_reader_close(reader);
}

static void read_account(struct check *check, const char *table, const char *path) {
    struct table_reader *reader = table_reader_open(path, false);

    while (table_reader_next(reader))
        add_row(check, (struct check_row){.table = table,
                                          .what = text_of(check, reader, "what"),
                                          .file = text_of(check, reader, "file"),
                                          .section = text_of(check, reader, "section"),
                                          .column = text_of(check, reader, "column"),
                                          .text = text_of(check, reader, "text"),
                                          .reason = text_of(check, reader, "reason"),
                                          .line = number_of(reader, "line"),
                                          .rows = number_of(reader, "rows"),
                                          .count = number_of(reader, "count")});
    table_reader_close(reader);
}

struct check check_read(struct report *report, const char *work, bool show_values) {
    struct check check = {.report = report, .work = work, .show_values = show_values};
    char *path = memory_format("%s/tables/files.csv", work);

    if (access(path, R_OK) == 0)
        read_files(&check, path);
    free(path);
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        path = memory_format("%s/tables/%s.account.csv", work, input_tables[i].name);
        if (access(path, R_OK) == 0)
            read_account(&check, input_tables[i].name, path);
        free(path);
    }
    return check;
}

void check_free(struct check *check) {
    free(check->rows);
    *check = (struct check){0};
}

int check_status(const struct check *check, const char *stage) {
    char *path = memory_format("%s/status/%s", check->work, stage);
    FILE *file = fopen(path, "re");
    int code = -1;

    if (file != NULL && fscanf(file, "%d", &code) != 1)
        code = -1;
    if (file != NULL)
        fclose(file);
    free(path);
    return code;
}

size_t check_page_append(struct check *check, struct text_buffer *out) {
    struct report *report = check->report;

    report->document->title = WORDS(report, "Check of %s", facts_value(report->facts, "export"));
    report->document->subtitle = WORDS(report, "By the mapping %s, as of %s%s", facts_value(report->facts, "mapping"),
                                       report_is_relative(report) ? "day " : "", facts_value(report->facts, "as_of"));
    check_files_add(check);
    check_columns_add(check);
    section_counts_add(report, check->show_values);
    check_people_add(check);
    check_values_add(check);
    section_known_add_all(report);
    text_form_append(out, report->document);
    return check_mending_append(check, out);
}
