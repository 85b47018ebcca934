/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What estimators of stretches rest on: a person is in one of them at a time, so under one rule a person's rows, in
 * (entry, time], do not overlap. One may begin where another ends; gaps are free. Without a begin each row reaches back
 * to the start, and a person has one.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_OVERLAP_H
#define SWITCHBACK_SAMPLE_SAMPLE_OVERLAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sample/sample_reading.h"

struct sample_overlap {
    size_t row;    /* begins ... */
    size_t before; /* ... before this one, which began no later, ends */
};

/* The first overlap in arranged rows with people, by rule, person and begin; false: none. */
bool sample_overlap_find(const struct sample_rows *rows, struct sample_overlap *overlap);

/* Ends the program with exit 65 at an overlap in the arranged rows of a reading that keeps lines: the line names the
 * row, and with --show-values the person. */
void sample_overlap_refuse(const struct sample_reading *reading, const struct sample_ids *ids, const uint32_t *rank);

#endif
