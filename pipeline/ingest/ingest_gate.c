/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest_gate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "ingest/fault_advice.h"
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

/* Rows set aside, and none is left: not a few bad ones of a small table, but a table that is not understood. */
enum { FEWEST_OF_NONE = 3 };

static bool is_too_much(long part, long all, double share, long rows) {
    return part > rows && (double)part > share * (double)all;
}

static enum row_fault fault_of_code(const char *code) {
    size_t i = 0;

    while (i < ROW_FAULT_COUNT && strcmp(row_fault_code((enum row_fault)i), code) != 0)
        i++;
    return i < ROW_FAULT_COUNT ? (enum row_fault)i : ROW_FAULT_NONE;
}

/* ": 40 of them: doses.csv:2: date: not a real date ...; they look like ...": most of the rows set aside; the caller
 * frees. */
static char *reasons_of(const struct ingest_request *request, const struct ingest_result *result) {
    const struct table_spec *table = request->table;
    struct quarantined_row first;
    int column;
    long count;
    char *advice, *reasons;

    if (!quarantine_main_reason(result->quarantine, &first, &count))
        return memory_format("%s", "");
    column = table_spec_find(table, first.column);
    if (column >= 0)
        advice = fault_advice(result->values, table, column, fault_of_code(first.code),
                              result->rows_in - result->filtered, first.section, request->show_values);
    else if (strcmp(first.code, record_fault_code(RECORD_FAULT_UTF8)) == 0)
        advice = fault_advice_encoding(first.section);
    else
        advice = memory_format("%s", "");
    reasons =
        memory_format(": %ld of them %s: %s%s%s, first in %s:%ld%s", count, count == 1 ? "is" : "are alike",
                      first.column, *first.column == '\0' ? "" : ": ", first.message, first.file, first.line, advice);
    free(advice);
    return reasons;
}

static struct message_place place_of(const struct refused_rows *rows) {
    return (struct message_place){
        .file = rows->file, .line = rows->line, .column = *rows->column == '\0' ? NULL : rows->column};
}

/* Everybody's rows would be unknown people's: the cause is said, and not each of them. */
static bool is_without_patients(const struct ingest_request *request, const struct ingest_result *result) {
    return strcmp(request->table->name, input_tables[INPUT_PATIENTS].name) == 0 && result->n_files > 0 &&
           result->accepted == 0 && result->quarantined == 0;
}

/* 1 when the rows set aside are too many, or of a kind of which none may be. */
static bool judge_rows(const struct ingest_request *request, const struct ingest_limits *limits,
                       const struct ingest_result *result) {
    const char *table = request->table->name;
    const struct refused_rows *identifiers = &result->identifiers, *keys = &result->bad_keys;

    if (identifiers->n > 0)
        message_say_at(place_of(identifiers),
                       "%s: refused: %ld row%s a cell that looks like a direct identifier, the first there (leave it "
                       "out of the export, or drop its column by name in the mapping: drop = HEADER)",
                       table, identifiers->n, identifiers->n == 1 ? " has" : "s have");
    if (keys->n > 0)
        message_say_at(place_of(keys),
                       "%s: %ld row%s a key that is missing, broken or contradicted, the first there: %s (expected "
                       "none: the quarantine has the line of each)",
                       table, keys->n, keys->n == 1 ? " has" : "s have", keys->why);
    if (result->rounded_ids > 0)
        message_say("%s: patient_id: %ld id%s in scientific notation, as in 1.23E+05: a spreadsheet took %s for "
                    "numbers and rounded them, so that people may share one (export again, and open the file in no "
                    "spreadsheet)",
                    table, result->rounded_ids, result->rounded_ids == 1 ? " is" : "s are",
                    result->rounded_ids == 1 ? "it" : "them");
    if (result->cut.n > 0)
        message_say_at(place_of(&result->cut),
                       "%s: the file ends within this row: it was cut, and nobody knows how many rows it had (deliver "
                       "it again, whole)",
                       table);
    if (identifiers->n > 0 || keys->n > 0 || result->rounded_ids > 0 || result->cut.n > 0)
        return true;
    if (is_without_patients(request, result)) {
        message_say("%s: not one row (%ld read): nobody would be known, and every row of the other tables would be "
                    "nobody's (is the file whole, and does no keep or omit of the mapping leave out every row?)",
                    table, result->rows_in);
        return true;
    }
    if (result->quarantined >= FEWEST_OF_NONE && result->accepted == 0 && result->replaced + result->duplicates == 0) {
        char *reasons = reasons_of(request, result);
        message_say("%s: not one of %ld rows can be used%s", table, result->quarantined, reasons);
        free(reasons);
        return true;
    }
    if (!is_too_much(result->quarantined, result->rows_in, limits->max_quarantined, limits->max_rows))
        return false;
    char *reasons = reasons_of(request, result);
    message_say("%s: %ld of %ld rows quarantined, expected at most %g %%, or %ld rows ([quality] max_quarantined, "
                "max_quarantined_rows)%s",
                table, result->quarantined, result->rows_in, 100 * limits->max_quarantined, limits->max_rows, reasons);
    free(reasons);
    return true;
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
        bool is_over = is_too_much(unusable, n, limits->max_unusable, limits->max_rows);
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
    if (!is_too_much(result->other_people, result->accepted, limits->max_quarantined, limits->max_rows))
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
    failed = judge_rows(request, limits, result);
    failed = judge_cells(request, limits, result) || failed;
    failed = judge_digits(request, result) || failed;
    failed = judge_medications(request) || failed;
    failed = judge_people(request, limits, result) || failed;
    if (result->overlap != NULL)
        message_say("%s: %s", request->table->name, result->overlap);
    return failed || result->overlap != NULL ? EXIT_GATE_FAILED : 0;
}
