/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ingest_run finds out about the texts of its rows: forms of digits alone in ids and places, ids that a
 * spreadsheet has rounded, medications that nobody knows, overdoses of which nobody knows whether they were fatal. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/ingest_parts.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"

static bool is_open(const struct column_spec *column) {
    return column->type == COLUMN_TEXT || column->type == COLUMN_ID;
}

void ingest_values_begin(struct ingest *ingest) {
    const struct table_spec *table = ingest->request->table;
    struct identifier_digits *digits = ingest->result->digits;

    ingest->has_overdoses = strcmp(table->name, input_tables[INPUT_ADVERSE_EVENTS].name) == 0;
    ingest->digits = memory_alloc(table->n_columns, sizeof(struct dictionary *));
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!is_open(&table->columns[i]))
            continue;
        digits[i] = identifier_digits_begin(table->columns[i].name);
        if (i > 0 && digits[i].form != IDENTIFIER_NONE)
            ingest->digits[i] = dictionary_alloc();
    }
}

void ingest_values_end(struct ingest *ingest) {
    for (size_t i = 0; i < ingest->request->table->n_columns; i++)
        dictionary_free(ingest->digits[i]);
    free(ingest->digits);
    free(ingest->unknown);
}

static void collect(struct ingest *ingest, size_t column) {
    const struct dictionary *rests = ingest->texts.rests;
    size_t first_rest = source_table_is_dated(ingest->request->table) ? 2 : 1;
    struct text_buffer cell = {0};

    for (uint32_t i = 0; i < dictionary_count(rests); i++) {
        rest_cells_take(dictionary_text(rests, i), column - first_rest, &cell);
        if (cell.length > 0)
            dictionary_add(ingest->digits[column], cell.text, cell.length);
    }
    text_buffer_free(&cell);
}

void ingest_values_collect(struct ingest *ingest) {
    for (size_t i = 0; i < ingest->request->table->n_columns; i++)
        if (ingest->digits[i] != NULL)
            collect(ingest, i);
}

/* Ids that a spreadsheet took for numbers too long to show: 1.23E+05. The sign is a character of their own. */
static bool is_rounded(const char *id) {
    const char *power = strpbrk(id, "eE");
    size_t length = power == NULL ? 0 : (size_t)(power - id);

    return length > 0 && strspn(id, "0123456789.,") == length && power[1] == '+' && power[2] != '\0' &&
           power[2 + strspn(power + 2, "0123456789")] == '\0';
}

void ingest_values_meet(struct ingest *ingest, const char *patient, size_t length) {
    identifier_digits_add(&ingest->result->digits[0], patient, length);
    ingest->result->rounded_ids += is_rounded(patient);
}

/* Forms of digits alone, by the distinct values of each column that may hold them. */
void ingest_values_judge(struct ingest *ingest) {
    const struct dictionary *patients = ingest->texts.patients;

    for (uint32_t i = 0; ingest->runs == NULL && i < dictionary_count(patients); i++)
        ingest_values_meet(ingest, dictionary_text(patients, i), dictionary_length(patients, i));
    if (ingest->runs == NULL)
        ingest_values_collect(ingest);
    for (size_t k = 0; k < ingest->request->table->n_columns; k++) {
        const struct dictionary *values = ingest->digits[k];
        for (uint32_t i = 0; values != NULL && i < dictionary_count(values); i++)
            identifier_digits_add(&ingest->result->digits[k], dictionary_text(values, i), dictionary_length(values, i));
    }
}

/* The texts behind those that were looked at. */
static void mark_unknown(struct ingest *ingest, uint32_t rest) {
    struct text_buffer cell = {0};

    ingest->unknown =
        memory_grow(ingest->unknown, &ingest->unknown_capacity, (size_t)rest + 1, sizeof *ingest->unknown);
    for (; ingest->n_unknown <= rest; ingest->n_unknown++) {
        rest_cells_take(dictionary_text(ingest->texts.rests, (uint32_t)ingest->n_unknown),
                        DOSES_MEDICATION - DOSES_DATE - 1, &cell);
        ingest->unknown[ingest->n_unknown] =
            cell.length > 0 ? medications_unknown(ingest->request->medications, cell.text, cell.length) : 0;
    }
    text_buffer_free(&cell);
}

static bool is_event(const struct ingest *ingest, uint32_t rest, size_t column, const char *code) {
    struct text_buffer cell = {0};
    bool found;

    rest_cells_take(dictionary_text(ingest->texts.rests, rest), column - ADVERSE_EVENTS_DATE - 1, &cell);
    found = cell.length > 0 && strcmp(cell.text, code) == 0;
    text_buffer_free(&cell);
    return found;
}

/* An empty cell tells no more than `unknown` does. */
static bool is_unrecorded_fatal(const struct ingest *ingest, uint32_t rest) {
    return is_event(ingest, rest, ADVERSE_EVENTS_KIND, "overdose") &&
           !is_event(ingest, rest, ADVERSE_EVENTS_FATAL, "yes") && !is_event(ingest, rest, ADVERSE_EVENTS_FATAL, "no");
}

void ingest_values_write(struct ingest *ingest, const struct stored_row *row) {
    if (ingest->has_overdoses)
        ingest->result->fatal_unrecorded += is_unrecorded_fatal(ingest, row->rest);
    if (!ingest->has_unknown)
        return;
    if (row->rest >= ingest->n_unknown)
        mark_unknown(ingest, row->rest);
    medications_add_person(ingest->request->medications, ingest->unknown[row->rest], row->patient);
}
