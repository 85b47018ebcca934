/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of sample_reader that checks the cells of a row and takes their numbers. */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_READING_H
#define SWITCHBACK_SAMPLE_SAMPLE_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "sample/sample_events.h"
#include "sample/sample_extra.h"
#include "sample/sample_labels.h"
#include "sample/sample_options.h"
#include "sample/sample_people.h"
#include "sample/sample_rows.h"
#include "sample/sample_tally.h"
#include "table/table_reader.h"

/* The reading for one grouping; all share the reader. */
struct sample_reading {
    const struct sample_options *options;
    const struct sample_list *by;
    struct table_reader *reader;
    int time, entry, event, id; /* columns; -1: none */
    int *used;                  /* those in which a cell must not be empty */
    size_t n_used;
    struct sample_coder rule, group, stratum;
    struct sample_extra extra;
    struct sample_events events;
    struct sample_people people;
    struct sample_rows rows;
    struct sample_tally tally;
    size_t n_wanted, *missing; /* missing[column]: rows left out because of it */
};

/* Finds the columns; exit 65 when one is not there. */
struct sample_reading sample_reading_open(const struct sample_options *options, const struct sample_list *by,
                                          struct table_reader *reader);
void sample_reading_close(struct sample_reading *reading);

/* Takes the reader's row, or counts what it lacks. A cell that is not usable ends the program with exit 65. */
void sample_reading_take_row(struct sample_reading *reading, struct sample_ids *people);

/* One note for all rows left out, by column. */
void sample_reading_say_missing(const struct sample_reading *reading);

#endif
