/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days on which a person in care had no return to use known in the last 90 days, and of these the days that an
 * engaging visit followed within `horizon` days: what is to be expected of a day of care on which nothing is known to
 * have happened (stats/matched_share.h), told in days since the episode began.
 *
 * A day counts as the day of a return to use does (care/followup.h): covered on it or at most CARE_STILL_COVERED_DAYS
 * before, in an episode whose day 0 is known, and nothing of what came later is looked at. Leaving ends it: a visit
 * after it is none, but for one on the first day after the day itself. Only days whose whole horizon lies up to C
 * count, left or not: potential follow-up, never observed one.
 *
 * source: statistics part 2, after a return to use: the same share for people in care without one in 90 days.
 * checked against: tests/reference/seen_again.R.
 */
#ifndef SWITCHBACK_CARE_REFERENCE_DAYS_H
#define SWITCHBACK_CARE_REFERENCE_DAYS_H

#include "care/followup.h"

enum { CARE_WITHOUT_USE_DAYS = 90 };

/* Is it known that care went on that day? Whoever tells of a use is mostly in touch on that day: days that are covered
 * are compared with covered ones, days up to a week behind cover (of which many are of people who have gone) with such.
 */
enum care_reference_stratum { CARE_REFERENCE_COVERED, CARE_REFERENCE_SINCE_COVER, CARE_REFERENCE_STRATA };

/* Days `first` .. `last` since day 0; followed by a visit: event_first .. event_last, none where the first is behind
 * the last. */
struct care_reference {
    enum care_reference_stratum stratum;
    int32_t first, last, event_first, event_last;
};

struct care_reference_person {
    struct care_course course;
    struct care_cover_runs cover; /* continuing */
    struct care_days known;       /* days on which the program knew of returns to use */
    struct care_days engaging_visits;
};

/* Of the day of a return to use. */
enum care_reference_stratum care_reference_stratum_on(struct care_cover_runs cover, int32_t day);

/* How many stretches at most. */
size_t care_reference_capacity(const struct care_reference_person *person);

/* Returns how many stretches there are. */
size_t care_reference_days(const struct care_reference_person *person, int32_t horizon,
                           struct care_reference references[]);

#endif
