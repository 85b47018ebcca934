/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is to be looked for, and for what: the rules of the lists to act on, each of one person on the last day of
 * observation, E. Nobody is left out for having begun in detoxification; of whom a death is recorded nobody is asked
 * for, and the death stands on a list of its own.
 *
 * A function that returns a day returns the one that the list counts from, or CARE_NO_DAY: the person is not on it.
 *
 * source: statistics part 7, call list; report 4, to do now.
 * checked against: tests/reference/people_lists.R, written from these definitions.
 */
#ifndef SWITCHBACK_CARE_TO_DO_H
#define SWITCHBACK_CARE_TO_DO_H

#include "care/exposure.h"
#include "care/standing.h"

enum {
    CARE_OPEN_WITHOUT_CARE_DAYS = 30, /* after more, or after a shorter gap, an open admission is without care */
    CARE_MONTH_DAYS = 31,             /* so far back goes the list of who was discharged: to the list of a month ago */
    CARE_OVERDOSE_DAYS = 30,          /* so long who survived an overdose is asked for */
    CARE_OVERDOSE_YEAR_DAYS = 365,    /* so long it is said on every list, and puts them first there */
    CARE_REFLECTION_DAYS = 90,        /* so long a reflection on a return to use is asked for */
    CARE_WEEKS_AFTER_DAYS = 28        /* the weeks behind the last cover, or a discharge, in which most is lost */
};

/* What can be said of people who are uncovered on E and have not left: everyone is in one of the last four. Who has
 * left with an open admission is open without care, from the same day on: so everyone whose cover ended since a list of
 * a month ago stands on one now. */
enum care_call {
    CARE_CALL_NONE,       /* covered on E, never covered, left, or died */
    CARE_CALL_OPEN,       /* an admission is open, or none is known at all */
    CARE_CALL_DISCHARGED, /* none is open: the last one was discharged. Also who has left by now: up to
                             CARE_MONTH_DAYS behind the last covered day, or discharged in the last
                             CARE_MONTH_DAYS when they had not left before these, or by
                             care_discharged_lately */
    CARE_CALL_NOT_DUE,    /* in care by visits, and within their own rhythm: the median of the last intervals between
                             visits; with too few to tell one they can be called all the same */
    CARE_CALL_NOT_KNOWN   /* unknown days begin before leaving could be told, or no uncovered day is known */
};

enum care_call care_call(const struct care_standing *standing);

/* The last day of an injection or implant that was the last medication given and has run out, of a person who is here
 * and not discharged; medication of another kind since is a change, not an overdue injection. Visits cover nothing
 * here. It is one of the present stay (care_stay_began), or was given in the admission that is open: of an ended one
 * nothing is due. */
int32_t care_injection_ended(const struct care_standing *standing);

/* The last covered day of an open admission that has had one, else its last attended visit, where more than
 * CARE_OPEN_WITHOUT_CARE_DAYS known days, or than the gap if that is shorter, passed since; its first day where the
 * admission began before `window_start`, since when these are seen, and has had neither. Who comes to visits and has
 * had no medication for so long is on it: they have left, and would be on no list. */
int32_t care_open_without_care_since(const struct care_standing *standing, int32_t window_start);

/* The first day of an open admission, before E and on or after window_start, on and after which no day is covered, nor
 * unknown. */
int32_t care_never_started_since(const struct care_standing *standing, int32_t window_start);

/* The last discharge, where no admission is open, if it was up to CARE_WEEKS_AFTER_DAYS ago and ended care: cover
 * reached to so many days before it, or to as many as the gap, if that is longer, for until then they had not left (a
 * record closed behind that is no leaving); and the last day of cover, where E is one of 2 to 28 days since it
 * (care/exposure.h: `spans` are the person's; visits alone cover longer there). */
int32_t care_discharged_lately(const struct care_standing *standing);
int32_t care_uncovered_lately(const struct care_standing *standing, const struct care_exposure_span spans[], size_t n);

/* Of sorted days of overdoses that are not recorded as fatal the last one up to `end`, where it is at most `days`
 * before it and no death is recorded, nor a discharge by one since: whatever the person's cover, and also of who was
 * discharged.
 */
int32_t care_overdose_within(const struct care_person *person, const int32_t overdoses[], size_t n, int32_t days,
                             int32_t end);

/* The death up to `end`: the recorded one, else the last discharge with that reason behind which no admission began,
 * where *by_discharge. */
int32_t care_died_on(const struct care_person *person, int32_t end, bool *by_discharge);

/* Is a death recorded, or the reason of the last discharge, and no admission open? Nobody is asked for then. */
bool care_has_died(const struct care_standing *standing);

/* The last covered day up to `day`. */
int32_t care_last_covered_by(const struct care_covers *covers, int32_t day);

/* The first day behind `day`, up to `end`, with an attended visit or a supply given. */
int32_t care_seen_after(const struct care_person *person, int32_t day, int32_t end);

/* The first day of the present stay: back from the last covered day to the last gap that was leaving; CARE_NO_DAY: no
 * day is covered. */
int32_t care_stay_began(const struct care_standing *standing);

/* A change of plan that was due before `end` and is not done by then; days may be CARE_NO_DAY. */
bool care_plan_is_overdue(int32_t due, int32_t done, int32_t end);

/* A return to use that became known up to CARE_REFLECTION_DAYS before `end`, and not on it. */
bool care_reflection_is_asked(int32_t known_on, int32_t end);

#endif
