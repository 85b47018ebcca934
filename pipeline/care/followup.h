/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happened next: after each return to use while in care, after each leaving.
 *
 * After a return to use the clock starts on its day, for people in care on it (first to last covered day of an
 * episode). Re-engaged is an attended counseling or medical visit strictly after that day; leaving, death and
 * transfer compete; whoever had none of them is censored at C of the episode. Uses less than same_event_days after
 * the use before them are one event, from its first day (a person using daily for a month returned to use once).
 *
 * After leaving the clock starts on X. The return is the first covered day of the next episode (under a gap rule it
 * cannot come before day gap + 1), observed up to E, not only to C: a return is known when it is seen. Death and a
 * transfer recorded later compete. A leaving by death is no leaving to return from, and after a transfer care goes
 * on elsewhere: neither starts a clock.
 *
 * source: statistics part 2, rows "After a return to use" and "After leaving".
 */
#ifndef SWITCHBACK_CARE_FOLLOWUP_H
#define SWITCHBACK_CARE_FOLLOWUP_H

#include "care/episode.h"
#include "care/person.h"

enum care_outcome {
    CARE_OUTCOME_NONE, /* censored */
    CARE_OUTCOME_RE_ENGAGED,
    CARE_OUTCOME_LEFT,
    CARE_OUTCOME_RETURNED,
    CARE_OUTCOME_TRANSFERRED,
    CARE_OUTCOME_DEATH,
    CARE_OUTCOME_COUNT
};

struct care_followup {
    int32_t origin;    /* day the clock starts */
    int32_t time_days; /* at least 1 */
    enum care_outcome outcome;
    size_t episode; /* index of the episode it belongs to */
};

/* "", re_engaged, left, returned, transferred, death. */
const char *care_outcome_name(enum care_outcome outcome);

/* First days of events among days of use (sorted): keeps days[] in place, returns how many are left. */
size_t care_collapse_events(int32_t days[], size_t n, int32_t same_event_days);

/* One row per event day on which the person was in care and that has follow-up. `engaging_visits`: days, sorted.
 * `followups` has room for n_events. Returns how many. */
struct care_days {
    const int32_t *days;
    size_t n;
};
size_t care_after_return_to_use(const struct care_episode episodes[], size_t n_episodes, struct care_days events,
                                struct care_days engaging_visits, struct care_followup followups[]);

/* One row per leaving. `followups` has room for n_episodes. Returns how many. */
size_t care_after_leaving(const struct care_person *person, const struct care_episode episodes[], size_t n_episodes,
                          struct care_followup followups[]);

#endif
