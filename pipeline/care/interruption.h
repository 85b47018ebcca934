/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Interruptions: who is without medication for more than 7 days, and takes it up again (or comes for visits that are
 * care) before the rule calls it leaving. It is no leaving, and stands in no list with leavings.
 *
 * Cover with medication is cut into stretches where it is missing for more than 7 days, on the person's own clock of
 * covered days: one stretch ends where the next begins. Care of visits alone is none; detoxification is none. Seen is
 * what lies in the window of the data, before the first unknown days and up to C = E - G: a gap counts when it begins
 * on or before C, for then it is known how it ended.
 *
 * source: statistics part 1, "Leaving is one thing in one report".
 * checked against: leavings and returns under coverage7 in the sample data, person by person (Python), and a simulation
 * with a known rate (tests/unit/care/simulation_test.c).
 */
#ifndef SWITCHBACK_CARE_INTERRUPTION_H
#define SWITCHBACK_CARE_INTERRUPTION_H

#include "care/cover.h"
#include "care/person.h"

enum { CARE_SHORT_GAP_DAYS = 7 };

enum care_stretch_end {
    CARE_STRETCH_OPEN,        /* censored at C, or no more than 7 uncovered days to death: that is no gap */
    CARE_STRETCH_INTERRUPTED, /* cover begins again after 8 to G uncovered days */
    CARE_STRETCH_LEFT         /* more than G uncovered days, or none covered any more */
};

/* What ended the gap behind a stretch, however long it was. */
enum care_gap_end {
    CARE_GAP_SEEN_TO_E, /* nothing up to E, or up to unknown days */
    CARE_GAP_COVERED,   /* cover again, with medication or by visits that are care */
    CARE_GAP_DEATH
};

struct care_stretch {
    int32_t start, stop; /* covered days before it, and with it: start < stop */
    enum care_stretch_end end;
    enum care_gap_end gap_end; /* of one that is not open */
    int32_t gap_days;          /* the same: from the first uncovered day to that end, so 8 or more where it is cover */
};

/* "interruption", "left"; "" for an open one. */
const char *care_stretch_end_name(enum care_stretch_end end);

/* "covered", "death"; "" where nothing was seen to end it. */
const char *care_gap_end_name(enum care_gap_end end);

/* Fills `stretches`, in order, and returns how many; room for covers->n_continuing. `gap` is G of the rule;
 * `window_start` is the day the data begin, CARE_NO_DAY: they have no opening day. */
size_t care_stretches(const struct care_person *person, const struct care_covers *covers, int32_t gap,
                      int32_t window_start, struct care_stretch stretches[]);

#endif
