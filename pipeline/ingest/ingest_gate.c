/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest_gate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "ingest/fault_advice.h"
#include "ingest/row_gate.h"
#include "ingest/table_account.h"
#include "table/input_tables.h"
#include "table/record_fault.h"

struct ingest_limits ingest_limits_read(const struct ini_file *config) {
    const double range[2] = {0, 1};
    const long rows[2] = {0, 1000000};

    return (struct ingest_limits){.max_quarantined = ini_file_double(config, "quality", "max_quarantined", range),
                                  .max_unusable = ini_file_double(config, "quality", "max_unusable", range),
                                  .max_rows = ini_file_int(config, "quality", "max_quarantined_rows", rows)};
}

long ingest_gate_unusable(const struct column_cells *cells, long *n) {
    long unusable = 0;

    for (size_t fault = 0; fault < ROW_FAULT_COUNT; fault++)
        unusable += cells->n_faults[fault];
    *n = cells->n_used + unusable;
    return unusable;
}

/* The most frequent reason of a column's unusable cells. */
static enum row_fault main_fault(const struct column_cells *cells) {
    size_t most = 0;

    for (size_t fault = 1; fault < ROW_FAULT_COUNT; fault++)
        if (cells->n_faults[fault] > cells->n_faults[most])
            most = fault;
    return (enum row_fault)most;
}

/* "12 of 480 cells cannot be used (not a number), one of them there". */
static void say_cells(const struct ingest_request *request, const struct ingest_result *result, size_t column,
                      const char *then) {
    const struct column_cells *cells = &result->cells[column];
    const struct message_place place = {
        .file = cells->file, .line = cells->line, .column = request->table->columns[column].name};
    long n, unusable = ingest_gate_unusable(cells, &n);

    message_say_at(place, "%s: %ld of %ld cells cannot be used (%s)%s", request->table->name, unusable, n,
                   row_fault_text(main_fault(cells)), then);
}

static long count_cells(const struct column_cells *cells) {
    long n;

    ingest_gate_unusable(cells, &n);
    return n;
}

static void stop_for_cells(const struct ingest_request *request, const struct ingest_limits *limits,
                           const struct ingest_result *result, size_t column) {
    const struct column_cells *cells = &result->cells[column];
    char *advice = fault_advice(result->values, request->table, (int)column, main_fault(cells), count_cells(cells),
                                cells->section, request->show_values);
    char *then = memory_format(": expected at most %g %%, or %ld ([quality] max_unusable, max_quarantined_rows)%s",
                               100 * limits->max_unusable, limits->max_rows, advice);

    say_cells(request, result, column, then);
    free(advice);
    free(then);
}

static bool judge_cells(const struct ingest_request *request, const struct ingest_limits *limits,
                        const struct ingest_result *result) {
    bool failed = false;

    for (size_t i = 0; i < request->table->n_columns; i++) {
        long n, unusable = ingest_gate_unusable(&result->cells[i], &n);
        bool is_over = row_gate_is_too_much(unusable, n, limits->max_unusable, limits->max_rows);
        if (is_over)
            stop_for_cells(request, limits, result, i);
        else if (unusable > 0 && !request->quiet)
            say_cells(request, result, i, " and are missing");
        if (table_account_is_empty(result->cells, i, result->accepted))
            message_note(request->quiet, "%s: %s: empty in every row (is it fed by the right header?)",
                         request->table->name, request->table->columns[i].name);
        failed = failed || is_over;
    }
    return failed;
}

static bool judge_digits(const struct ingest_request *request, const struct ingest_result *result) {
    bool failed = false;

    for (size_t i = 0; i < request->table->n_columns; i++) {
        const struct identifier_digits *digits = &result->digits[i];
        double chance = (double)digits->n_tried * identifier_digits_chance(digits->form);
        if (digits->n_hits == 0)
            continue;
        if (identifier_digits_refuse(digits)) {
            message_say("%s: refused: %s: %ld of %ld values look like %s (by chance %.3g would)", request->table->name,
                        request->table->columns[i].name, digits->n_hits, digits->n_values,
                        identifier_class_name(digits->form), chance);
            failed = true;
        } else {
            message_note(request->quiet,
                         "%s: %s: %ld of %ld values hold digits that could be %s (by chance %.3g would)",
                         request->table->name, request->table->columns[i].name, digits->n_hits, digits->n_values,
                         identifier_class_name(digits->form), chance);
        }
    }
    return failed;
}

/* Sites that number their people from the same number on. */
static bool judge_people(const struct ingest_request *request, const struct ingest_limits *limits,
                         const struct ingest_result *result) {
    if (!row_gate_is_too_much(result->other_people, result->accepted, limits->max_quarantined, limits->max_rows))
        return false;
    char *line = mending_line(MENDING_MAPPING, request->table->name, "take = latest");
    message_say("%s: %ld people have another year of birth or sex in a later file: are they others under the same id? "
                "Have each site's ids begin with letters of its own, in every table. If each file is a full export, "
                "and the later one corrects the earlier; %s",
                request->table->name, result->other_people, line);
    free(line);
    return true;
}

struct speaker {
    const char *table;
    bool quiet;
};

static void say_respelt(void *context, const char *name, long rows) {
    const struct speaker *speaker = context;

    message_note(speaker->quiet, "%s: %ld row%s of %s written otherwise (case, blanks, punctuation)", speaker->table,
                 rows, rows == 1 ? "" : "s", name);
}

static void say_value(void *context, const struct rejected_value *value, long n_more) {
    const struct table_spec *table = context;
    const char *column = rejected_value_column(table, value->column);

    if (n_more > 0)
        message_say("%s: %s: %ld more value%s in %ld row%s", table->name, column, n_more, n_more == 1 ? "" : "s",
                    value->rows, value->rows == 1 ? "" : "s");
    else
        message_say_at(
            (struct message_place){
                .file = value->file, .line = value->line, .column = column[0] != '\0' ? column : NULL},
            "'%s': %ld row%s: %s", value->text, value->rows, value->rows == 1 ? "" : "s", row_fault_text(value->fault));
}

static bool judge_medications(const struct ingest_request *request) {
    struct speaker speaker = {.table = request->table->name, .quiet = request->quiet};

    medications_each_respelt(request->medications, say_respelt, &speaker);
    if (medications_n_unknown(request->medications) == 0)
        return false;
    medications_say_unknown(request->medications, request->table->name, request->show_values);
    return true;
}

int ingest_gate(const struct ingest_request *request, const struct ingest_limits *limits,
                const struct ingest_result *result) {
    bool failed;

    message_note(request->quiet,
                 "%s: %ld rows = %ld accepted + %ld duplicates + %ld replaced + %ld filtered + %ld "
                 "quarantined (%zu file%s)",
                 request->table->name, result->rows_in, result->accepted, result->duplicates, result->replaced,
                 result->filtered, result->quarantined, result->n_files, result->n_files == 1 ? "" : "s");
    if (result->untaken > 0)
        message_note(request->quiet,
                     "%s: %ld row%s of a file that sections have split: no section takes %s (keep, omit)",
                     request->table->name, result->untaken, result->untaken == 1 ? "" : "s",
                     result->untaken == 1 ? "it" : "them");
    if (result->merges.n_old > 0)
        message_note(request->quiet, "%s: %ld row%s of %zu of the %zu merged ids count for those that remain",
                     request->table->name, result->merges.n_rows, result->merges.n_rows == 1 ? "" : "s",
                     result->merges.n_met, result->merges.n_old);
    if (request->show_values && !request->quiet)
        rejected_values_each(result->values, REJECTED_VALUES_SHOWN, say_value, (void *)(uintptr_t)request->table);
    failed = row_gate_judge(request, limits, result);
    failed = judge_cells(request, limits, result) || failed;
    failed = judge_digits(request, result) || failed;
    failed = judge_medications(request) || failed;
    failed = judge_people(request, limits, result) || failed;
    if (result->overlap != NULL)
        message_say("%s: %s", request->table->name, result->overlap);
    return failed || result->overlap != NULL ? EXIT_GATE_FAILED : 0;
}
