/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of source that counts what the rows taken hold. */
#include <stdlib.h>
#include <string.h>

#include "base/calendar_format.h"
#include "base/memory.h"
#include "ingest/source_parts.h"

void source_take(struct source *source, const struct converted_row *row) {
    struct conversion *conversion = &source->conversions[row->combination];

    if (conversion->n_rows++ > 0)
        return;
    for (size_t i = 0; i < conversion->n_faults; i++)
        source->faults[conversion->faults_at + i].line = source->line;
}

static void mark_offsets(const struct source *source) {
    for (size_t i = 0; i < source->table->n_columns; i++) {
        const struct cell_rule *rule = &source->rules[i];
        bool is_day = rule->column->type == COLUMN_DAY || rule->column->type == COLUMN_DAY_LIST;
        if (is_day && (rule->source >= 0 || rule->days_base >= 0) && calendar_format_has(rule->dates.text, 'z'))
            source->sums.cells[i].has_offsets = true;
    }
}

/* The first of a column in this file, unless an earlier file has one. */
static void keep_place(struct source *source, size_t column, long line) {
    struct column_cells *cells = &source->sums.cells[column];
    bool is_ours = (source->placed >> column & 1) != 0;

    if (cells->file == NULL) {
        cells->file = memory_copy_text(source->path, strlen(source->path));
        cells->line = line;
        source->placed |= UINT32_C(1) << column;
    } else if (is_ours && line < cells->line) {
        cells->line = line;
    }
}

static void count_faults(struct source *source, const struct conversion *conversion) {
    for (size_t i = 0; i < conversion->n_faults; i++) {
        const struct cell_fault *fault = &source->faults[conversion->faults_at + i];
        keep_place(source, (size_t)fault->column, fault->line);
        source->sums.cells[fault->column].n_faults[fault->fault] += conversion->n_rows;
        if (fault->text != NULL && source->sums.values != NULL)
            rejected_values_add(source->sums.values, &(struct rejected_value){.column = fault->column,
                                                                              .text = fault->text,
                                                                              .fault = fault->fault,
                                                                              .file = source->path,
                                                                              .line = fault->line,
                                                                              .rows = conversion->n_rows});
    }
}

static void count_conversion(struct source *source, const struct conversion *conversion) {
    for (uint32_t filled = conversion->filled; filled != 0; filled &= filled - 1)
        source->sums.cells[__builtin_ctz(filled)].n_used += conversion->n_rows;
    count_faults(source, conversion);
    if (source->sums.medications != NULL)
        medications_add_rows(source->sums.medications, conversion->medication, conversion->n_rows);
}

static void count_all(struct source *source) {
    for (size_t i = 0; i < source->n_conversions; i++)
        if (source->conversions[i].n_rows > 0)
            count_conversion(source, &source->conversions[i]);
}

void source_forget(struct source *source) {
    for (size_t i = 0; i < source->n_faults; i++)
        free(source->faults[i].text);
    source->n_faults = source->n_conversions = 0;
    dictionary_clear(source->combinations);
}

void source_count(struct source *source) {
    mark_offsets(source);
    count_all(source);
    source_forget(source);
}

/* Half of the rows must be spared a conversion for the look-ups to pay. */
void source_bound_combinations(struct source *source) {
    if (source->is_varied ? source->n_conversions == 0 : source->n_conversions < SOURCE_MOST_COMBINATIONS)
        return;
    source->is_varied = source->n_asked < 2 * (long)source->n_conversions;
    source->n_asked = 0;
    count_all(source);
    source_forget(source);
}
