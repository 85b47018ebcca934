/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of sample_reader that tells events: 1 or TRUE is one, 0, FALSE or an empty cell is none, and any other text
 * needs --event-value, so that a status of 1 and 2, or of yes and no, is never taken for "nobody had the event".
 * In a column of codes every text but these is a code of its own.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_EVENTS_H
#define SWITCHBACK_SAMPLE_SAMPLE_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "table/table_reader.h"

struct sample_events {
    const char *value;         /* rows with it have the event; NULL: 1 or TRUE have it, or the column holds codes */
    struct dictionary *codes;  /* of a column of codes, numbered as they come; NULL: it holds none */
    struct dictionary *others; /* texts that are neither an event nor none */
    size_t *n_rows;            /* of each of them */
    size_t capacity, n_more;   /* rows of texts beyond the most that are told apart */
    long line;                 /* of the first of them */
    bool has_value;
};

/* `value`: of --event-value, NULL: not given. */
struct sample_events sample_events_open(const char *value, bool are_codes);
void sample_events_free(struct sample_events *events);

/* 0, or 1 + the number of the code. */
int32_t sample_events_read(struct sample_events *events, const struct table_reader *reader, int column);

/* When all rows are read. Ends the program with 65 where a text is neither event nor none, and says where no row has
 * the --event-value: both name the texts seen, as far as they may be shown (many rows have each, or show_values). */
void sample_events_judge(const struct sample_events *events, const struct table_reader *reader, int column,
                         bool show_values);

#endif
