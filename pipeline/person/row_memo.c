/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/row_memo.h"

#include <string.h>

#include "base/dictionary.h"

static bool is_rest(const struct row_memo_rest *known, const char *rest, size_t length) {
    return known->is_known && known->length == length && memcmp(known->text, rest, length) == 0;
}

/* Most rows of a person say what the one before said. */
size_t row_memo_place(struct row_memo *memo, const char *rest, size_t length, bool *is_known) {
    *is_known = is_rest(&memo->rests[memo->last], rest, length);
    if (*is_known)
        return memo->last;
    if (length > ROW_MEMO_LONGEST)
        return ROW_MEMO_NO_PLACE;
    memo->last = dictionary_hash(rest, length) % ROW_MEMO_PLACES;
    *is_known = is_rest(&memo->rests[memo->last], rest, length);
    if (!*is_known) {
        struct row_memo_rest *known = &memo->rests[memo->last];
        known->is_known = true;
        known->length = (unsigned char)length;
        memcpy(known->text, rest, length);
    }
    return memo->last;
}

size_t row_memo_take(struct row_memo *memo, struct patient_rows *rows, int32_t *day, size_t *next) {
    struct patient_row_ahead ahead;
    bool is_known;
    size_t place;

    *next = ROW_MEMO_NO_PLACE;
    if (!patient_rows_look_ahead(rows, &ahead))
        return ROW_MEMO_NO_PLACE;
    place = row_memo_place(memo, ahead.rest, ahead.length, &is_known);
    if (!is_known) {
        *next = place;
        return ROW_MEMO_NO_PLACE;
    }
    patient_rows_pass_ahead(rows, &ahead);
    *day = ahead.day;
    return place;
}

void row_memo_forget(struct row_memo *memo, size_t place) {
    if (place != ROW_MEMO_NO_PLACE)
        memo->rests[place].is_known = false;
}
