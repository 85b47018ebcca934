/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rows of a source a mapping wants: its keep.HEADER and omit.HEADER.
 */
#ifndef SWITCHBACK_INGEST_ROW_FILTER_H
#define SWITCHBACK_INGEST_ROW_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/mapping.h"
#include "table/header.h"
#include "table/record_reader.h"

enum { ROW_FILTER_MOST = 32 };

struct row_filter {
    int source; /* index in the header */
    bool keep;
    bool *met;     /* by value: a row has it */
    bool is_total; /* the section both keeps and omits by this column: a word that neither names is not understood */
    char **values, **missing; /* the words that mean missing in this source */
};

/* Fills `filters` and returns how many. Ends the program: 65 when a header is not there, 78 for too many or a
 * dropped one. */
size_t row_filter_bind(const struct mapping *mapping, const char *section, const struct header *header,
                       const char *path, struct row_filter filters[ROW_FILTER_MOST]);
void row_filter_free(struct row_filter filters[], size_t n);

enum row_filter_answer {
    ROW_FILTER_TAKES,
    ROW_FILTER_OMITS,
    ROW_FILTER_UNKNOWN /* no filter omits it, and a column that is kept and omitted by holds another word */
};

/* `*source` is set to the column of a word that is not known. */
enum row_filter_answer row_filter_ask(const struct row_filter filters[], size_t n, const struct record_cell *cells,
                                      int *source);

#endif
