/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can still be called: people whose cover has run out in the last days before the end of observation, so that
 * nobody knows yet whether they have left.
 *
 * Whoever is in care by visits is overdue only past their own rhythm: the median of the last intervals between their
 * visits; with too few visits to tell one they are listed all the same. People without an open admission are listed
 * beside, with their last discharge. Of whom no uncovered day is known, as unknown days begin before one, nothing is
 * said.
 *
 * source: statistics part 7, call list.
 */
#ifndef SWITCHBACK_CARE_CALL_LIST_H
#define SWITCHBACK_CARE_CALL_LIST_H

#include "care/cover.h"
#include "care/person.h"

enum { CARE_CALL_MOST_DAYS = 30 };

struct care_call {
    int32_t last_covered;
    int32_t days;       /* uncovered days up to the end of observation: 1 to CARE_CALL_MOST_DAYS */
    int32_t last_visit; /* attended; CARE_NO_DAY: none */
    bool is_open;       /* an admission is open, or none is known at all */
    int32_t discharged; /* the last discharge of who has no open admission; else CARE_NO_DAY */
    enum care_exit reason;
};

/* False: not to be called. */
bool care_call(const struct care_person *person, const struct care_covers *covers, struct care_call *call);

#endif
