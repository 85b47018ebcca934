/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which admission a day belongs to, and whether it is one of detoxification.
 *
 * A day on which several admissions are open belongs to the one begun last; of those begun on one day to maintenance
 * before counseling before detoxification.
 *
 * Detoxification goes on to the day before maintenance or counseling is admitted, where that is within 14 days of its
 * end (of the discharge, else of the plan); without such an admission to the planned end, else to the discharge. What
 * is given up to there is a detoxification dose, whatever days it covers; what is given later begins maintenance.
 *
 * source: statistics part 1, step 8.
 */
#ifndef SWITCHBACK_CARE_ADMISSION_H
#define SWITCHBACK_CARE_ADMISSION_H

#include "care/person.h"

enum { CARE_LINK_DAYS = 14 /* maintenance that begins so many days after detoxification is linked to it */ };

/* Is the admission open on the day? */
bool care_admission_is_open(const struct care_admission *admission, int32_t day);

/* The index of the admission that the day belongs to; CARE_NO_INDEX: none is open. */
size_t care_admission_on(const struct care_person *person, int32_t day);

/* The same of those whose last day is a later one, or not known: what goes on when the day is over. */
size_t care_admission_open_after(const struct care_person *person, int32_t day);

/* The index of the admission that care first covered on `first` belongs to, of those of its kind (detoxification or
 * not) that had not ended before it: the one begun last by then, if that was after `covered_before` (the last covered
 * day of the episode before; CARE_NO_DAY: none); else the first one of the 14 days after (paper work may follow the
 * first dose); else one that was never closed when care broke off. */
size_t care_admission_begun(const struct care_person *person, bool detoxification, int32_t first,
                            int32_t covered_before);

bool care_has_detoxification(const struct care_person *person);

/* Is what is given on this day a detoxification dose? */
bool care_is_detoxification(const struct care_person *person, int32_t day);

#endif
