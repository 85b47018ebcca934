/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a person stands on the last day of observation, E: since when uncovered, whether that is leaving already, and
 * which admission goes on: one whose last day is E is closed.
 *
 * More than `gap` uncovered days are leaving, of care by visits alone more than `visit_gap`; up to so many nobody can
 * tell yet: exactly those people are censored at C = E - gap. Unknown days (of a site that delivered nothing) end what
 * can be told: has_left rests on the days before them alone.
 *
 * source: statistics part 1, steps 3 and 4, and part 7, call list.
 */
#ifndef SWITCHBACK_CARE_STANDING_H
#define SWITCHBACK_CARE_STANDING_H

#include "care/cover.h"
#include "care/person.h"

struct care_standing {
    const struct care_person *person;
    const struct care_covers *covers;
    int32_t end;                           /* E */
    int32_t last_covered;                  /* CARE_NO_DAY: no day is covered */
    int32_t uncovered;                     /* days since, up to E; 0: E is covered, or no day is */
    int32_t known;                         /* of these, days that are no unknown ones */
    int32_t gap;                           /* of the last run */
    bool by_visits;                        /* no medication covers the last run */
    bool has_left;                         /* covered once, and uncovered for more than the gap */
    int32_t last_visit;                    /* attended, up to E; CARE_NO_DAY: none */
    const struct care_supply *last_supply; /* given last, of those of one day a long-acting one; NULL: none */
    const struct care_admission *open;     /* the admission that goes on behind E; NULL: none */
    const struct care_admission *closed;   /* where none is open, the one discharged last; NULL: none */
};

/* Borrows both. */
struct care_standing care_standing_of(const struct care_person *person, const struct care_covers *covers, int32_t gap,
                                      int32_t visit_gap);

/* An injection or an implant? */
bool care_supply_is_long_acting(const struct care_supply *supply);

/* In care, or uncovered for so few days that nobody can tell: covered once, not left, no death recorded. */
bool care_standing_is_here(const struct care_standing *standing);

#endif
