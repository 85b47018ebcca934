/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/row_memo.h"

#include <string.h>

#include "base/dictionary.h"

size_t row_memo_place(struct row_memo *memo, const char *rest, size_t length, bool *is_known) {
    size_t place = dictionary_hash(rest, length) % ROW_MEMO_PLACES;
    struct row_memo_rest *known = &memo->rests[place];

    *is_known = false;
    if (length > ROW_MEMO_LONGEST)
        return ROW_MEMO_NO_PLACE;
    *is_known = known->is_known && known->length == length && memcmp(known->text, rest, length) == 0;
    if (!*is_known) {
        known->is_known = true;
        known->length = (unsigned char)length;
        memcpy(known->text, rest, length);
    }
    return place;
}
