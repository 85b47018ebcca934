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
 * The discharge rule: recorded admissions instead of cover; X = discharged + 1, a readmission within a day joins. An
 * admission silent for more than `silent_days` ended with its last contact (cover, an attended visit, an admission),
 * and contact after that is a new episode; each admission is judged by itself, so that one never closed leaves a later
 * one's discharge alone. What ended before the window is not observed. C = E - discharge_lag_days
 * (care/discharge_lag.h measures it).
 *
 * Care that was already going on when the data begin (the first episode that they hold, covered within
 * max(prevalent_days, gap) days of the window's start) enters late: day 0 is then the known admission, or cover
 * before it, and entry the days from there to the first cover SEEN in the window: before that nobody could have been
 * seen to leave. Where no admission is known the episode is `prevalent`, without a time.
 *
 * Detoxification is told apart (care/admission.h): rows of their own, without an ordinal, under a gap of
 * CARE_LINK_DAYS. Where maintenance begins up to so many days after the last dose the row ends on that day, linked;
 * else as any other. The maintenance episode that begins there is `after_detoxification`.
 *
 * Unknown days [a, b] (person->unknown): every episode known to have begun before a is followed to C = a - 1 - gap. Who
 * is covered again by something given on or after a comes back under observation on that covered day c: as a second row
 * of the same episode, entered at c - start, where the KNOWN uncovered days between are no more than the gap; else in a
 * new episode of unknown order. Who first appears within max(prevalent_days, gap) days after b is treated as at the
 * opening of the window. Never entry on b + 1: until c nobody could have missed the person.
 *
 * source: statistics part 1, steps 3 to 8 and unknown days.
 * checked against: an independent R computation on the people of two public trials (tests/reference/episodes.R), and
 * simulations with known truth (tests/simulations).
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
    int32_t silent_days;  /* INT32_MAX: no table tells of all who were seen, so that nobody can be silent */
    int32_t discharge_lag_days;
};

/* Of a row among the person's episodes. */
enum care_order { CARE_ORDER_NONE /* detoxification */, CARE_ORDER_FIRST, CARE_ORDER_RETURNED, CARE_ORDER_UNKNOWN };

struct care_episode {
    int32_t start;          /* day 0 */
    int32_t first_covered;  /* = start, or later where care began before it was seen */
    int32_t last_covered;   /* L */
    int32_t left_on;        /* X; CARE_NO_DAY: in care or undecided */
    int32_t censored_on;    /* C */
    int32_t observed_until; /* E, or the day before unknown days began */
    int32_t entry_days;     /* at risk after so many days; 0 for all who started inside the window */
    int32_t time_days;      /* T; -1: none can be told */
    int32_t first_until;    /* the last day of the supply that it was first seen with */
    int32_t earliest_days;  /* before so many days only death can end it, as that supply lasts so long; 0: none known */
    int32_t next_start;     /* of the next episode; CARE_NO_DAY: none, or behind unknown days */
    size_t ordinal;         /* of the episode, from 1; 0: detoxification */
    enum care_order order;
    uint32_t stretch;    /* so many stretches of unknown days had begun by its first cover */
    uint32_t medication; /* on day 0 (as first seen, where care began before that); CARE_NO_MEDICATION: none */
    bool is_continued;   /* a second row of the episode before, behind unknown days */
    bool visits_only;
    bool prevalent; /* already in care when the data begin, admission not known */
    bool after_detoxification;
    enum care_exit exit;       /* CARE_EXIT_NONE while not left */
    enum care_exit own_reason; /* rule discharge: of an admission that ended in silence */
    size_t admission;          /* index of the admission it belongs to, or CARE_NO_INDEX */
};

/* How many episodes at most: room that `episodes` must have. */
size_t care_episodes_capacity(const struct care_person *person);

/* Fills `episodes`: those with an ordinal, in order, then those of detoxification. Returns how many. */
size_t care_episodes(const struct care_person *person, const struct care_covers *covers, const struct care_rule *rule,
                     const struct care_settings *settings, struct care_episode episodes[]);

/* Recorded reasons inside an episode that more cover of the same episode followed: they did not end care. */
size_t care_bridged_reasons(const struct care_person *person, const struct care_episode episodes[], size_t n,
                            const struct care_settings *settings);

/* Why care ended on the episode's last covered day, whether that is decided or not: a death recorded on it or on the
 * day after; else the reason recorded last within [L - before, L + after]; else the own reason of an admission that
 * ended in silence; else `completed` when L reached the planned end (less planned_end_days); else an undated reason;
 * else `left`. */
enum care_exit care_episode_reason(const struct care_person *person, const struct care_episode *episode,
                                   const struct care_settings *settings);

#endif
