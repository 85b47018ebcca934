/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/column_find.h"
#include "ingest/day_order.h"
#include "ingest/source_parts.h"
#include "table/input_tables.h"

static bool is_table(const struct table_spec *table, enum input_table which) {
    return strcmp(table->name, input_tables[which].name) == 0;
}

bool source_table_is_dated(const struct table_spec *table) { return table->columns[1].type == COLUMN_DAY; }

size_t source_first_rest_column(const struct source *source) { return source_table_is_dated(source->table) ? 2 : 1; }

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

/* A key date that is derived needs one of the columns that it comes from. */
static void check_derived(const struct source *source, const char *path) {
    char *hint;

    if (!source->is_derived || source_is_fed(source, RETURNS_USED_ON) || source_is_fed(source, RETURNS_REPORTED_ON))
        return;
    hint = header_hint(&source->header, source->table->columns[RETURNS_USED_ON].name);
    message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1},
                    "neither used_on nor reported_on is there%s", hint);
}

/* Which cells decide a row apart from its patient and, unless others are held against it, its date. */
static void bind_key(struct source *source) {
    bool *in_key = memory_alloc(source->header.n, sizeof *in_key);

    for (size_t i = source_first_rest_column(source); i < source->table->n_columns; i++)
        cell_rule_mark(&source->rules[i], in_key);
    if (day_order_needs_key(source->table))
        cell_rule_mark(&source->rules[1], in_key);
    source->key = cell_key_bind(in_key, source->header.n);
    free(in_key);
}

/* order = recorded: the column that says which of two rows is the later must be there. */
static void bind_recorded(struct source *source, const struct mapping *mapping, const char *section, const char *path) {
    static const struct column_spec recorded = {"recorded", COLUMN_DAY, true,
                                                "day",      NULL,       "day on which the row was written"};

    source->has_recorded = mapping_orders_by_recorded(mapping, source->table->name);
    if (!source->has_recorded)
        return;
    source->recorded = cell_rule_bind(mapping, section, &recorded, &source->header, path);
    if (source->recorded.source < 0)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1, .column = recorded.name},
                        "order = recorded, and no such column%s", header_hint(&source->header, recorded.name));
}

/* Is the column the last list of codes before a list of days? */
static bool has_days(const struct table_spec *table, size_t column) {
    size_t next = column + 1;

    while (next < table->n_columns && table->columns[next].type != COLUMN_CODE_LIST &&
           table->columns[next].type != COLUMN_DAY_LIST)
        next++;
    return table->columns[column].type == COLUMN_CODE_LIST && next < table->n_columns &&
           table->columns[next].type == COLUMN_DAY_LIST;
}

/* What depends on the table alone, and would be asked for every row. */
static void bind_table(struct source *source) {
    const struct table_spec *table = source->table;

    source->is_derived = strcmp(table->columns[1].name, "event_on") == 0;
    source->medication = is_table(table, INPUT_DOSES) ? (size_t)DOSES_MEDICATION : SOURCE_NO_COLUMN;
    source->status = is_table(table, INPUT_VISITS) ? (size_t)VISITS_STATUS : SOURCE_NO_COLUMN;
    for (size_t i = 0; i < table->n_columns; i++) {
        source->orders[i] = day_order_of(table, i);
        source->is_counted[i] = has_days(table, i);
        source->is_bare[i] = column_spec_is_ours(&table->columns[i]);
        source->clean[i] = source_is_open(&table->columns[i]) ? dictionary_alloc() : NULL;
    }
}

static void mark_used(struct source *source) {
    source->used = memory_alloc(source->header.n, sizeof *source->used);
    for (size_t i = 0; i < source->table->n_columns; i++)
        cell_rule_mark(&source->rules[i], source->used);
    if (source->has_recorded)
        source->used[source->recorded.source] = true;
    for (size_t i = 0; i < source->n_filters; i++)
        source->used[source->filters[i].source] = true;
}

struct source *source_bind(const struct mapping *mapping, const char *section, const struct table_spec *table,
                           const struct header *header, const char *path, const struct source_sums *sums) {
    struct source *source = memory_alloc(1, sizeof *source);

    assert(table->n_columns <= SOURCE_MOST_COLUMNS);
    source->table = table;
    source->path = path;
    source->sums = *sums;
    source->header = *header;
    bind_table(source);
    source->dropped = mapping_list(mapping_value(mapping, section, "drop", NULL));
    source->ignored = mapping_list(mapping_value(mapping, section, "ignore", NULL));
    source->rules = memory_alloc(table->n_columns, sizeof *source->rules);
    for (size_t i = 0; i < table->n_columns; i++)
        source->rules[i] = cell_rule_bind(mapping, section, &table->columns[i], header, path);
    check_required(source, path);
    check_derived(source, path);
    bind_recorded(source, mapping, section, path);
    source->n_filters = row_filter_bind(mapping, section, header, path, source->filters);
    mark_used(source);
    bind_key(source);
    source->combinations = dictionary_alloc();
    return source;
}

void source_free(struct source *source) {
    if (source == NULL)
        return;
    for (size_t i = 0; i < source->table->n_columns; i++) {
        cell_rule_free(&source->rules[i]);
        dictionary_free(source->clean[i]);
    }
    if (source->has_recorded)
        cell_rule_free(&source->recorded);
    row_filter_free(source->filters, source->n_filters);
    mapping_list_free(source->dropped);
    mapping_list_free(source->ignored);
    source_forget(source);
    dictionary_free(source->combinations);
    cell_key_free(&source->key);
    text_buffer_free(&source->rest);
    text_buffer_free(&source->cell);
    text_buffer_free(&source->last_date);
    free(source->rules);
    free(source->used);
    free(source->conversions);
    free(source->faults);
    free(source);
}

void row_texts_free(struct row_texts *texts) {
    dictionary_free(texts->patients);
    dictionary_free(texts->rests);
    free(texts->is_identifier);
}

void column_cells_free(struct column_cells *cells, size_t n) {
    for (size_t i = 0; cells != NULL && i < n; i++)
        free(cells[i].file);
    free(cells);
}

bool source_is_fed(const struct source *source, size_t column) {
    const struct cell_rule *rule = &source->rules[column];

    return rule->source >= 0 || rule->constant != NULL || rule->days_base >= 0;
}

bool source_is_used(const struct source *source, size_t index) { return source->used[index]; }

int source_column(const struct source *source, size_t column) { return source->rules[column].source; }

bool source_is_dropped(const struct source *source, size_t index) {
    return column_is_named(source->dropped, &source->header, index);
}

bool source_is_known(const struct source *source, size_t index) {
    return source->used[index] || source_is_dropped(source, index) ||
           column_is_named(source->ignored, &source->header, index);
}
