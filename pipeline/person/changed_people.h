/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of how many people is something told now that the last release did not tell? A release is renewed by people: two of
 * them that differ by few tell about these. Every person counts once.
 *
 * New: a person started or came back when an episode begins after the release's day (detoxification stands by itself);
 * left when the leaving could not be told by then (it takes the rule's gap); returned to use when the use is dated
 * after it.
 *
 * Late: what a release is made of (release_parts.h) is now otherwise for the release's own day than it was known then.
 * Today's tables are read once more as of that day, and the parts compared with what the release left
 * (release_cells.h), which has no id: of these people only a lower bound can be told. A row that moves no part counts
 * nobody, nor does another id. An edit of everybody that moves one part (sites renamed) hides nobody whose days in care
 * move, since the days and stays of all people are told too: where both have moved only who moves both counts; else the
 * part that the fewest moved, for behind an edit of many in one part a single change in another must not come out.
 * Beside new people too only who moves both counts, since new people do. Where the last release told no number of any
 * part that moved, nobody counts: a release is not renewed for what it does not tell.
 *
 * Unlike: the days of more than half of the people whom the release knew, and of 12 at least, are not as it knew them.
 * Then the days have been moved as a whole (another clock, another program's export, ids mixed up), and not even who is
 * new can be told.
 *
 * Late and unlike can be told only where both are made of the same programs, configuration and mapping. So no number
 * here is ever too large.
 */
#ifndef SWITCHBACK_PERSON_CHANGED_PEOPLE_H
#define SWITCHBACK_PERSON_CHANGED_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "person/release_parts.h"

struct changed_request {
    const char *tables; /* directory of the canonical tables; one that is not there has no rows */
    const char *spells; /* directory of default_rule.csv, other_rules.csv, followup.csv */
    const char *then;   /* the same made of today's tables as of the day of the last release; NULL: not made */
    const char *last;   /* the cells of the last release; NULL: there are none */
    const char
        *told; /* its printed.csv; NULL: none is told, so of late people only who moves both days and stays counts */
    const char *cells; /* where those of a release made now go; NULL: nowhere */
    const char *made_of;
    int32_t since; /* without cells: the day of the last release; CALENDAR_NO_DAY: none, and nobody is counted */
    int32_t as_of;
    enum calendar_kind days;
};

/* People; one may be among several kinds. */
struct changed_people {
    size_t started, left, came_back, returned_to_use;
    size_t parts[RELEASE_PARTS]; /* late in each part, and none of the above */
    size_t late;                 /* of these, as many as count */
    size_t known;                /* people whom the last release knew */
    size_t unlike;               /* of these, with other days now, where that is most of them; 0: it is not */
    size_t any;                  /* one of all that; 0 where most are unlike */
    bool late_is_counted;        /* false: what the last release knew cannot be compared */
};

/* Ends the program: 65 a table cannot be used, 66. */
struct changed_people changed_people_count(const struct changed_request *request);

#endif
