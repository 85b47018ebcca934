/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a person is over time, from the first observed day in care on, as intervals between states.
 *
 *   in_care                       first episode
 *   in_care_after_return_to_use   an episode goes on after a return to use in it
 *   out_of_care                   has left, has not come back
 *   back_in_care                  a later episode
 *   death
 *
 * Everyone is followed to C of the rule, fixed in advance. Time is in days since day 0 of the first episode; care
 * already going on when the data begin is entered late. A prevalent first episode has no day 0: no intervals.
 */
#ifndef SWITCHBACK_CARE_STATES_H
#define SWITCHBACK_CARE_STATES_H

#include "care/episode.h"
#include "care/followup.h"

enum care_state {
    CARE_STATE_NONE, /* censored */
    CARE_STATE_IN_CARE,
    CARE_STATE_IN_CARE_AFTER_RETURN_TO_USE,
    CARE_STATE_OUT_OF_CARE,
    CARE_STATE_BACK_IN_CARE,
    CARE_STATE_DEATH,
    CARE_STATE_COUNT
};

struct care_interval {
    int32_t start, stop; /* days since day 0, start < stop */
    enum care_state state;
    enum care_state next; /* entered at stop; CARE_STATE_NONE: censored */
};

const char *care_state_name(enum care_state state);

/* How many intervals at most. */
size_t care_states_capacity(size_t n_episodes);

size_t care_states(const struct care_person *person, const struct care_episode episodes[], size_t n_episodes,
                   struct care_days events, struct care_interval intervals[]);

/* Where a person is from `origin` on, a day on which the program knew of a return to use in course.episodes[episode]:
 * in care (again, too), out of care or dead, up to C of that episode, in days since the origin. Who had left by then
 * has left on the first day. 0: no day of it can be told. */
size_t care_states_after(const struct care_person *person, struct care_course course, int32_t origin, size_t episode,
                         struct care_interval intervals[]);

#endif
