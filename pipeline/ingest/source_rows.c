/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "ingest/source_parts.h"
#include "table/input_tables.h"

static struct converted_row quarantined(enum row_fault fault, int column) {
    return (struct converted_row){.outcome = ROW_QUARANTINED, .fault = fault, .column = column, .source = -1};
}

/* The patient's number. Each distinct id is looked at once, whether it is an identifier. */
static struct dictionary_place place_of_patient(const struct source *source, struct record_cell cell,
                                                struct row_texts *texts) {
    size_t known = dictionary_count(texts->patients);
    struct dictionary_place patient = dictionary_add_place(texts->patients, cell.text, cell.length);

    if (patient.number == known) {
        texts->is_identifier =
            memory_grow(texts->is_identifier, &texts->is_identifier_capacity, known + 1, sizeof(bool));
        texts->is_identifier[patient.number] =
            source_hides_identifier(&source->table->columns[0], cell.text, cell.length);
    }
    return patient;
}

static bool plain_day(struct source *source, const struct cell_rule *rule, struct record_cell cell, int32_t *day) {
    struct text_buffer *last = &source->last_date;

    if (last->length != cell.length || memcmp(last->text, cell.text, cell.length) != 0) {
        if (!cell_rule_day(rule->dates, cell, &source->last_day))
            return false;
        text_buffer_clear(last);
        text_buffer_append(last, cell.text, cell.length);
    }
    *day = source->last_day;
    return true;
}

/* Mostly the date is a plain cell; a constant, a mapped cell or days after another goes through canonical text. */
static enum row_fault convert_day(struct source *source, const struct record_cell *cells, int32_t *day) {
    const struct cell_rule *rule = &source->rules[1];
    struct text_buffer text = {0};
    enum row_fault fault;

    if (rule->source >= 0 && rule->n_codes == 0 && rule->days_base < 0) {
        if (cell_rule_is_missing(rule, cells[rule->source]))
            return ROW_FAULT_MISSING_KEY;
        return plain_day(source, rule, cells[rule->source], day) ? ROW_FAULT_NONE : ROW_FAULT_BAD_DATE;
    }
    fault = cell_rule_convert(rule, cells, &text);
    *day = source_day_of_text(&text);
    text_buffer_free(&text);
    return fault == ROW_FAULT_MISSING_VALUE ? ROW_FAULT_MISSING_KEY : fault;
}

static enum row_fault convert_recorded(const struct source *source, const struct record_cell *cells, int32_t *day) {
    const struct cell_rule *rule = &source->recorded;
    struct record_cell cell;
    enum row_fault fault = ROW_FAULT_NONE;

    *day = CALENDAR_NO_DAY;
    if (!source->has_recorded)
        return ROW_FAULT_NONE;
    cell = cells[rule->source];
    if (cell_rule_is_missing(rule, cell))
        return ROW_FAULT_MISSING_VALUE;
    if (!cell_rule_day(rule->dates, cell, day))
        fault = ROW_FAULT_BAD_DATE;
    return fault;
}

/* Two rounds of multiplying and folding (Steele, Lea and Flood 2014: SplitMix): rows alike have one hash, all others
 * another with a chance of 2^-32 or so that they do not. */
static uint64_t hash_of_row(uint32_t patient, int32_t day, uint32_t rest) {
    uint64_t hash = ((uint64_t)patient << 32 | rest) + UINT64_C(0x9E3779B97F4A7C15) * (uint32_t)day;

    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
    return hash ^ hash >> 31;
}

/* What the combination of its cells became. */
static void take_conversion(const struct source *source, const struct record_cell *cells,
                            const struct conversion *conversion, uint32_t patient_hash, struct converted_row *row) {
    enum row_fault of_recorded;

    if (conversion->outcome == ROW_QUARANTINED) {
        *row = quarantined((enum row_fault)conversion->fault, conversion->column);
        return;
    }
    row->rest = conversion->rest;
    row->is_to_come = conversion->is_to_come;
    row->hash = hash_of_row(patient_hash, row->day, conversion->rest_hash);
    if (source->is_derived && (row->day = conversion->day) == CALENDAR_NO_DAY) {
        *row = quarantined(ROW_FAULT_MISSING_EVENT, RETURNS_REPORTED_ON);
        return;
    }
    of_recorded = convert_recorded(source, cells, &row->recorded);
    if (of_recorded != ROW_FAULT_NONE)
        *row = quarantined(of_recorded, (int)source->table->n_columns);
}

/* Into the row itself: a copy of it would wait for its parts to be written. */
static void convert_cells(struct source *source, const struct record_cell *cells, struct row_texts *texts,
                          struct converted_row *row) {
    struct record_cell patient = cells[source->rules[0].source];
    const struct conversion *conversion = NULL;
    enum row_fault fault = ROW_FAULT_NONE;
    struct dictionary_place place;

    if (cell_rule_is_missing(&source->rules[0], patient)) {
        *row = quarantined(ROW_FAULT_MISSING_KEY, 0);
        return;
    }
    *row = (struct converted_row){.outcome = ROW_ACCEPTED, .day = CALENDAR_NO_DAY, .column = -1, .source = -1};
    if (source_table_is_dated(source->table) && !source->is_derived)
        fault = convert_day(source, cells, &row->day);
    source->key_day = row->day;
    if (fault == ROW_FAULT_NONE) {
        row->combination = source_find_conversion(source, cells, texts);
        conversion = &source->conversions[row->combination];
    }
    row->is_merged = texts->merges != NULL && id_merges_apply(texts->merges, &patient);
    place = place_of_patient(source, patient, texts);
    row->patient = place.number;
    if (texts->is_identifier[row->patient])
        *row = quarantined(ROW_FAULT_IDENTIFIER, 0);
    else if (conversion == NULL)
        *row = quarantined(fault, 1);
    else
        take_conversion(source, cells, conversion, place.hash, row);
}

void source_expect(const struct source *source, const struct record *record, const char *ahead, size_t n,
                   const struct row_texts *texts) {
    size_t length = record->cells[0].length;

    if (source->rules[0].source == 0 && n >= length)
        dictionary_prefetch(texts->patients, ahead, length);
}

void source_convert(struct source *source, const struct record *record, struct row_texts *texts,
                    struct converted_row *row) {
    enum row_filter_answer answer;
    int unknown = -1;

    source->line = record->line;
    if (record->n_cells != source->header.n) {
        *row = quarantined(ROW_FAULT_RAGGED, -1);
        return;
    }
    answer = row_filter_ask(source->filters, source->n_filters, record->cells, &unknown);
    if (answer == ROW_FILTER_OMITS) {
        *row = (struct converted_row){.outcome = ROW_FILTERED, .column = -1, .source = -1};
        return;
    }
    if (answer == ROW_FILTER_UNKNOWN) {
        *row = quarantined(ROW_FAULT_UNKNOWN_WORD, -1);
        row->source = unknown;
        return;
    }
    convert_cells(source, record->cells, texts, row);
    if (row->column == (int)source->table->n_columns)
        row->source = source->recorded.source;
    else if (row->column >= 0)
        row->source = source->rules[row->column].source;
}
