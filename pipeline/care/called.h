/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a person who stood on an earlier list of people to be called: uncovered then, with this last covered
 * day.
 *
 * The first that applies: died; covered on a later day, before the gap (covered again) or behind it (came back);
 * discharged, with no admission open now; left, the gap having passed; still uncovered; or unknown days keep it from
 * being told. Cover that was recorded late counts: who was covered all along is covered again.
 *
 * source: statistics part 7, call list: what became of last month's list.
 */
#ifndef SWITCHBACK_CARE_CALLED_H
#define SWITCHBACK_CARE_CALLED_H

#include "care/standing.h"

enum care_called {
    CARE_CALLED_COVERED_AGAIN,
    CARE_CALLED_CAME_BACK,
    CARE_CALLED_DISCHARGED,
    CARE_CALLED_LEFT,
    CARE_CALLED_DIED,
    CARE_CALLED_STILL_UNCOVERED,
    CARE_CALLED_NOT_KNOWN,
    CARE_CALLED_NOT_FOUND, /* the last covered day of the list is not covered in this record: corrected, or another's */
    CARE_CALLED_COUNT
};

/* "covered_again" ... */
const char *care_called_name(enum care_called called);

/* gap, visit_gap: of care_standing_of. */
enum care_called care_called(const struct care_standing *standing, int32_t listed_last_covered, int32_t gap,
                             int32_t visit_gap);

/* Does a run of cover end on the day? It does for nearly everybody while ids are those of the list; an id that is
 * another person's now is hardly ever so. */
bool care_cover_ends_on(const struct care_covers *covers, int32_t day);

#endif
