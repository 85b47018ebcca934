/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/fault_advice.h"
#include "table/input_tables.h"
#include "table/record_fault.h"

/* Rows set aside, and none is left: not a few bad ones of a small table, but a table that is not understood. */
enum { FEWEST_OF_NONE = 3 };

bool row_gate_is_too_much(long part, long all, double share, long rows) {
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

/* Rows of a kind of which none may be. */
static bool refuse_rows(const char *table, const struct ingest_result *result) {
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
    if (result->lost.n > 0)
        message_say_at(place_of(&result->lost),
                       "%s: %s: nobody knows how many rows stood there (deliver the file again, whole)", table,
                       result->lost.why);
    return identifiers->n > 0 || keys->n > 0 || result->rounded_ids > 0 || result->cut.n > 0 || result->lost.n > 0;
}

bool row_gate_judge(const struct ingest_request *request, const struct ingest_limits *limits,
                    const struct ingest_result *result) {
    const char *table = request->table->name;

    if (refuse_rows(table, result))
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
    if (!row_gate_is_too_much(result->quarantined, result->rows_in, limits->max_quarantined, limits->max_rows))
        return false;
    char *reasons = reasons_of(request, result);
    message_say("%s: %ld of %ld rows quarantined, expected at most %g %%, or %ld rows ([quality] max_quarantined, "
                "max_quarantined_rows)%s",
                table, result->quarantined, result->rows_in, 100 * limits->max_quarantined, limits->max_rows, reasons);
    free(reasons);
    return true;
}
