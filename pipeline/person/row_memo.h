/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rests of rows (what stands behind patient and day) were met before: a table of doses has millions of rows and
 * few rests, so what a row says is mostly what was made of one before it. The caller keeps that by the place of the
 * rest. Room is bounded: a rest takes the place of the one that had it; a long one has none.
 */
#ifndef SWITCHBACK_PERSON_ROW_MEMO_H
#define SWITCHBACK_PERSON_ROW_MEMO_H

#include <stdbool.h>
#include <stddef.h>

enum { ROW_MEMO_PLACES = 128, ROW_MEMO_LONGEST = 62, ROW_MEMO_NO_PLACE = ROW_MEMO_PLACES };

/* Start from {0}. */
struct row_memo {
    struct row_memo_rest {
        bool is_known;
        unsigned char length;
        char text[ROW_MEMO_LONGEST];
    } rests[ROW_MEMO_PLACES];
};

/* The place of this rest; ROW_MEMO_NO_PLACE: it is long. *is_known: it had the place before; else it has it now. */
size_t row_memo_place(struct row_memo *memo, const char *rest, size_t length, bool *is_known);

#endif
