/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of how many people is something told now that the last release did not tell? A release is renewed by people: two of
 * them that differ by few tell about these.
 *
 * A person started or came back when an episode begins after the release's day; left when the leaving could not be told
 * by then (it takes the rule's gap); returned to use when the use is dated after it. Somebody else's row up to that day
 * may be new, gone or another than it was: of these only a lower bound can be told, from the cells that the release
 * left (release_cells.h) and only where they are made of the same programs, configuration and mapping. So no number
 * here is ever too large.
 */
#ifndef SWITCHBACK_PERSON_CHANGED_PEOPLE_H
#define SWITCHBACK_PERSON_CHANGED_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"

struct changed_request {
    const char *tables;   /* directory of the canonical tables; one that is not there has no rows */
    const char *episodes; /* of the default rule */
    const char *last;     /* the cells of the last release; NULL: there are none */
    const char *cells;    /* where those of a release made now go; NULL: nowhere */
    const char *made_of;
    int32_t since; /* without cells: the day of the last release; CALENDAR_NO_DAY: none, and nobody is counted */
    int32_t as_of;
    enum calendar_kind days;
};

/* People; one may be among several kinds. */
struct changed_people {
    size_t started, left, came_back, returned_to_use;
    size_t late;          /* with a late or corrected row, and none of the above */
    size_t any;           /* one of all that */
    bool late_is_counted; /* false: what the last release knew cannot be compared */
};

/* Ends the program: 65 a table cannot be used, 66. */
struct changed_people changed_people_count(const struct changed_request *request);

#endif
