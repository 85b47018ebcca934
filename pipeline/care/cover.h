/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which days of a person are covered by care: the union of supplies and of visits in care without medication, as runs
 * of consecutive days, cut at the end of observation and at a recorded death.
 *
 * A visit covers its own day where the admission that the day belongs to is counseling; or, where none is open (or
 * one of an unknown program), if no medication covers the day or one of the 30 before it and another such visit was
 * attended in those 30 days. So care by visits starts (and starts again) with the second of them: one visit alone is
 * `seen once`. Nothing that came later changes what a visit covers.
 *
 * Cover is told in two parts: what was given in detoxification (care/admission.h), and all else. Runs given before and
 * after unknown days began (person->unknown) are never joined: each belongs to one stretch of observation.
 *
 * source: statistics part 1, steps 1, 2 and 8.
 */
#ifndef SWITCHBACK_CARE_COVER_H
#define SWITCHBACK_CARE_COVER_H

#include "care/person.h"

struct care_run {
    int32_t first, last; /* both covered */
    int32_t first_until; /* the last day of the longest supply that begins on its first day, wherever the run is cut */
    int32_t given;       /* the day of the supply or visit that its first day rests on */
    uint32_t medication; /* of its first day, a long-acting one before another; CARE_NO_MEDICATION: a visit */
    uint32_t stretch;    /* so many stretches of unknown days had begun when it was given */
    bool is_long_acting; /* on its first day */
    bool visits_only;    /* no medication covers any of its days */
};

struct care_cover_settings {
    int32_t bank_cap_days; /* most days of an earlier supply that push a later one */
    bool visits_count;     /* do visits cover their day in care without medication? */
};

enum care_cover_part { CARE_COVER_ALL, CARE_COVER_CONTINUING, CARE_COVER_DETOXIFICATION };

/* How many runs at most: room that `runs` must have. */
size_t care_cover_capacity(const struct care_person *person);

/* Fills `runs`, in order, and returns how many. `runs` doubles as work space. */
size_t care_cover(const struct care_person *person, const struct care_cover_settings *settings,
                  enum care_cover_part part, struct care_run runs[]);

/* All parts of a person's cover. Without a detoxification all is continuing. */
struct care_covers {
    const struct care_run *all, *continuing, *detoxification;
    size_t n_all, n_continuing, n_detoxification;
};

/* `runs` has room for three times care_cover_capacity and stands behind `covers`. */
void care_covers_fill(const struct care_person *person, const struct care_cover_settings *settings,
                      struct care_run runs[], struct care_covers *covers);

#endif
