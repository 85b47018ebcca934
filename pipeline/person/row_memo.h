/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rests of rows (what stands behind patient and day) were met before: a table of doses or visits has millions of
 * rows and few rests, so what a row says is mostly what was made of one before it. The caller keeps that by the place
 * of the rest. Room is bounded: a rest takes the place of the one that had it; a long one has none.
 */
#ifndef SWITCHBACK_PERSON_ROW_MEMO_H
#define SWITCHBACK_PERSON_ROW_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/patient_rows.h"

enum { ROW_MEMO_PLACES = 1024, ROW_MEMO_LONGEST = 62, ROW_MEMO_NO_PLACE = ROW_MEMO_PLACES };

/* Start from {0}. */
struct row_memo {
    struct row_memo_rest {
        bool is_known;
        unsigned char length;
        char text[ROW_MEMO_LONGEST];
    } rests[ROW_MEMO_PLACES];
    size_t last; /* met */
};

/* The place of this rest; ROW_MEMO_NO_PLACE: it is long. *is_known: it had the place before; else it has it now. */
size_t row_memo_place(struct row_memo *memo, const char *rest, size_t length, bool *is_known);

/* Passes over the row behind the one at hand where its rest is known: its place, and its day. Else ROW_MEMO_NO_PLACE,
 * and *next is the place that the rest has now, if any: what the next row says belongs there. */
size_t row_memo_take(struct row_memo *memo, struct patient_rows *rows, int32_t *day, size_t *next);

/* The rest that has this place (ROW_MEMO_NO_PLACE: none) was not met. */
void row_memo_forget(struct row_memo *memo, size_t place);

#endif
