/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which days of a person are covered by care: the union of supplies (or, in care without medication, of attended
 * visits) as runs of consecutive days, cut at the end of observation and at a recorded death.
 *
 * source: statistics part 1, steps 1 and 2; pushing a supply behind what still runs of the same drug is how
 * days of cover are counted in pharmacy data (Pharmacy Quality Alliance, proportion of days covered), with a cap.
 */
#ifndef SWITCHBACK_CARE_COVER_H
#define SWITCHBACK_CARE_COVER_H

#include "care/person.h"

struct care_run {
    int32_t first, last; /* both covered */
    bool visits_only;    /* no medication covers any of its days */
};

struct care_cover_settings {
    int32_t bank_cap_days; /* most days of an earlier supply that push a later one */
    bool visits_count;     /* do visits cover their day in care without medication? */
};

/* How many runs at most: room that `runs` must have. */
size_t care_cover_capacity(const struct care_person *person);

/* Fills `runs`, in order, and returns how many. `runs` doubles as work space. */
size_t care_cover(const struct care_person *person, const struct care_cover_settings *settings, struct care_run runs[]);

#endif
