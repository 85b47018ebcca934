/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a tidy CSV as the estimators take them: numbers and codes, grouped by rule.
 *
 * Every cell is checked here: times are numbers of 0 or more, entry is before time. A row with an empty cell, or
 * NA, in a used column is left out, counted, and said in one note; an empty event is "no event", not missing. Labels
 * are numbered in bytewise order, so nothing depends on the order of the rows. Where a person is in one row at a time
 * (one_at_a_time), rows that overlap end the program, named by their lines.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_READER_H
#define SWITCHBACK_SAMPLE_SAMPLE_READER_H

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "sample/sample_cells.h"
#include "sample/sample_labels.h"
#include "sample/sample_options.h"

struct sample {
    size_t n_rows;
    double *time;
    double *entry;                /* NULL without an entry column */
    int32_t *event;               /* 0 none, else 1 + the number of its code in `codes` (1 with an event value) */
    int32_t *person;              /* 0 .. n_people - 1; NULL without an id column */
    int32_t *group;               /* number in `groups`; NULL: all are in the only one */
    int32_t *stratum;             /* the same in `strata` */
    int32_t *count;               /* of rows alike that the row stands for; NULL: each is one */
    struct sample_cells extra;    /* covariates (NaN: missing), then levels of factors */
    struct sample_labels *levels; /* of each factor */
    size_t n_factors;
    int32_t n_people;
    enum calendar_kind days;                           /* of covariates that are days */
    struct sample_labels rules, groups, strata, codes; /* at least one rule, group and stratum: "" */
    size_t *rule_start;                                /* rules.n + 1 offsets: rows are sorted by rule and person */
    char *group_by;                                    /* the columns of the grouping joined by `;` */
};

/* Reads all of the file once and gives a sample for each grouping of the options, each as if it were read alone. Ends
 * the program with exit 65 at the first cell that is not usable, 66 without the file. Free all n_by with sample_free.
 */
struct sample *sample_read(const struct sample_options *options);
void sample_free(struct sample *samples, size_t n);

#endif
