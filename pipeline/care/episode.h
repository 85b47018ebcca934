/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Treatment episodes of one person under one named rule.
 *
 * A gap rule: a new episode begins where more than `gap` days in a row are uncovered (care of visits alone:
 * max(gap, visit_gap_days)). Day 0 is the first covered day, L the last, C = E - gap. When L + 1 <= C the person
 * left on X = L + 1 (so many uncovered days were seen that it is decided); else everyone is censored at C, also
 * those still covered at E: censoring stayers later than leavers are known would bias retention upward.
 * T = X - start or C - start, at least 1, and S(t) = P(T > t). An episode that starts at or past C has no time.
 *
 * The discharge rule: recorded admissions instead of cover; X = discharged + 1, a readmission within a day joins,
 * C = E - discharge_lag_days (care/discharge_lag.h measures it), and an open admission silent for `silent_days` ended
 * with its last activity.
 *
 * Care that was already going on when the data begin (the first episode that they hold, covered within
 * max(prevalent_days, gap) days of the window's start) enters late: day 0 is then the known admission, or cover
 * before it, and entry the days from there to the window's start; where no admission is known the episode is
 * `prevalent`, without a time. Its medication is read from the first days that the data hold.
 *
 * Why care ended: death; else the reason recorded last within [L - before, L + after]; else `completed` when L
 * reached the planned end (less planned_end_days); else an undated reason; else `left`.
 *
 * source: statistics part 1, steps 3 to 7.
 * checked against: an independent R computation on the people of two public trials (tests/reference/episodes.R).
 */
#ifndef SWITCHBACK_CARE_EPISODE_H
#define SWITCHBACK_CARE_EPISODE_H

#include "care/cover.h"
#include "care/person.h"

struct care_rule {
    bool by_discharge; /* recorded admissions and discharges instead of cover */
    int32_t gap;       /* days */
};

struct care_settings {
    struct care_cover_settings cover;
    int32_t visit_gap_days;
    int32_t reason_days_before, reason_days_after;
    int32_t planned_end_days;
    int32_t prevalent_days;
    int32_t window_start; /* CARE_NO_DAY: the data have no opening day (relative days) */
    int32_t silent_days, discharge_lag_days;
};

struct care_episode {
    int32_t start;         /* day 0 */
    int32_t first_covered; /* = start, or later where care began before the data */
    int32_t last_covered;  /* L */
    int32_t left_on;       /* X; CARE_NO_DAY: in care or undecided */
    int32_t censored_on;   /* C */
    int32_t entry_days;    /* at risk after so many days; 0 for all who started inside the window */
    int32_t time_days;     /* T; -1: none can be told */
    int32_t next_start;    /* of the next episode; CARE_NO_DAY: none */
    bool visits_only;
    bool prevalent;      /* already in care when the data begin, admission not known */
    enum care_exit exit; /* CARE_EXIT_NONE while not left */
    size_t admission;    /* index of the admission it belongs to, or CARE_NO_INDEX */
};

/* How many episodes at most: room that `episodes` must have. */
size_t care_episodes_capacity(const struct care_person *person, size_t n_runs);

/* Fills `episodes`, in order, and returns how many. `runs` come from care_cover. */
size_t care_episodes(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                     const struct care_rule *rule, const struct care_settings *settings,
                     struct care_episode episodes[]);

/* Recorded reasons inside an episode that more cover of the same episode followed: they did not end care. */
size_t care_bridged_reasons(const struct care_person *person, const struct care_episode episodes[], size_t n,
                            const struct care_settings *settings);

/* The medication of day 0: a long-acting one given that day before another. CARE_NO_INDEX when visits only.
 * *switches is set when the first was taken daily and a long-acting one followed within switch_days. */
size_t care_first_medication(const struct care_person *person, const struct care_episode *episode, int32_t switch_days,
                             bool *switches);

#endif
