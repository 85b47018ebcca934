/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was due in the stays of everybody, a byte each: the days since the one before of its sign, and whether it was
 * missed. A program has some hundred of them a person, and they are walked through three times.
 */
#ifndef SWITCHBACK_ESTIMATE_SIGNS_DUE_H
#define SWITCHBACK_ESTIMATE_SIGNS_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/due.h"

struct signs_due {
    uint8_t *bytes;
    size_t n, capacity;
};

/* Of a stay, sign by sign and each in the order of days: `days` since the one before of the sign, the first since the
 * first day of the stay. A sign is ended before the next begins, also one of which nothing was due. */
void signs_due_add(struct signs_due *due, int32_t days, bool missed);
void signs_due_end_sign(struct signs_due *due);

/* The walk through a stay, of which `at` is the first byte; all else 0. */
struct signs_due_walk {
    const uint8_t *at;
    uint32_t sign;
    uint32_t day; /* since the first of the stay */
    bool missed;
};

/* The next one due; false when all signs are ended. */
bool signs_due_next(struct signs_due_walk *walk);

#endif
