/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "ingest/source_parts.h"
#include "privacy/identifiers.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

enum { DERIVED_DAY_COLUMNS = 2 };

/* Open text (a site, a substance, a reason, a carried group) is where an identifier could hide. */
static bool hides_identifier(const struct column_spec *column, const char *text, size_t length) {
    bool is_open = column->type == COLUMN_TEXT || column->type == COLUMN_ID ||
                   (column->type == COLUMN_CODE_LIST && column->codes == NULL);

    return is_open && length > 0 && identifier_in_value(column->name, text, length) != IDENTIFIER_NONE;
}

/* The day in canonical text; CALENDAR_NO_DAY when it is empty. */
static int32_t day_of_text(const struct text_buffer *text) {
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

    if (type == COLUMN_CODE_LIST)
        *n_listed = count_elements(cell);
    return type == COLUMN_DAY_LIST && cell->length > 0 && count_elements(cell) != *n_listed ? ROW_FAULT_OTHER_LENGTH
                                                                                            : ROW_FAULT_NONE;
}

static enum row_fault convert_column(struct source *source, size_t column, const struct record_cell *cells,
                                     struct text_buffer *cell, size_t *n_listed) {
    enum row_fault fault;

    text_buffer_clear(cell);
    fault = cell_rule_convert(&source->rules[column], cells, cell);
    if (cell->length > 0 && hides_identifier(&source->table->columns[column], cell->text, cell->length))
        fault = ROW_FAULT_IDENTIFIER;
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

static bool is_medication(const struct source *source, size_t column) {
    return column == DOSES_MEDICATION && strcmp(source->table->name, input_tables[INPUT_DOSES].name) == 0;
}

static struct conversion convert_rest(struct source *source, const struct record_cell *cells,
                                      const struct row_texts *texts) {
    struct conversion result = {.outcome = ROW_ACCEPTED, .column = -1, .day = CALENDAR_NO_DAY};
    struct text_buffer cell = {0};
    size_t n_listed = 0;

    text_buffer_clear(&source->rest);
    for (size_t i = source_first_rest_column(source); i < source->table->n_columns; i++) {
        enum row_fault fault = convert_column(source, i, cells, &cell, &n_listed);
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
        if (texts->medications != NULL && is_medication(source, i))
            match_medication(source, &result, &cell, texts->medications);
        if (cell.length > 0)
            result.filled |= UINT32_C(1) << i;
        if (gives_day(source, i, &result))
            result.day = day_of_text(&cell);
        if (i > source_first_rest_column(source))
            text_buffer_append_char(&source->rest, ',');
        table_writer_append_cell(&source->rest, cell.length > 0 ? cell.text : "", cell.length);
    }
    text_buffer_free(&cell);
    if (result.outcome == ROW_ACCEPTED) {
        struct dictionary_place place =
            dictionary_add_place(texts->rests, source->rest.length > 0 ? source->rest.text : "", source->rest.length);
        result.rest = place.number;
        result.rest_hash = place.hash;
    }
    return result;
}

/* The number of the conversion. */
static uint32_t find_conversion(struct source *source, const struct record_cell *cells, const struct row_texts *texts) {
    size_t known = dictionary_count(source->combinations);
    struct record_cell key = cell_key_of(&source->key, cells);
    uint32_t number = dictionary_add(source->combinations, key.text, key.length);

    if (number == known) {
        source->conversions =
            memory_grow(source->conversions, &source->conversions_capacity, known + 1, sizeof *source->conversions);
        source->conversions[number] = convert_rest(source, cells, texts);
    }
    return number;
}

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
        texts->is_identifier[patient.number] = hides_identifier(&source->table->columns[0], cell.text, cell.length);
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
    *day = day_of_text(&text);
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

static struct converted_row convert_cells(struct source *source, const struct record_cell *cells,
                                          struct row_texts *texts) {
    struct converted_row row = {.outcome = ROW_ACCEPTED, .day = CALENDAR_NO_DAY, .column = -1, .source = -1};
    struct record_cell patient = cells[source->rules[0].source];
    const struct conversion *conversion = NULL;
    enum row_fault fault = ROW_FAULT_NONE, of_recorded;
    struct dictionary_place place;

    if (cell_rule_is_missing(&source->rules[0], patient))
        return quarantined(ROW_FAULT_MISSING_KEY, 0);
    if (source_table_is_dated(source->table) && !source->is_derived)
        fault = convert_day(source, cells, &row.day);
    if (fault == ROW_FAULT_NONE) {
        row.combination = find_conversion(source, cells, texts);
        conversion = &source->conversions[row.combination];
    }
    row.is_merged = texts->merges != NULL && id_merges_apply(texts->merges, &patient);
    place = place_of_patient(source, patient, texts);
    row.patient = place.number;
    if (texts->is_identifier[row.patient])
        return quarantined(ROW_FAULT_IDENTIFIER, 0);
    if (conversion == NULL)
        return quarantined(fault, 1);
    if (conversion->outcome == ROW_QUARANTINED)
        return quarantined((enum row_fault)conversion->fault, conversion->column);
    row.rest = conversion->rest;
    row.hash = hash_of_row(place.hash, row.day, conversion->rest_hash);
    if (source->is_derived && (row.day = conversion->day) == CALENDAR_NO_DAY)
        return quarantined(ROW_FAULT_MISSING_KEY, 1);
    of_recorded = convert_recorded(source, cells, &row.recorded);
    return of_recorded == ROW_FAULT_NONE ? row : quarantined(of_recorded, (int)source->table->n_columns);
}

void source_expect(const struct source *source, const struct record *record, const char *ahead, size_t n,
                   const struct row_texts *texts) {
    size_t length = record->cells[0].length;

    if (source->rules[0].source == 0 && n >= length)
        dictionary_prefetch(texts->patients, ahead, length);
}

struct converted_row source_convert(struct source *source, const struct record *record, struct row_texts *texts) {
    struct converted_row row;
    enum row_filter_answer answer;
    int unknown = -1;

    source->line = record->line;
    if (record->n_cells != source->header.n)
        return quarantined(ROW_FAULT_RAGGED, -1);
    answer = row_filter_ask(source->filters, source->n_filters, record->cells, &unknown);
    if (answer == ROW_FILTER_OMITS)
        return (struct converted_row){.outcome = ROW_FILTERED, .column = -1, .source = -1};
    if (answer == ROW_FILTER_UNKNOWN) {
        row = quarantined(ROW_FAULT_UNKNOWN_WORD, -1);
        row.source = unknown;
        return row;
    }
    row = convert_cells(source, record->cells, texts);
    if (row.column == (int)source->table->n_columns)
        row.source = source->recorded.source;
    else if (row.column >= 0)
        row.source = source->rules[row.column].source;
    return row;
}
