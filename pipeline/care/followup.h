/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happened next: after each return to use while in care, after each leaving.
 *
 * After a return to use the clock starts on the day on which the program knew of it, for people covered on that day or
 * at most CARE_STILL_COVERED_DAYS before it: whether they come again is not looked at. Re-engaged is an attended
 * counseling or medical visit strictly after that day; leaving, death and transfer compete; whoever had left by then
 * has left on the first day; whoever had none of them is censored at C of the episode. Uses less than same_event_days
 * after the use before them are one event, from its first day (a person using daily for a month returned to use once).
 *
 * After leaving the clock starts on X. The return is the first covered day of the next episode (under a gap rule it
 * cannot come before day gap + 1), observed up to E, not only to C: a return is known when it is seen. Death and a
 * transfer recorded later compete. A leaving that C leaves undecided counts where a death decided it. A leaving by
 * death is no leaving to return from, and after a transfer care goes on elsewhere: neither starts a clock. Unknown days
 * end what is known as E does.
 *
 * source: statistics part 2, rows "After a return to use" and "After leaving", and part 1, step 5.
 */
#ifndef SWITCHBACK_CARE_FOLLOWUP_H
#define SWITCHBACK_CARE_FOLLOWUP_H

#include "care/cover.h"
#include "care/episode.h"
#include "care/person.h"

enum { CARE_STILL_COVERED_DAYS = 7 };

enum care_outcome {
    CARE_OUTCOME_NONE, /* censored */
    CARE_OUTCOME_RE_ENGAGED,
    CARE_OUTCOME_LEFT,
    CARE_OUTCOME_RETURNED,
    CARE_OUTCOME_TRANSFERRED,
    CARE_OUTCOME_DEATH,
    CARE_OUTCOME_HAPPENED, /* what was waited for (care/wait.h) */
    CARE_OUTCOME_COUNT
};

struct care_followup {
    int32_t origin;    /* day the clock starts */
    int32_t time_days; /* at least 1 */
    enum care_outcome outcome;
    enum care_exit exit; /* of a leaving: how care had ended; else CARE_EXIT_NONE */
    size_t episode;      /* index of the episode it belongs to */
};

/* Days, sorted. */
struct care_days {
    const int32_t *days;
    size_t n;
};

/* "", re_engaged, left, returned, transferred, death, happened. */
const char *care_outcome_name(enum care_outcome outcome);

/* Leaving as what ends a wait in care: death, transferred, else left. */
enum care_outcome care_outcome_of_exit(enum care_exit exit);

/* First days of events among days of use (sorted): keeps days[] in place, returns how many are left. */
size_t care_collapse_events(int32_t days[], size_t n, int32_t same_event_days);

/* A person's episodes that have an ordinal, under one rule. */
struct care_course {
    const struct care_episode *episodes;
    size_t n;
};

/* One row per day on which the program knew of an event, for people still covered who have follow-up. `runs`: their
 * continuing cover. `engaging_visits`: days, sorted. `followups` has room for known_on.n. Returns how many. */
struct care_cover_runs {
    const struct care_run *runs;
    size_t n;
};
size_t care_after_return_to_use(struct care_course course, struct care_cover_runs cover, struct care_days known_on,
                                struct care_days engaging_visits, struct care_followup followups[]);

/* One row per leaving. `followups` has room for course.n. Returns how many. */
size_t care_after_leaving(const struct care_person *person, const struct care_settings *settings,
                          struct care_course course, struct care_followup followups[]);

#endif
