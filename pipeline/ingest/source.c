/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "ingest/cell_key.h"
#include "ingest/row_filter.h"
#include "privacy/identifiers.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

enum { DERIVED_DAY_COLUMNS = 2 };

/* The conversion of one combination of cells. */
struct conversion {
    uint32_t rest;
    int32_t day; /* of a table whose key date is derived from other columns */
    enum row_outcome outcome;
    enum row_fault fault;
    int column;
};

struct source {
    const struct table_spec *table;
    struct header header; /* borrowed names */
    struct cell_rule *rules;
    struct row_filter filters[ROW_FILTER_MOST];
    size_t n_filters;
    char **dropped, **ignored;
    bool *used;          /* by header index */
    struct cell_key key; /* of the cells that make the combination */
    bool is_derived;     /* the key date comes from other columns (returns_to_use) */
    struct dictionary *combinations;
    struct conversion *conversions;
    size_t conversions_capacity;
    struct text_buffer last_date; /* rows mostly come in the order of dates */
    int32_t last_day;
    struct text_buffer rest;
};

bool source_table_is_dated(const struct table_spec *table) { return table->columns[1].type == COLUMN_DAY; }

static size_t first_rest_column(const struct source *source) { return source_table_is_dated(source->table) ? 2 : 1; }

/* A required column needs a source, a constant, or (the derived date) its parts. */
static void check_required(const struct source *source, const char *path) {
    for (size_t i = 0; i < source->table->n_columns; i++) {
        const struct cell_rule *rule = &source->rules[i];
        if (!rule->column->required || rule->source >= 0 || rule->constant != NULL || rule->days_base >= 0 ||
            (i == 1 && source->is_derived))
            continue;
        message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1, .column = rule->column->name},
                        "no such column%s", header_hint(&source->header, rule->column->name));
    }
}

/* Which cells decide a row apart from its patient and its date. */
static void bind_key(struct source *source) {
    bool *in_key = memory_alloc(source->header.n, sizeof *in_key);

    for (size_t i = first_rest_column(source); i < source->table->n_columns; i++)
        cell_rule_mark(&source->rules[i], in_key);
    source->key = cell_key_bind(in_key, source->header.n);
    free(in_key);
}

static void mark_used(struct source *source) {
    source->used = memory_alloc(source->header.n, sizeof *source->used);
    for (size_t i = 0; i < source->table->n_columns; i++)
        cell_rule_mark(&source->rules[i], source->used);
    for (size_t i = 0; i < source->n_filters; i++)
        source->used[source->filters[i].source] = true;
}

struct source *source_bind(const struct mapping *mapping, const char *section, const struct table_spec *table,
                           const struct header *header, const char *path) {
    struct source *source = memory_alloc(1, sizeof *source);

    source->table = table;
    source->header = *header;
    source->is_derived = strcmp(table->columns[1].name, "event_on") == 0;
    source->dropped = mapping_list(mapping_value(mapping, section, "drop", NULL));
    source->ignored = mapping_list(mapping_value(mapping, section, "ignore", NULL));
    source->rules = memory_alloc(table->n_columns, sizeof *source->rules);
    for (size_t i = 0; i < table->n_columns; i++)
        source->rules[i] = cell_rule_bind(mapping, section, &table->columns[i], header, path);
    check_required(source, path);
    source->n_filters = row_filter_bind(mapping, section, header, path, source->filters);
    mark_used(source);
    bind_key(source);
    source->combinations = dictionary_alloc();
    return source;
}

void source_free(struct source *source) {
    if (source == NULL)
        return;
    for (size_t i = 0; i < source->table->n_columns; i++)
        cell_rule_free(&source->rules[i]);
    row_filter_free(source->filters, source->n_filters);
    mapping_list_free(source->dropped);
    mapping_list_free(source->ignored);
    dictionary_free(source->combinations);
    cell_key_free(&source->key);
    text_buffer_free(&source->rest);
    text_buffer_free(&source->last_date);
    free(source->rules);
    free(source->used);
    free(source->conversions);
    free(source);
}

void row_texts_free(struct row_texts *texts) {
    dictionary_free(texts->patients);
    dictionary_free(texts->rests);
    free(texts->is_identifier);
}

int source_column(const struct source *source, size_t column) { return source->rules[column].source; }

bool source_is_dropped(const struct source *source, size_t index) {
    return mapping_list_has(source->dropped, source->header.names[index]);
}

bool source_is_known(const struct source *source, size_t index) {
    return source->used[index] || source_is_dropped(source, index) ||
           mapping_list_has(source->ignored, source->header.names[index]);
}

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

static struct conversion convert_rest(struct source *source, const struct record_cell *cells,
                                      struct dictionary *rests) {
    struct conversion result = {.outcome = ROW_ACCEPTED, .column = -1, .day = CALENDAR_NO_DAY};
    struct text_buffer cell = {0};

    text_buffer_clear(&source->rest);
    for (size_t i = first_rest_column(source); i < source->table->n_columns; i++) {
        text_buffer_clear(&cell);
        result.fault = cell_rule_convert(&source->rules[i], cells, &cell);
        if (result.fault == ROW_FAULT_NONE && cell.length > 0 &&
            hides_identifier(&source->table->columns[i], cell.text, cell.length))
            result.fault = ROW_FAULT_IDENTIFIER;
        if (result.fault != ROW_FAULT_NONE) {
            result.outcome = ROW_QUARANTINED;
            result.column = (int)i;
            break;
        }
        if (gives_day(source, i, &result))
            result.day = day_of_text(&cell);
        if (i > first_rest_column(source))
            text_buffer_append_char(&source->rest, ',');
        table_writer_append_cell(&source->rest, cell.length > 0 ? cell.text : "", cell.length);
    }
    text_buffer_free(&cell);
    if (result.outcome == ROW_ACCEPTED)
        result.rest = dictionary_add(rests, source->rest.length > 0 ? source->rest.text : "", source->rest.length);
    return result;
}

static const struct conversion *find_conversion(struct source *source, const struct record_cell *cells,
                                                struct dictionary *rests) {
    size_t known = dictionary_count(source->combinations);
    struct record_cell key = cell_key_of(&source->key, cells);
    uint32_t number = dictionary_add(source->combinations, key.text, key.length);

    if (number == known) {
        source->conversions =
            memory_grow(source->conversions, &source->conversions_capacity, known + 1, sizeof *source->conversions);
        source->conversions[number] = convert_rest(source, cells, rests);
    }
    return &source->conversions[number];
}

static struct converted_row quarantined(enum row_fault fault, int column) {
    return (struct converted_row){.outcome = ROW_QUARANTINED, .fault = fault, .column = column, .source = -1};
}

/* The patient's number. Each distinct id is looked at once, whether it is an identifier. */
static uint32_t number_of_patient(const struct source *source, struct record_cell cell, struct row_texts *texts) {
    size_t known = dictionary_count(texts->patients);
    uint32_t patient = dictionary_add(texts->patients, cell.text, cell.length);

    if (patient == known) {
        texts->is_identifier =
            memory_grow(texts->is_identifier, &texts->is_identifier_capacity, known + 1, sizeof(bool));
        texts->is_identifier[patient] = hides_identifier(&source->table->columns[0], cell.text, cell.length);
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

static struct converted_row convert_cells(struct source *source, const struct record_cell *cells,
                                          struct row_texts *texts) {
    struct converted_row row = {.outcome = ROW_ACCEPTED, .day = CALENDAR_NO_DAY, .column = -1, .source = -1};
    struct record_cell patient = cells[source->rules[0].source];
    const struct conversion *conversion = NULL;
    enum row_fault fault = ROW_FAULT_NONE;

    if (cell_rule_is_missing(&source->rules[0], patient))
        return quarantined(ROW_FAULT_MISSING_KEY, 0);
    if (source_table_is_dated(source->table) && !source->is_derived)
        fault = convert_day(source, cells, &row.day);
    if (fault == ROW_FAULT_NONE)
        conversion = find_conversion(source, cells, texts->rests);
    row.patient = number_of_patient(source, patient, texts);
    if (texts->is_identifier[row.patient])
        return quarantined(ROW_FAULT_IDENTIFIER, 0);
    if (conversion == NULL)
        return quarantined(fault, 1);
    if (conversion->outcome == ROW_QUARANTINED)
        return quarantined(conversion->fault, conversion->column);
    row.rest = conversion->rest;
    if (source->is_derived && (row.day = conversion->day) == CALENDAR_NO_DAY)
        return quarantined(ROW_FAULT_MISSING_KEY, 1);
    return row;
}

void source_expect(const struct source *source, const struct record *record, const char *ahead, size_t n,
                   const struct row_texts *texts) {
    size_t length = record->cells[0].length;

    if (source->rules[0].source == 0 && n >= length)
        dictionary_prefetch(texts->patients, ahead, length);
}

struct converted_row source_convert(struct source *source, const struct record *record, struct row_texts *texts) {
    struct converted_row row;

    if (record->n_cells != source->header.n)
        return quarantined(ROW_FAULT_RAGGED, -1);
    if (row_filter_omits(source->filters, source->n_filters, record->cells))
        return (struct converted_row){.outcome = ROW_FILTERED, .column = -1, .source = -1};
    row = convert_cells(source, record->cells, texts);
    if (row.column >= 0)
        row.source = source->rules[row.column].source;
    return row;
}
