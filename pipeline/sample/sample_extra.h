/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of sample_reader that reads covariates: numbers as they are, factors as the number of their level. */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_EXTRA_H
#define SWITCHBACK_SAMPLE_SAMPLE_EXTRA_H

#include <stdbool.h>
#include <stddef.h>

#include "sample/sample_cells.h"
#include "sample/sample_labels.h"
#include "sample/sample_options.h"
#include "table/table_reader.h"

struct sample_extra {
    bool are_days; /* the numbers: days since 1970-01-01, or relative ones */
    int *columns;  /* numbers first, then factors */
    size_t n_numbers, n_factors;
    struct dictionary **words; /* of each factor */
    struct sample_cells values;
};

void sample_extra_open(struct sample_extra *extra, const struct table_reader *reader,
                       const struct sample_options *options);

/* Reads the row's values as those of row number `row`. A covariate that is no number ends the program with exit 65. */
void sample_extra_read(struct sample_extra *extra, struct table_reader *reader, size_t row);

/* Levels in bytewise order (n_factors of them, the caller's); the values of n_rows rows renumbered. Frees all but the
 * values, which the caller takes. */
struct sample_cells sample_extra_finish(struct sample_extra *extra, size_t n_rows, struct sample_labels *levels);

#endif
