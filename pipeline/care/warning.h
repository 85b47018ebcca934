/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of an early warning that was recognised before use: did it go on to use within so many days?
 *
 * Leaving care competes: a use after leaving is not counted, since nobody would have seen it for the others. Everyone
 * counted has the whole window as potential follow-up, so the share that used is the cumulative incidence at its end.
 *
 * Comparing warnings with and without a plan change begins at a landmark day: whoever used or left by then is left
 * out, and the group is fixed by what was agreed by then. Counting from the warning would give every warning whose
 * plan came after the use to the group without one (immortal time).
 *
 * source: statistics part 5; the landmark: Anderson, Cain & Gelber, J Clin Oncol 1983, 1:710.
 * checked against: tests/reference/reflections.R.
 */
#ifndef SWITCHBACK_CARE_WARNING_H
#define SWITCHBACK_CARE_WARNING_H

#include <stdbool.h>
#include <stdint.h>

#include "care/person.h"

enum warning_outcome { WARNING_NEITHER, WARNING_USED, WARNING_LEFT };

struct warning {
    int32_t warned_on;
    int32_t used_on; /* the person's first use on or after warned_on; CARE_NO_DAY: none */
    int32_t left_on; /* CARE_NO_DAY: not left, or not known */
};

/* The first of use and leaving in [warned_on, warned_on + days]; on the same day, leaving. */
enum warning_outcome warning_outcome(const struct warning *warning, int32_t days);

#endif
