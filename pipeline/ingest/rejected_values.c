/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rejected_values.h"

#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "ingest/file_name.h"

struct rejected_values {
    struct dictionary *keys, *files; /* "COLUMN:TEXT"; names of files */
    struct rejected_value *values;   /* by number of the key; text and file are looked up when they are asked for */
    uint32_t *file_of;
    size_t capacity, file_capacity;
};

const char *rejected_value_column(const struct table_spec *table, int column) {
    if (column == (int)table->n_columns)
        return "recorded";
    return column >= 0 ? table->columns[column].name : "";
}

struct rejected_values *rejected_values_alloc(void) {
    struct rejected_values *values = memory_alloc(1, sizeof *values);

    values->keys = dictionary_alloc();
    values->files = dictionary_alloc();
    return values;
}

void rejected_values_free(struct rejected_values *values) {
    if (values == NULL)
        return;
    dictionary_free(values->keys);
    dictionary_free(values->files);
    free(values->values);
    free(values->file_of);
    free(values);
}

static uint32_t add_name(struct dictionary *files, const char *name) {
    char *shown = file_name_shown(name);
    uint32_t number = dictionary_add(files, shown, strlen(shown));

    free(shown);
    return number;
}

void rejected_values_add(struct rejected_values *values, const struct rejected_value *value) {
    char *key = memory_format("%d:%s", value->column, value->text);
    size_t known = dictionary_count(values->keys);
    uint32_t number = dictionary_add(values->keys, key, strlen(key));

    free(key);
    if (number == known) {
        values->values = memory_grow(values->values, &values->capacity, known + 1, sizeof *values->values);
        values->file_of = memory_grow(values->file_of, &values->file_capacity, known + 1, sizeof *values->file_of);
        values->values[number] = *value;
        values->values[number].rows = 0;
        values->file_of[number] = add_name(values->files, value->file);
    }
    if (value->line < values->values[number].line && add_name(values->files, value->file) == values->file_of[number]) {
        values->values[number].line = value->line;
        values->values[number].fault = value->fault;
    }
    values->values[number].rows += value->rows;
}

/* Column by column, the most frequent first, bytewise among equals. */
static int compare_values(const void *left, const void *right) {
    const struct rejected_value *a = left, *b = right;

    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->rows != b->rows ? (a->rows < b->rows) - (a->rows > b->rows) : strcmp(a->text, b->text);
}

static struct rejected_value *in_order(const struct rejected_values *values, size_t n) {
    struct rejected_value *sorted = memory_alloc(n, sizeof *sorted);

    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = values->values[i];
        sorted[i].text = strchr(dictionary_text(values->keys, i), ':') + 1;
        sorted[i].file = dictionary_text(values->files, values->file_of[i]);
    }
    qsort(sorted, n, sizeof *sorted, compare_values);
    return sorted;
}

void rejected_values_each(const struct rejected_values *values, size_t most,
                          void (*take)(void *context, const struct rejected_value *value, long n_more), void *context) {
    size_t n = values == NULL ? 0 : dictionary_count(values->keys);
    struct rejected_value *sorted = n == 0 ? NULL : in_order(values, n);

    for (size_t i = 0, n_column; i < n; i += n_column) {
        struct rejected_value others = {.column = sorted[i].column};
        long n_more = 0;
        for (n_column = 0; i + n_column < n && sorted[i + n_column].column == others.column; n_column++) {
            if (n_column < most) {
                take(context, &sorted[i + n_column], 0);
            } else {
                others.rows += sorted[i + n_column].rows;
                n_more++;
            }
        }
        if (n_more > 0)
            take(context, &others, n_more);
    }
    free(sorted);
}
