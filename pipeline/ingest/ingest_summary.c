/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest_summary.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "ingest/ingest_gate.h"
#include "ingest/mapping_use.h"
#include "table/estimates_table.h"

struct summary {
    struct table_writer *writer;
    const char *table;
};

static void write_count(const struct summary *summary, const char *measure, const char *subgroup, double value) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = "table";
    row.group = summary->table;
    row.subgroup = subgroup;
    row.events = value;
    row.estimate = value;
    estimates_table_write(summary->writer, &row);
}

static void write_reason(void *context, const char *code, long count) {
    write_count(context, "quarantined_reason", code, (double)count);
}

static void write_day_row(const struct summary *summary, const char *measure, int32_t day) {
    struct estimate row = estimate_empty();
    char text[CALENDAR_TEXT_SIZE];

    if (day == CALENDAR_NO_DAY)
        return;
    calendar_write(CALENDAR_CIVIL, day, text);
    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = "table";
    row.group = summary->table;
    row.period = text;
    row.estimate = day;
    estimates_table_write(summary->writer, &row);
}

static void write_findings(const struct summary *summary, const struct month_findings *month) {
    char period[CALENDAR_TEXT_SIZE];

    for (size_t i = 0; i < month->n; i++) {
        const struct month_finding *finding = &month->findings[i];
        struct estimate row = estimate_empty();
        calendar_write_month(calendar_month_first_day(month->month), period);
        row.analysis = ANALYSIS_DATA_QUALITY;
        row.measure = finding->measure;
        row.group_by = "table";
        row.group = summary->table;
        row.subgroup = finding->subgroup;
        row.period = period;
        row.events = finding->rows;
        row.estimate = finding->value;
        estimates_table_write(summary->writer, &row);
    }
}

/* By column: days with offsets, cells that are missing since they cannot be used, and values that could be identifiers
 * by chance. */
static void write_columns(const struct summary *summary, const struct table_spec *table,
                          const struct ingest_result *result) {
    for (size_t i = 0; i < table->n_columns; i++) {
        long n, unusable = ingest_gate_unusable(&result->cells[i], &n);
        if (result->cells[i].has_offsets)
            write_count(summary, "offsets_ignored", table->columns[i].name, 1);
        if (unusable > 0)
            write_count(summary, "unusable_cells", table->columns[i].name, (double)unusable);
        if (result->digits[i].n_hits > 0)
            write_count(summary, "identifier_like_values", table->columns[i].name, (double)result->digits[i].n_hits);
    }
}

/* Admissions that tell no kind of program count as maintenance: a detoxification among them would seem to be left. */
static void write_program_unrecorded(const struct summary *summary, const struct table_spec *table,
                                     const struct ingest_result *result) {
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->name, "admissions") == 0 && strcmp(table->columns[i].name, "program") == 0 &&
            result->cells[i].n_used < result->accepted)
            write_count(summary, "program_unrecorded", "", (double)(result->accepted - result->cells[i].n_used));
}

static void write_respelt(void *context, const char *name, long rows) {
    write_count(context, "medication_respelt", name, (double)rows);
}

void ingest_summary_write(const char *path, const struct ingest_request *request, const struct ingest_result *result) {
    struct summary summary = {.writer = estimates_table_open(path), .table = request->table->name};
    size_t n_unmet;

    write_count(&summary, "files", "", (double)result->n_files);
    write_count(&summary, "repeated_files", "", (double)result->n_repeated_files);
    write_count(&summary, "superseded_files", "", (double)result->n_superseded_files);
    write_count(&summary, "rows_in", "", (double)result->rows_in);
    write_count(&summary, "accepted", "", (double)result->accepted);
    write_count(&summary, "duplicates", "", (double)result->duplicates);
    write_count(&summary, "replaced", "", (double)result->replaced);
    write_count(&summary, "filtered", "", (double)result->filtered);
    if (result->untaken > 0)
        write_count(&summary, "untaken", "", (double)result->untaken);
    write_count(&summary, "after_as_of", "", (double)result->after_as_of);
    write_count(&summary, "quarantined", "", (double)result->quarantined);
    write_count(&summary, "late_rows", "", (double)result->late_rows);
    n_unmet = mapping_use_each_unmet(request->mapping, request->table->name, NULL, NULL);
    if (n_unmet > 0)
        write_count(&summary, "mapping_unmet", "", (double)n_unmet);
    if (result->merges.n_old > 0)
        write_count(&summary, "merged_rows", "", (double)result->merges.n_rows);
    write_day_row(&summary, "first_day", result->first_day);
    write_day_row(&summary, "last_day", result->last_day);
    quarantine_each_code(result->quarantine, write_reason, &summary);
    for (size_t i = 0; i < result->n_dropped_columns; i++)
        write_count(&summary, "dropped_column", result->dropped_columns[i], 1);
    write_columns(&summary, request->table, result);
    write_program_unrecorded(&summary, request->table, result);
    medications_each_respelt(request->medications, write_respelt, &summary);
    write_findings(&summary, &result->month);
    table_writer_commit(summary.writer);
}
