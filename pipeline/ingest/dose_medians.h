/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each medication's median dose before a month and in it, weighted by rows.
 * The median is the least dose that at least half of the rows do not exceed;
 * doses count to a thousandth of a mg.
 * source: the inverse of the empirical distribution. checked against: R 4.2.2, quantile(x, 0.5, type = 1):
 * tests/reference/dose_medians.R.
 */
#ifndef SWITCHBACK_INGEST_DOSE_MEDIANS_H
#define SWITCHBACK_INGEST_DOSE_MEDIANS_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/last_month.h"

struct dose_median {
    const char *medication; /* owned by the medians */
    double before, within;  /* mg */
    double n_before, n_within;
};

struct dose_medians;

struct dose_medians *dose_medians_alloc(void);
void dose_medians_free(struct dose_medians *medians);

/* Adds the counted rests of the table doses; rows without a dose are left out. */
void dose_medians_add(struct dose_medians *medians, const struct last_month *month, const struct dictionary *rests);

/* Ends the adding. */
void dose_medians_pair_up(struct dose_medians *medians);

/* The pair number `index` of the medications that have doses both before and within, by name; false: no more. */
bool dose_medians_get(const struct dose_medians *medians, size_t index, struct dose_median *pair);

#endif
