/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is new in the last closed month of a table: a code that no earlier row has, and a medication whose median
 * dose is many times what it was, or a small part of it (an export that has gone over to another unit).
 *
 * Rows are counted by the number of their texts (struct stored_row's rest) before the month and in it: two counts a
 * text, however many rows. Codes are looked at when the texts are folded. A column that is empty in all earlier rows
 * has no new codes, nor has a table without earlier rows. Columns of codes in lists that we fixed ourselves (what came
 * before a return to use ...) are left out: a rare answer is no change of the export.
 */
#ifndef SWITCHBACK_INGEST_LAST_MONTH_H
#define SWITCHBACK_INGEST_LAST_MONTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "table/column_spec.h"

struct last_month_counts {
    uint32_t before, within;
};

struct last_month_codes;
struct dose_medians;

/* Texts are counted by their numbers until last_month_fold counts what stands in them: the numbers are then free for
 * others. */
struct last_month {
    int32_t first, end; /* days: the month is [first, end) */
    struct last_month_counts *counts;
    size_t n; /* texts that have counts */
    const struct table_spec *table;
    struct last_month_codes *codes; /* by column of the table */
    struct dose_medians *doses;     /* of the table of doses */
};

/* The month that ends on `as_of`, or the one before as_of's. `n_texts`: of the dictionary of rests, so far. */
struct last_month last_month_begin(int32_t as_of, const struct table_spec *table, size_t n_texts);
void last_month_free(struct last_month *month);

/* Room for more texts. */
void last_month_extend(struct last_month *month, size_t n_texts);

static inline void last_month_add(struct last_month *month, uint32_t rest, int32_t day) {
    if (rest >= month->n)
        last_month_extend(month, (size_t)rest + 1);
    if (day < month->first)
        month->counts[rest].before++;
    else if (day < month->end)
        month->counts[rest].within++;
}

enum { LAST_MONTH_MOST_CODES = 20 /* new codes of a column that are named */ };

/* As rows of estimates: new_categories (subgroup column; value: how many codes), new_category (column;code; rows),
 * dose_jump (medication; rows; value: median in the month / median before), dose_median_before and
 * dose_median_within (medication; rows; mg). */
struct month_finding {
    const char *measure;
    char *subgroup;
    double rows, value; /* rows of the month, or before it: dose_median_before */
};

struct month_findings {
    int32_t month; /* calendar_month_index */
    struct month_finding *findings;
    size_t n, capacity;
};

/* Counts what stands in the texts, and begins to count texts anew. */
void last_month_fold(struct last_month *month, const struct dictionary *rests);

/* Of what was folded. `jump`: times the median dose before from which, up or down, a jump is said (over 1). */
struct month_findings last_month_find(const struct last_month *month, double jump);
void month_findings_free(struct month_findings *findings);

#endif
