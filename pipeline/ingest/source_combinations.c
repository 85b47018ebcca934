/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of source that converts what is neither patient nor date, once a combination of cells. */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "ingest/day_order.h"
#include "ingest/source_parts.h"
#include "privacy/identifiers.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

enum { DERIVED_DAY_COLUMNS = 2 };

bool source_is_open(const struct column_spec *column) {
    return column->type == COLUMN_TEXT || column->type == COLUMN_ID ||
           (column->type == COLUMN_CODE_LIST && column->codes == NULL);
}

bool source_hides_identifier(const struct column_spec *column, const char *text, size_t length) {
    return source_is_open(column) && length > 0 && identifier_in_value(column->name, text, length) != IDENTIFIER_NONE;
}

/* Open texts are few, mostly, and their cells many: so many of each column are looked at once. */
enum { MOST_CLEAN = 4096 };

static bool is_identifier(const struct source *source, size_t column, const struct text_buffer *cell) {
    struct dictionary *clean = source->clean[column];

    if (clean == NULL || cell->length == 0 || dictionary_find(clean, cell->text, cell->length) != DICTIONARY_NONE)
        return false;
    if (source_hides_identifier(&source->table->columns[column], cell->text, cell->length))
        return true;
    if (dictionary_count(clean) < MOST_CLEAN)
        dictionary_add(clean, cell->text, cell->length);
    return false;
}

int32_t source_day_of_text(const struct text_buffer *text) {
    int32_t day = CALENDAR_NO_DAY;

    if (text->length > 0)
        calendar_parse(calendar_kind_of(text->text, text->length), text->text, text->length, &day);
    return day;
}

/* The key date of a table that derives it is the first of its two following columns that is a day. */
static bool gives_day(const struct source *source, size_t column, const struct conversion *conversion) {
    return source->is_derived && column < 2 + DERIVED_DAY_COLUMNS && conversion->day == CALENDAR_NO_DAY;
}

/* `text`: what stands in the cell; NULL: it is of none. */
static void add_fault(struct source *source, struct conversion *conversion, int column, enum row_fault fault,
                      const char *text) {
    source->faults =
        memory_grow(source->faults, &source->faults_capacity, source->n_faults + 1, sizeof *source->faults);
    if (conversion->n_faults == 0)
        conversion->faults_at = (uint32_t)source->n_faults;
    source->faults[source->n_faults++] =
        (struct cell_fault){.column = column,
                            .fault = fault,
                            .line = source->line,
                            .text = text == NULL ? NULL : memory_copy_text(text, strlen(text))};
    conversion->n_faults++;
}

/* A cell that the row cannot do without, or that must not be read over: an identifier, a day that makes the key date.
 */
static bool spoils_row(const struct source *source, size_t column, enum row_fault fault,
                       const struct conversion *conversion) {
    return source->table->columns[column].required || fault == ROW_FAULT_IDENTIFIER ||
           gives_day(source, column, conversion);
}

static size_t count_elements(const struct text_buffer *list) {
    size_t n = list->length > 0;

    for (size_t i = 0; i < list->length; i++)
        n += list->text[i] == ';';
    return n;
}

/* Days that stand in the order of the list of codes before them are nobody's where there are more or fewer of them:
 * which is of which cannot be told. `n_listed`: elements of that list. */
static enum row_fault match_days(const struct source *source, size_t column, const struct text_buffer *cell,
                                 size_t *n_listed) {
    enum column_type type = source->table->columns[column].type;

    if (source->is_counted[column])
        *n_listed = count_elements(cell);
    return type == COLUMN_DAY_LIST && cell->length > 0 && count_elements(cell) != *n_listed ? ROW_FAULT_OTHER_LENGTH
                                                                                            : ROW_FAULT_NONE;
}

/* Has the export that list at all? Days of what nobody knows are nobody's, and no fault: page one says it. */
static bool has_listed(const struct source *source) { return source_is_fed(source, RETURNS_PLAN_CHANGES); }

static enum row_fault convert_column(struct source *source, size_t column, const struct record_cell *cells,
                                     struct text_buffer *cell, size_t *n_listed) {
    enum row_fault fault;

    text_buffer_clear(cell);
    fault = cell_rule_convert(&source->rules[column], cells, cell);
    if (is_identifier(source, column, cell))
        fault = ROW_FAULT_IDENTIFIER;
    if (source->table->columns[column].type == COLUMN_DAY_LIST && !has_listed(source)) {
        text_buffer_clear(cell);
        return ROW_FAULT_NONE;
    }
    if (match_days(source, column, cell, n_listed) == ROW_FAULT_NONE)
        return fault;
    text_buffer_clear(cell);
    return ROW_FAULT_OTHER_LENGTH;
}

static void match_medication(struct source *source, struct conversion *conversion, struct text_buffer *cell,
                             struct medications *medications) {
    const char *name;

    conversion->medication =
        medications_match(medications, cell->text, cell->length, source->path, source->line, &name);
    if (conversion->medication <= 0)
        return;
    text_buffer_clear(cell);
    text_buffer_append_text(cell, name);
}

static bool is_scheduled(const struct source *source, size_t column, const struct text_buffer *cell) {
    return column == source->status && cell->length > 0 && strcmp(cell->text, "scheduled") == 0;
}

/* Rows of a key are found by it; of the others those that are hardly ever alike need not be looked for. */
static struct dictionary_place place_of_rest(const struct source *source, const struct row_texts *texts) {
    const char *text = source->rest.length > 0 ? source->rest.text : "";

    return source->is_varied && source->table->key[0] == '\0'
               ? dictionary_append(texts->rests, text, source->rest.length)
               : dictionary_add_place(texts->rests, text, source->rest.length);
}

/* The days of a row before any of its other columns is converted: the key date, where it is a cell of its own. */
static void begin_days(const struct source *source, int32_t days[SOURCE_MOST_COLUMNS]) {
    for (size_t i = 0; i < SOURCE_MOST_COLUMNS; i++)
        days[i] = CALENDAR_NO_DAY;
    days[1] = source->is_derived ? CALENDAR_NO_DAY : source->key_day;
}

/* Behind the cells of the columns before. */
static void append_cell(struct source *source, size_t column, const struct text_buffer *cell) {
    if (column > source_first_rest_column(source))
        text_buffer_append_char(&source->rest, ',');
    if (cell->length > 0 && source->is_bare[column])
        text_buffer_append(&source->rest, cell->text, cell->length);
    else if (cell->length > 0)
        table_writer_append_cell(&source->rest, cell->text, cell->length);
}

static struct conversion convert_rest(struct source *source, const struct record_cell *cells,
                                      const struct row_texts *texts) {
    struct conversion result = {.outcome = ROW_ACCEPTED, .column = -1, .day = CALENDAR_NO_DAY};
    struct text_buffer *cell = &source->cell;
    int32_t days[SOURCE_MOST_COLUMNS];
    size_t n_listed = 0;

    begin_days(source, days);
    text_buffer_clear(&source->rest);
    for (size_t i = source_first_rest_column(source); i < source->table->n_columns; i++) {
        enum row_fault fault = convert_column(source, i, cells, cell, &n_listed);
        enum row_fault of_order = day_order_judge(source->orders[i], days, texts->as_of, cell);
        fault = fault == ROW_FAULT_NONE ? of_order : fault;
        if (fault != ROW_FAULT_NONE && spoils_row(source, i, fault, &result)) {
            result.outcome = ROW_QUARANTINED;
            result.fault = (uint8_t)fault;
            result.column = (int8_t)i;
            break;
        }
        if (fault != ROW_FAULT_NONE) {
            int from = source->rules[i].source;
            add_fault(source, &result, (int)i, fault, from >= 0 ? cells[from].text : NULL);
        }
        if (texts->medications != NULL && i == source->medication)
            match_medication(source, &result, cell, texts->medications);
        result.is_to_come = result.is_to_come || is_scheduled(source, i, cell);
        if (cell->length > 0)
            result.filled |= UINT32_C(1) << i;
        days[i] = source->table->columns[i].type == COLUMN_DAY ? source_day_of_text(cell) : CALENDAR_NO_DAY;
        if (gives_day(source, i, &result))
            days[1] = result.day = days[i];
        append_cell(source, i, cell);
    }
    if (result.outcome == ROW_ACCEPTED) {
        struct dictionary_place place = place_of_rest(source, texts);
        result.rest = place.number;
        result.rest_hash = place.hash;
    }
    return result;
}

uint32_t source_find_conversion(struct source *source, const struct record_cell *cells, const struct row_texts *texts) {
    uint32_t number;

    source_bound_combinations(source);
    source->n_asked++;
    if (source->is_varied) {
        number = 0;
    } else {
        struct record_cell key = cell_key_of(&source->key, cells);
        number = dictionary_add(source->combinations, key.text, key.length);
    }
    if (number == source->n_conversions) {
        source->conversions =
            memory_grow(source->conversions, &source->conversions_capacity, number + 1, sizeof *source->conversions);
        source->conversions[number] = convert_rest(source, cells, texts);
        source->n_conversions++;
    }
    return number;
}
