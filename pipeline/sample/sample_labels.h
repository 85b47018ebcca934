/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Labels of groups: the value of a column, or those of several joined by `;` (a `;` or `\` within one is written `\;`,
 * `\\`: no two rows run together), numbered. While reading, numbers follow first appearance; sample_labels_finish
 * renumbers them in bytewise order, so nothing depends on row order.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_LABELS_H
#define SWITCHBACK_SAMPLE_SAMPLE_LABELS_H

#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "base/text_buffer.h"
#include "table/table_reader.h"

/* Distinct texts in bytewise order. */
struct sample_labels {
    size_t n;
    char **text;
};

/* The number of a label, or -1. */
int32_t sample_labels_find(const struct sample_labels *labels, const char *text);
void sample_labels_free(struct sample_labels *labels);

/* Appends one of several values as it stands in a joined label. */
void sample_labels_join(struct text_buffer *joined, const char *value, size_t length);

/* Labels while they are read. */
struct sample_coder {
    int *columns;
    size_t n_columns;
    struct dictionary *words;
    struct text_buffer joined;
};

/* `columns`: taken over, n_columns may be 0: then every row has the label "". */
void sample_coder_open(struct sample_coder *coder, int *columns, size_t n_columns);
uint32_t sample_coder_read(struct sample_coder *coder, const struct table_reader *reader);

/* Fills the labels and returns, per number given while reading, the final one (the caller frees). Frees the coder. */
uint32_t *sample_coder_finish(struct sample_coder *coder, struct sample_labels *labels);

/* The same for a dictionary, which it frees. */
uint32_t *sample_labels_finish(struct dictionary *words, struct sample_labels *labels);

#endif
