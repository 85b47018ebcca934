/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/unused_columns.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Columns that are enough where the other is there; NULL: where it is not there, nothing is amiss. */
static const struct {
    const char *column, *other;
} enough[] = {{"birth_year", "age"},
              {"age", "birth_year"},
              {"planned_end", "planned_days"},
              {"planned_days", "planned_end"},
              {"observed_until", NULL}};

static bool is_fed(const struct table_spec *table, const struct source *source, const char *column) {
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].name, column) == 0)
            return source_is_fed(source, i);
    return false;
}

static bool is_missed(const struct table_spec *table, const struct source *source, size_t column) {
    const struct column_spec *spec = &table->columns[column];

    if (spec->required || source_is_fed(source, column))
        return false;
    for (size_t i = 0; i < sizeof enough / sizeof enough[0]; i++)
        if (strcmp(enough[i].column, spec->name) == 0 &&
            (enough[i].other == NULL || is_fed(table, source, enough[i].other)))
            return false;
    return true;
}

static void add_header(struct unused_columns *unused, const struct header *header, size_t index) {
    const char *shown = header_shown_name(header, index);
    char *name = shown != NULL ? memory_copy_text(shown, strlen(shown)) : memory_format("column %zu", index + 1);

    for (size_t i = 0; i < unused->n_headers; i++)
        if (header_same_name(unused->headers[i], name)) {
            free(name);
            return;
        }
    unused->headers =
        memory_grow(unused->headers, &unused->headers_capacity, unused->n_headers + 1, sizeof *unused->headers);
    unused->headers[unused->n_headers++] = name;
}

static void add_column(struct unused_columns *unused, const char *column) {
    for (size_t i = 0; i < unused->n_columns; i++)
        if (strcmp(unused->columns[i], column) == 0)
            return;
    unused->columns =
        memory_grow(unused->columns, &unused->columns_capacity, unused->n_columns + 1, sizeof *unused->columns);
    unused->columns[unused->n_columns++] = column;
}

/* A comma at the end of each line makes a column without a name, which nobody has renamed. */
static bool is_unused(const struct header *header, const struct source *source, size_t index) {
    return header->names[index][0] != '\0' && !source_is_known(source, index);
}

void unused_columns_add(struct unused_columns *unused, const struct table_spec *table, const struct header *header,
                        const struct source *source) {
    bool any_header = false, any_column = false;

    for (size_t i = 0; i < header->n; i++)
        any_header = any_header || is_unused(header, source, i);
    for (size_t i = 0; i < table->n_columns; i++)
        any_column = any_column || is_missed(table, source, i);
    for (size_t i = 0; any_column && i < header->n; i++)
        if (is_unused(header, source, i))
            add_header(unused, header, i);
    for (size_t i = 0; any_header && i < table->n_columns; i++)
        if (is_missed(table, source, i))
            add_column(unused, table->columns[i].name);
}

void unused_columns_free(struct unused_columns *unused) {
    for (size_t i = 0; i < unused->n_headers; i++)
        free(unused->headers[i]);
    free(unused->headers);
    free(unused->columns);
    *unused = (struct unused_columns){0};
}
