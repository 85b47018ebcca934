/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The wait of a person in care for something that is known by its day: a use after an early warning, a plan change that
 * is carried out. The end of care competes: what comes after it is not counted, since nobody would have seen it for the
 * others; on the same day the end of care came first. Who has neither is censored at C of the episode.
 *
 * What happened on the first day of the wait, or is recorded for a day before it, took one day: time is at least 1.
 *
 * source: statistics part 5, early warnings that went on to use, time from event to plan change to done.
 * checked against: tests/reference/plan_changes.R.
 */
#ifndef SWITCHBACK_CARE_WAIT_H
#define SWITCHBACK_CARE_WAIT_H

#include "care/followup.h"

struct care_wait {
    int32_t time_days; /* at least 1 */
    enum care_outcome outcome;
};

/* From `origin`, a day in care in the episode. happened_on: CARE_NO_DAY: never. False: no day of it can be told. */
bool care_wait(const struct care_episode *episode, int32_t origin, int32_t happened_on, struct care_wait *wait);

/* Nothing behind so many days counts: the wait is censored there. */
void care_wait_cut(struct care_wait *wait, int32_t days);

#endif
