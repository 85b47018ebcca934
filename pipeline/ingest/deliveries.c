/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/deliveries.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/file_name.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

enum { FEWEST_MONTHS = 3, FEWEST_ROWS = 6 };

static const struct column_spec columns[] = {
    {"table", COLUMN_TEXT, true, "", NULL, "table of the files"},
    {"number", COLUMN_INT, true, "", NULL, "of the file, in the order of names"},
    {"month", COLUMN_MONTH, false, "", NULL, "month that the name carries; empty: none"},
    {"rows", COLUMN_INT, true, "", NULL, "rows accepted, those that stand in other files too included"},
    {"first_day", COLUMN_DAY, false, "day", NULL, "of these rows; empty: none, or a table without days"},
    {"last_day", COLUMN_DAY, false, "day", NULL, "of these rows"},
};

const struct table_spec deliveries_spec = {"deliveries", "The files of a table, as they were delivered.", "number",
                                           "table, number", TABLE_SPEC_COLUMNS(columns)};

static int compare_ranks(const void *left, const void *right) {
    const struct export_file *const *a = left, *const *b = right;

    if ((*a)->rank != (*b)->rank)
        return (*a)->rank < (*b)->rank ? -1 : 1;
    return strcmp((*a)->section, (*b)->section);
}

static void write_month(struct table_writer *writer, const char *name) {
    char text[CALENDAR_TEXT_SIZE];
    struct file_month month;

    if (!file_name_month(name, &month)) {
        table_writer_empty(writer);
        return;
    }
    calendar_write_month(calendar_month_first_day(month.month), text);
    table_writer_text(writer, text);
}

/* What the file brought; NULL: nothing of its own. A snapshot of a table with a key may be that of the month before. */
static const struct delivery *find_delivery(const struct export_files *files, const struct delivery *deliveries,
                                            size_t i, bool has_key) {
    const struct export_file *file = &files->files[i];

    if (file->is_superseded || (file->same_as != NULL && !has_key))
        return NULL;
    for (size_t k = 0; file->same_as != NULL && k < files->n; k++)
        if (strcmp(files->files[k].section, file->section) == 0 && strcmp(files->files[k].name, file->same_as) == 0)
            return &deliveries[k];
    return &deliveries[i];
}

static void write_delivery(struct table_writer *writer, const char *name, const struct delivery *delivery,
                           enum calendar_kind days) {
    write_month(writer, name);
    table_writer_int(writer, delivery->rows);
    table_writer_day(writer, days, delivery->rows == 0 ? CALENDAR_NO_DAY : delivery->first_day);
    table_writer_day(writer, days, delivery->rows == 0 ? CALENDAR_NO_DAY : delivery->last_day);
    table_writer_end_row(writer);
}

void deliveries_write(const char *path, const char *table, const struct export_files *files,
                      const struct delivery *deliveries, enum calendar_kind days) {
    struct table_writer *writer = table_writer_open(path, &deliveries_spec, NULL, 0);
    const struct export_file **in_order = memory_alloc(files->n, sizeof *in_order);
    bool has_key = input_tables_find(table)->key[0] != '\0';
    int64_t number = 0;

    for (size_t i = 0; i < files->n; i++)
        in_order[i] = &files->files[i];
    if (files->n > 0)
        qsort(in_order, files->n, sizeof *in_order, compare_ranks);
    for (size_t i = 0; i < files->n; i++) {
        size_t file = (size_t)(in_order[i] - files->files);
        const struct delivery *delivery = find_delivery(files, deliveries, file, has_key);
        if (delivery == NULL)
            continue;
        table_writer_text(writer, table);
        table_writer_int(writer, ++number);
        write_delivery(writer, in_order[i]->name, delivery, days);
    }
    free(in_order);
    table_writer_commit(writer);
}

/* Do most files whose names carry a month hold that month? */
static bool names_tell_months(const struct delivery *deliveries, size_t n) {
    size_t n_named = 0, n_held = 0;

    for (size_t i = 0; i < n; i++) {
        const struct delivery *delivery = &deliveries[i];
        if (!delivery->has_month || delivery->dated == 0)
            continue;
        n_named++;
        n_held += delivery->in_month * 5 >= delivery->dated * 4;
    }
    return n_named >= FEWEST_MONTHS && 2 * n_held > n_named;
}

static bool is_elsewhere(const struct delivery *delivery) {
    return delivery->has_month && delivery->dated >= FEWEST_ROWS && 2 * delivery->in_month < delivery->dated;
}

struct file_finding *deliveries_judge(const struct export_files *files, const struct delivery *deliveries, size_t *n) {
    struct file_finding *findings = memory_alloc(files->n, sizeof *findings);
    bool tell_months = names_tell_months(deliveries, files->n);

    *n = 0;
    for (size_t i = 0; i < files->n; i++) {
        const struct delivery *delivery = &deliveries[i];
        struct file_finding finding = {.measure = "days_exchanged", .rows = delivery->exchanged};
        if (delivery->exchanged == 0 && tell_months && is_elsewhere(delivery))
            finding = (struct file_finding){.measure = "rows_elsewhere", .rows = delivery->dated - delivery->in_month};
        if (finding.rows == 0)
            continue;
        finding.file = file_name_shown(files->files[i].name);
        findings[(*n)++] = finding;
    }
    return findings;
}
