/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From asking for care to the first day of it.
 *
 * A wait begins on the day of a request by somebody who is not in care: who was covered so few known days before that
 * cover on that day would go on with the same episode waits for nothing (judged by what was before it, never by what
 * came later). It belongs to the program asked. Who asks again while waiting goes on waiting: the clock is the first
 * request's.
 *
 * It ends on the first covered day from the request on, at whatever site and of whatever program; as given up on the
 * day on which the last of the admissions that it led to is discharged before such a day; with the death. Else the
 * person waits on the last day that is known.
 *
 * The time is whole days from the request, at least 1: who starts on the day of the request counts with those who start
 * on the next one, as within 1 day. So only requests that could be followed for a day are in, started or not.
 *
 * source: statistics part 7, starting: request to first dose by Aalen-Johansen from the request, gave up and death
 * competing, still waiting censored.
 * checked against: tests/reference/starting.R, written from this definition.
 */
#ifndef SWITCHBACK_CARE_FIRST_DOSE_H
#define SWITCHBACK_CARE_FIRST_DOSE_H

#include "care/episode.h"

enum care_first_dose_end {
    CARE_FIRST_DOSE_STILL,
    CARE_FIRST_DOSE_STARTED,
    CARE_FIRST_DOSE_GAVE_UP,
    CARE_FIRST_DOSE_DIED
};

/* Start from care_first_dose_none. */
struct care_first_dose {
    int32_t requested;
    int32_t started;  /* the first covered day from the request on; CARE_NO_DAY: none */
    int32_t closed;   /* the last discharge of the admissions asked for; CARE_NO_DAY: one is open */
    int32_t asked;    /* the last request that belongs to it */
    size_t admission; /* index of the first admission asked for on the day */
};

extern const struct care_first_dose care_first_dose_none;

/* A person's episodes under a gap rule, as care_episodes fills them. */
struct care_first_dose_course {
    const struct care_person *person;
    const struct care_settings *settings;
    const struct care_episode *episodes;
    size_t n;
    int32_t gap;
};

/* The person's next wait from the opening of the data on; false: there is none. */
bool care_first_dose_next(const struct care_first_dose_course *course, struct care_first_dose *wait);

/* How it ended by the last day that is known, and after how many days; time_days 0: it could not be followed for a
 * day. */
enum care_first_dose_end care_first_dose_end(const struct care_first_dose *wait, int32_t death, int32_t until,
                                             int32_t *time_days);

/* "started", "gave_up", "death"; "" while waiting. */
const char *care_first_dose_end_name(enum care_first_dose_end end);

#endif
