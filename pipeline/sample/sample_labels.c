/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int32_t sample_labels_find(const struct sample_labels *labels, const char *text) {
    size_t low = 0, high = labels->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, labels->text[middle]);
        if (order == 0)
            return (int32_t)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

void sample_labels_free(struct sample_labels *labels) {
    for (size_t i = 0; i < labels->n; i++)
        free(labels->text[i]);
    free(labels->text);
    *labels = (struct sample_labels){0};
}

void sample_coder_open(struct sample_coder *coder, int *columns, size_t n_columns) {
    *coder = (struct sample_coder){.columns = columns, .n_columns = n_columns, .words = dictionary_alloc()};
}

void sample_labels_join(struct text_buffer *joined, const char *value, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (value[i] == ';' || value[i] == '\\')
            text_buffer_append_char(joined, '\\');
        text_buffer_append_char(joined, value[i]);
    }
}

static void join(struct sample_coder *coder, const struct table_reader *reader) {
    text_buffer_clear(&coder->joined);
    for (size_t i = 0; i < coder->n_columns; i++) {
        struct record_cell cell = table_reader_cell(reader, coder->columns[i]);
        if (i > 0)
            text_buffer_append_char(&coder->joined, ';');
        sample_labels_join(&coder->joined, cell.text, cell.length);
    }
}

uint32_t sample_coder_read(struct sample_coder *coder, const struct table_reader *reader) {
    if (coder->n_columns == 0)
        return dictionary_count(coder->words) > 0 ? 0 : dictionary_add(coder->words, "", 0);
    if (coder->n_columns == 1) {
        struct record_cell cell = table_reader_cell(reader, coder->columns[0]);
        return dictionary_add(coder->words, cell.text, cell.length);
    }
    join(coder, reader);
    return dictionary_add(coder->words, coder->joined.text, coder->joined.length);
}

uint32_t *sample_labels_finish(struct dictionary *words, struct sample_labels *labels) {
    uint32_t *ranks = dictionary_ranks(words);

    labels->n = dictionary_count(words);
    labels->text = memory_alloc(labels->n, sizeof *labels->text);
    for (uint32_t i = 0; i < labels->n; i++)
        labels->text[ranks[i]] = memory_copy_text(dictionary_text(words, i), dictionary_length(words, i));
    dictionary_free(words);
    return ranks;
}

uint32_t *sample_coder_finish(struct sample_coder *coder, struct sample_labels *labels) {
    uint32_t *ranks = sample_labels_finish(coder->words, labels);

    free(coder->columns);
    text_buffer_free(&coder->joined);
    *coder = (struct sample_coder){0};
    return ranks;
}
