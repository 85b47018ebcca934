/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of sample_reader that counts rows which no estimator can tell apart: of people who are in one row each and
 * at risk from the start, those with the same time, event, rule, group and stratum are kept once, with their count.
 * Whole days take a few kilobytes then, whatever the number of rows. Where hardly any rows are alike it gives up, and
 * each is a row again.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_TALLY_H
#define SWITCHBACK_SAMPLE_SAMPLE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sample/sample_rows.h"

/* Where each row kept is found by what is in it. Begin with {0}, which counts nothing, or with sample_tally_open. */
struct sample_tally {
    uint32_t *own;   /* of whole days of few kinds, a slot each: 1 + row, 0: none */
    uint32_t *slots; /* of all others, hashed; NULL: not counting */
    size_t n_slots;  /* a power of 2 */
    size_t n_taken;  /* rows, alike or not */
    size_t n_probes; /* slots looked at among the hashed ones */
};

/* For rows that have a column of counts. */
struct sample_tally sample_tally_open(void);
void sample_tally_free(struct sample_tally *tally);

/* Takes the row that stands behind the last one, its count not yet set: an earlier one that is like it counts one more,
 * or it is kept as the last. When it gives up (fewer than four alike on average) rows->count is NULL from then on. */
void sample_tally_take(struct sample_tally *tally, struct sample_rows *rows);

#endif
