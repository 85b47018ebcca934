/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --where: which rows are used, and which of the values asked for no row has. A slip of the pen among right values
 * would otherwise leave its rows out without a word.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_WHERE_H
#define SWITCHBACK_SAMPLE_SAMPLE_WHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "sample/sample_options.h"
#include "table/table_reader.h"

struct sample_filter {
    const struct sample_options *options;
    int *columns;      /* one for each --where */
    bool **seen;       /* seen[i][j]: a row has value j in column i, whatever else it has */
    size_t n_not_seen; /* 0: all of them were */
};

/* Finds the columns; exit 65 when one is not there. */
struct sample_filter sample_filter_open(const struct sample_options *options, const struct table_reader *reader);
void sample_filter_close(struct sample_filter *filter);

/* Is the reader's row one of those that --where wants? */
bool sample_filter_takes(struct sample_filter *filter, const struct table_reader *reader);

/* One note for all values that no row had; `n_taken`: how many rows were wanted. No error, since a month may well have
 * no row of a value that others have. */
void sample_filter_say_not_seen(const struct sample_filter *filter, size_t n_taken);

#endif
