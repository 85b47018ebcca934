/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of sample_reader that turns rows into columns, sorted by rule and person. */
#ifndef SWITCHBACK_TABLE_SAMPLE_ARRANGE_H
#define SWITCHBACK_TABLE_SAMPLE_ARRANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/sample_reader.h"

/* One row as read; every number is final. */
struct sample_row {
    double time, entry;
    int32_t event, person;
    uint32_t rule, group, stratum;
};

/* Fills the columns and rule_start of a sample whose labels and n_people are set. Rows of the same rule and person keep
 * their order; sums over people then do not depend, even in the last bit, on the order of the file. */
void sample_arrange(struct sample *sample, const struct sample_row *rows, size_t n_rows, bool has_entry, bool has_id);

/* The same order for further numbers, `width` a row, into sample->extra. After sample_arrange. */
void sample_arrange_extra(struct sample *sample, const struct sample_row *rows, const double *extra, size_t width);

#endif
