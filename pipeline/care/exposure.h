/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a person has been without cover on each day, from the first covered day up to the end of observation or the
 * death: what the risk of an overdose or a death is told by, whatever the rule of episodes and whatever followed.
 *
 *   first_weeks    on cover, in the first 28 days of an episode
 *   on_cover       the day or the day before is covered
 *   uncovered_2    2 to 28 days since the last covered day
 *   uncovered_29   29 days and more, also of people who never return
 *   not_known      uncovered days from the first unknown one on, until cover is seen again
 *
 * Each day belongs to one class by what had happened up to that day: nothing later changes it. An episode begins here
 * where more than `gap` known days before it were uncovered; what was going on when the data open began with its
 * admission, and where that is unknown not so lately that these are its first weeks. A visit that is care without
 * medication covers its own day in the episode rules; here a person who comes for visits alone is on cover for 30 days
 * from each.
 *
 * source: statistics part 7, safety; Domzaridou et al. 2022, Pearce et al. 2020, Sordo et al. 2017 tell the risk so.
 * checked against: one day after the other by the definition (tests/unit/care/exposure_test.c), and
 * tests/reference/safety.R.
 */
#ifndef SWITCHBACK_CARE_EXPOSURE_H
#define SWITCHBACK_CARE_EXPOSURE_H

#include "care/episode.h"

enum { CARE_FIRST_WEEKS_DAYS = 28, CARE_UNCOVERED_SOON_DAYS = 28, CARE_VISIT_COVER_DAYS = 30 };

enum care_exposure {
    CARE_EXPOSURE_NONE, /* before the first covered day, or past the end */
    CARE_EXPOSURE_FIRST_WEEKS,
    CARE_EXPOSURE_ON_COVER,
    CARE_EXPOSURE_UNCOVERED_2,
    CARE_EXPOSURE_UNCOVERED_29,
    CARE_EXPOSURE_NOT_KNOWN,
    CARE_EXPOSURE_COUNT
};

/* Days [first, last] of one class. */
struct care_exposure_span {
    int32_t first, last;
    enum care_exposure exposure;
};

/* "first_weeks" ...; "" for NONE. */
const char *care_exposure_name(enum care_exposure exposure);

/* CARE_EXPOSURE_NONE for a name that is none. */
enum care_exposure care_exposure_from_name(const char *name);

/* How many spans at most. */
size_t care_exposure_capacity(const struct care_covers *covers);

/* Fills `spans`, in order and without holes, and returns how many; 0: nothing covers the person. */
size_t care_exposures(const struct care_person *person, const struct care_covers *covers,
                      const struct care_settings *settings, int32_t gap, struct care_exposure_span spans[]);

/* The class of a day. */
enum care_exposure care_exposure_on(const struct care_exposure_span spans[], size_t n, int32_t day);

#endif
