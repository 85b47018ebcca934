/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/signs_due.h"

#include <assert.h>

#include "base/memory.h"

/* Above the lowest bit, MISSED: days, or one of the last two. */
enum { MISSED = 1, DAYS_SHIFT = 1, NEXT_SIGN = 126, NOTHING = 127, MOST_DAYS = 125 };

static void add_byte(struct signs_due *due, uint32_t byte) {
    due->bytes = memory_grow(due->bytes, &due->capacity, due->n + 1, sizeof *due->bytes);
    due->bytes[due->n++] = (uint8_t)byte;
}

void signs_due_add(struct signs_due *due, int32_t days, bool missed) {
    assert(days >= 0);
    for (; days > MOST_DAYS; days -= MOST_DAYS)
        add_byte(due, NOTHING << DAYS_SHIFT);
    add_byte(due, (uint32_t)days << DAYS_SHIFT | (missed ? MISSED : 0));
}

void signs_due_end_sign(struct signs_due *due) { add_byte(due, NEXT_SIGN << DAYS_SHIFT); }

bool signs_due_next(struct signs_due_walk *walk) {
    while (walk->sign < CARE_SIGN_COUNT) {
        uint32_t byte = *walk->at++, days = byte >> DAYS_SHIFT;
        if (days <= MOST_DAYS) {
            walk->day += days;
            walk->missed = (byte & MISSED) != 0;
            return true;
        }
        if (days == NOTHING) {
            walk->day += MOST_DAYS;
        } else {
            walk->sign++;
            walk->day = 0;
        }
    }
    return false;
}
