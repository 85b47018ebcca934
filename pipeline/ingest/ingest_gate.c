/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest_gate.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

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

/* 1 when the rows set aside are too many, or of a kind of which none may be. */
static bool judge_rows(const struct ingest_request *request, const struct ingest_limits *limits,
                       const struct ingest_result *result) {
    const char *table = request->table->name;

    if (result->identifiers > 0)
        message_say(
            "%s: refused: %ld row%s a cell that looks like a direct identifier (see the quarantine; leave it out "
            "of the export, or drop its column by name in the mapping)",
            table, result->identifiers, result->identifiers == 1 ? " has" : "s have");
    if (result->bad_keys > 0)
        message_say("%s: %ld row%s a key that is missing, broken or contradicted (expected none: see the quarantine)",
                    table, result->bad_keys, result->bad_keys == 1 ? " has" : "s have");
    if (result->identifiers > 0 || result->bad_keys > 0)
        return true;
    if (result->quarantined >= FEWEST_OF_NONE && result->accepted == 0 && result->replaced + result->duplicates == 0) {
        message_say("%s: not one of %ld rows can be used (see the quarantine)", table, result->quarantined);
        return true;
    }
    if (!is_too_much(result->quarantined, result->rows_in, limits->max_quarantined, limits->max_rows))
        return false;
    message_say("%s: %ld of %ld rows quarantined (expected at most %g %%, or %ld rows: [quality] max_quarantined, "
                "max_quarantined_rows)",
                table, result->quarantined, result->rows_in, 100 * limits->max_quarantined, limits->max_rows);
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

static bool judge_cells(const struct ingest_request *request, const struct ingest_limits *limits,
                        const struct ingest_result *result) {
    bool failed = false;
    char *expected =
        memory_format(": expected at most %g %%, or %ld ([quality] max_unusable, max_quarantined_rows); a code "
                      "is named in the mapping by map.NAME.RAW = CODE",
                      100 * limits->max_unusable, limits->max_rows);

    for (size_t i = 0; i < request->table->n_columns; i++) {
        long n, unusable = ingest_gate_unusable(&result->cells[i], &n);
        bool is_over = is_too_much(unusable, n, limits->max_unusable, limits->max_rows);
        if (unusable > 0 && (is_over || !request->quiet))
            say_cells(request, result, i, is_over ? expected : " and are missing");
        failed = failed || is_over;
    }
    free(expected);
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

struct speaker {
    const char *table;
    bool quiet;
};

static void say_respelt(void *context, const char *name, long rows) {
    const struct speaker *speaker = context;

    message_note(speaker->quiet, "%s: %ld row%s of %s written otherwise (case, blanks, punctuation)", speaker->table,
                 rows, rows == 1 ? "" : "s", name);
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
    failed = judge_rows(request, limits, result);
    failed = judge_cells(request, limits, result) || failed;
    failed = judge_digits(request, result) || failed;
    failed = judge_medications(request) || failed;
    if (result->overlap != NULL)
        message_say("%s: %s", request->table->name, result->overlap);
    return failed || result->overlap != NULL ? EXIT_GATE_FAILED : 0;
}
