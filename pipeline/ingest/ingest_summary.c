/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest_summary.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "ingest/ingest_gate.h"
#include "ingest/mapping_use.h"
#include "ingest/table_account.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"
#include "table/input_tables.h"

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

/* Columns whose empty cells change a number. Admissions that tell no kind of program count as maintenance: a
 * detoxification among them would seem to be left. Visits that tell no service count as being seen again: said where
 * none does, whether there is such a column or not. */
static const struct {
    const char *table, *column, *measure;
    bool only_all; /* and only where the export holds returns to use */
} unrecorded[] = {{"admissions", "program", "program_unrecorded", false},
                  {"visits", "service", "service_unrecorded", true}};

enum { FEWEST_ROWS = 11, N_UNRECORDED = sizeof unrecorded / sizeof unrecorded[0] };

/* The measure of the column; NULL: it has none. */
static const char *unrecorded_measure(const struct table_spec *table, size_t column, bool is_all) {
    for (size_t i = 0; i < N_UNRECORDED; i++)
        if (strcmp(unrecorded[i].table, table->name) == 0 &&
            strcmp(unrecorded[i].column, table->columns[column].name) == 0)
            return is_all || !unrecorded[i].only_all ? unrecorded[i].measure : NULL;
    return NULL;
}

/* A column that is often empty by nature: a plan that nobody has, a reason where everybody came. */
static bool may_be_empty(const char *column) {
    static const char *const columns[] = {"observed_until", "requested", "planned_end", "planned_days",
                                          "plan_due",       "plan_done", "reason",      "fatal"};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (strcmp(column, columns[i]) == 0)
            return true;
    return false;
}

/* In a table of fewer rows chance may leave a column empty. A reason is missing where there are discharges. */
static bool is_missed(const struct table_spec *table, const struct ingest_result *result, size_t column) {
    bool is_reason = strcmp(table->name, "admissions") == 0 && column == ADMISSIONS_REASON;

    if (!table_account_is_empty(result->cells, column, result->accepted))
        return false;
    return is_reason ? result->cells[ADMISSIONS_DISCHARGED].n_used >= FEWEST_ROWS
                     : result->accepted >= FEWEST_ROWS && !may_be_empty(table->columns[column].name);
}

static bool holds_returns(const struct mapping *mapping) {
    const struct ini_entry *without = mapping_without(mapping);

    return without == NULL || !not_held_names_it(without, input_tables[INPUT_RETURNS_TO_USE].name);
}

static void write_empty(const struct summary *summary, const struct ingest_request *request,
                        const struct ingest_result *result) {
    const struct table_spec *table = request->table;

    for (size_t i = source_table_is_dated(table) ? 2 : 1; i < table->n_columns; i++) {
        long n = result->accepted - result->cells[i].n_used;
        const char *measure = unrecorded_measure(table, i, n == result->accepted && holds_returns(request->mapping));
        if (n > 0 && measure != NULL)
            write_count(summary, measure, "", (double)n);
        else if (is_missed(table, result, i))
            write_count(summary, "column_empty", table->columns[i].name, 1);
    }
}

static void write_days(const struct summary *summary, const struct ingest_result *result) {
    if (result->far_ahead > 0)
        write_count(summary, "far_ahead", "", (double)result->far_ahead);
    if (result->far_before > 0)
        write_count(summary, "far_before", "", (double)result->far_before);
    for (size_t i = 0; i < result->n_file_findings; i++)
        write_count(summary, result->files[i].measure, result->files[i].file, (double)result->files[i].rows);
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
    write_days(&summary, result);
    write_day_row(&summary, "first_day", result->first_day);
    write_day_row(&summary, "last_day", result->last_day);
    quarantine_each_code(result->quarantine, write_reason, &summary);
    for (size_t i = 0; i < result->n_dropped_columns; i++)
        write_count(&summary, "dropped_column", result->dropped_columns[i], 1);
    for (size_t i = 0; i < result->unused.n_headers; i++)
        write_count(&summary, "column_unused", result->unused.headers[i], 1);
    for (size_t i = 0; i < result->unused.n_columns; i++)
        write_count(&summary, "column_unfed", result->unused.columns[i], 1);
    write_columns(&summary, request->table, result);
    write_empty(&summary, request, result);
    if (result->fatal_unrecorded > 0)
        write_count(&summary, "fatal_unrecorded", "", (double)result->fatal_unrecorded);
    medications_each_respelt(request->medications, write_respelt, &summary);
    write_findings(&summary, &result->month);
    table_writer_commit(summary.writer);
}
