/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of source that counts what the rows taken hold. */
#include <string.h>

#include "base/calendar_format.h"
#include "base/memory.h"
#include "ingest/source_parts.h"

void source_take(struct source *source, const struct converted_row *row) {
    source->conversions[row->combination].n_rows++;
}

static void mark_offsets(const struct source *source, struct column_cells *cells) {
    for (size_t i = 0; i < source->table->n_columns; i++) {
        const struct cell_rule *rule = &source->rules[i];
        bool is_day = rule->column->type == COLUMN_DAY || rule->column->type == COLUMN_DAY_LIST;
        if (is_day && (rule->source >= 0 || rule->days_base >= 0) && calendar_format_has(rule->dates.text, 'z'))
            cells[i].has_offsets = true;
    }
}

void source_count_cells(const struct source *source, struct column_cells *cells, struct medications *medications) {
    mark_offsets(source, cells);
    for (size_t i = 0; i < dictionary_count(source->combinations); i++) {
        const struct conversion *conversion = &source->conversions[i];
        if (conversion->n_rows == 0)
            continue;
        for (size_t k = 0; k < source->table->n_columns; k++)
            if ((conversion->filled >> k & 1) != 0)
                cells[k].n_used += conversion->n_rows;
        for (size_t k = 0; k < conversion->n_faults; k++) {
            const struct cell_fault *fault = &source->faults[conversion->faults_at + k];
            struct column_cells *column = &cells[fault->column];
            if (column->file == NULL) {
                column->file = memory_copy_text(source->path, strlen(source->path));
                column->line = fault->line;
            }
            column->n_faults[fault->fault] += conversion->n_rows;
        }
        if (medications != NULL)
            medications_add_rows(medications, conversion->medication, conversion->n_rows);
    }
}
