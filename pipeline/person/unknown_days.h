/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of unknown days (care/person.h), kept sorted and disjoint.
 */
#ifndef SWITCHBACK_PERSON_UNKNOWN_DAYS_H
#define SWITCHBACK_PERSON_UNKNOWN_DAYS_H

#include "care/person.h"

/* Adds days to n of them, with those they meet as one, and returns how many there are then: room for one more is
 * needed. */
size_t unknown_days_add(struct care_unknown days[], size_t n, struct care_unknown more);

/* Is one of the days from `first` to `last` unknown? */
bool unknown_days_meet(const struct care_unknown days[], size_t n, int32_t first, int32_t last);

#endif
