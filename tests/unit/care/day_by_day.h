/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Episodes by looking at one day after the other in arrays of booleans: written from the definition, sharing
 * nothing with pipeline/care but its structs. build_oracle fills `oracle` for the person told in `t`. Detoxification
 * and unknown days are told by examples elsewhere, not here.
 */
#ifndef SWITCHBACK_TESTS_CARE_DAY_BY_DAY_H
#define SWITCHBACK_TESTS_CARE_DAY_BY_DAY_H

#include "care/cover_by_day.h"

/* Is there medication on any day of the unbroken stretch of cover that begins on `day`? */
static bool stretch_has_medication(int32_t day) {
    for (; day < FIRST + DAYS && oracle.covered[day - FIRST]; day++)
        if (oracle.medication[day - FIRST])
            return true;
    return false;
}

static int32_t gap_for(bool visits_only, int32_t gap) {
    return visits_only && gap < t.settings.visit_gap_days ? t.settings.visit_gap_days : gap;
}

static void split_by_gap(int32_t gap) {
    struct care_episode *current = NULL;

    for (int32_t day = FIRST; day < FIRST + DAYS; day++) {
        if (!oracle.covered[day - FIRST])
            continue;
        bool visits_only = !stretch_has_medication(day), continues = day > FIRST && oracle.covered[day - 1 - FIRST];
        int32_t uncovered = current == NULL ? 0 : day - current->last_covered - 1;
        if (current != NULL && (continues || uncovered <= gap_for(current->visits_only && visits_only, gap))) {
            current->last_covered = day;
            current->visits_only = current->visits_only && (continues || visits_only);
            continue;
        }
        current = &oracle.episodes[oracle.n++];
        *current = (struct care_episode){.start = day, .last_covered = day, .visits_only = visits_only};
    }
}

static void mark_contacts(void) {
    for (int32_t day = FIRST; day < FIRST + DAYS; day++) {
        oracle.seen[day - FIRST] = oracle.covered[day - FIRST] || is_visited(day);
        for (size_t i = 0; i < t.person.n_admissions; i++)
            oracle.seen[day - FIRST] = oracle.seen[day - FIRST] || t.admissions[i].admitted == day;
    }
}

/* Days without contact that end on `day`, and go on; days before the window are not known to be silent. */
static bool is_silent(const bool stays[], int32_t day) {
    int32_t opening = t.settings.window_start, first = day, last = day, n;

    if (oracle.seen[day - FIRST])
        return false;
    while (first > FIRST && stays[first - 1 - FIRST] && !oracle.seen[first - 1 - FIRST])
        first--;
    while (last < FIRST + DAYS - 1 && stays[last + 1 - FIRST] && !oracle.seen[last + 1 - FIRST])
        last++;
    first = opening != CARE_NO_DAY && opening > first ? opening : first;
    n = last - first + 1;
    return n > t.settings.silent_days;
}

/* Care by one admission: its days, but for those of its silences. */
static void mark_admission(const struct care_admission *stay, bool in_care[]) {
    static bool stays[DAYS];

    memset(stays, 0, sizeof stays);
    for (int32_t day = stay->admitted; day <= end_of_cover(); day++)
        if (stay->discharged == CARE_NO_DAY || day <= stay->discharged)
            stays[day - FIRST] = true;
    for (int32_t day = FIRST; day < FIRST + DAYS; day++)
        in_care[day - FIRST] = in_care[day - FIRST] || (stays[day - FIRST] && !is_silent(stays, day));
}

/* What ended before the window is not observed. */
static void drop_unobserved(void) {
    size_t n = 0;

    for (size_t i = 0; i < oracle.n; i++)
        if (t.settings.window_start == CARE_NO_DAY || oracle.episodes[i].last_covered >= t.settings.window_start)
            oracle.episodes[n++] = oracle.episodes[i];
    oracle.n = n;
}

static void split_by_discharge(void) {
    static bool in_care[DAYS];

    memset(in_care, 0, sizeof in_care);
    mark_contacts();
    for (size_t i = 0; i < t.person.n_admissions; i++)
        mark_admission(&t.admissions[i], in_care);
    for (int32_t day = FIRST + 1; day < FIRST + DAYS; day++) {
        if (!in_care[day - FIRST])
            continue;
        if (!in_care[day - 1 - FIRST])
            oracle.episodes[oracle.n++] = (struct care_episode){.start = day};
        oracle.episodes[oracle.n - 1].last_covered = day;
    }
    drop_unobserved();
}

static bool is_discharge(int32_t day) {
    for (size_t i = 0; i < t.person.n_admissions; i++)
        if (t.admissions[i].discharged == day)
            return true;
    return false;
}

/* The reason of the admission that fell silent after the episode: of the one begun last, if nothing was seen in it
 * again. */
static enum care_exit reason_of_silence(const struct care_episode *episode) {
    const struct care_admission *own = NULL;
    int32_t last = episode->last_covered, next = episode->next_start;

    for (size_t i = 0; i < t.person.n_admissions; i++)
        own = t.admissions[i].admitted <= last ? &t.admissions[i] : own;
    if (last == end_of_cover() || program_on(last + 1) == CARE_PROGRAM_COUNT || own == NULL || is_discharge(last))
        return CARE_EXIT_NONE;
    return next != CARE_NO_DAY && (own->discharged == CARE_NO_DAY || own->discharged >= next) ? CARE_EXIT_NONE
                                                                                              : own->reason;
}

static bool is_open_on(const struct care_admission *stay, int32_t day) {
    return stay->discharged == CARE_NO_DAY || stay->discharged >= day;
}

/* The admission of an episode that starts on `first`; `after` is the last day of the one before. NULL: none. */
static const struct care_admission *admission_of(int32_t first, int32_t after) {
    const struct care_admission *begun = NULL;

    for (int32_t day = FIRST; day <= first + 14; day++)
        for (size_t i = 0; i < t.person.n_admissions; i++) {
            const struct care_admission *stay = &t.admissions[i];
            if (stay->admitted != day || !is_open_on(stay, first))
                continue;
            if (day > first && (begun == NULL || begun->admitted <= after))
                return stay;
            begun = day <= first ? stay : begun;
        }
    return begun;
}

static int32_t first_seen_from(int32_t opening, const struct care_episode *episode, const bool seen[]) {
    for (int32_t day = opening; day <= episode->last_covered; day++)
        if (seen[day - FIRST])
            return day;
    return CARE_NO_DAY;
}

static void enter_admission(struct care_episode *episode, int32_t opening) {
    int32_t seen;

    if (episode->start >= opening)
        return;
    seen = first_seen_from(opening, episode, oracle.seen);
    episode->prevalent = seen == CARE_NO_DAY;
    episode->entry_days = (seen == CARE_NO_DAY ? opening : seen) - episode->start;
}

static void enter(struct care_episode *episode, struct care_rule rule, int32_t gap) {
    int32_t opening = t.settings.window_start, reach = gap > 31 ? gap : 31, after, day_0, seen;
    const struct care_admission *stay;

    if (opening == CARE_NO_DAY)
        return;
    if (rule.by_discharge) {
        enter_admission(episode, opening);
        return;
    }
    after = episode == oracle.episodes ? FIRST : episode[-1].last_covered;
    if (after >= opening || episode->start - opening >= reach)
        return;
    stay = admission_of(episode->start, after);
    episode->prevalent = stay == NULL;
    if (stay == NULL)
        return;
    day_0 = stay->admitted < episode->start ? stay->admitted : episode->start;
    if (day_0 >= opening)
        return;
    seen = first_seen_from(opening, episode, oracle.covered);
    episode->start = day_0;
    episode->entry_days = (seen == CARE_NO_DAY ? opening : seen) - day_0;
}

static enum care_exit why(const struct care_episode *episode, bool by_discharge) {
    const struct care_admission *stay = NULL;
    int32_t last = episode->last_covered;

    if (t.person.death == last || t.person.death == last + 1)
        return CARE_EXIT_DEATH;
    for (int32_t day = last + 14; day >= last - 7; day--)
        for (size_t i = t.person.n_reasons; i-- > 0;)
            if (t.reasons[i].day == day)
                return t.reasons[i].reason;
    if (by_discharge && reason_of_silence(episode) != CARE_EXIT_NONE)
        return reason_of_silence(episode);
    for (size_t i = 0; i < t.person.n_admissions; i++)
        stay = t.admissions[i].admitted <= last ? &t.admissions[i] : stay;
    if (stay != NULL && stay->planned_end != CARE_NO_DAY && last + 7 >= stay->planned_end)
        return CARE_EXIT_COMPLETED;
    if (stay != NULL && stay->discharged == CARE_NO_DAY && stay->reason != CARE_EXIT_NONE)
        return stay->reason;
    return CARE_EXIT_LEFT;
}

static void end_episode(struct care_episode *episode, struct care_rule rule) {
    int32_t end = t.person.end_of_observation, seen = 0, gap;

    gap = rule.by_discharge ? t.settings.discharge_lag_days : gap_for(episode->visits_only, rule.gap);
    enter(episode, rule, gap);
    for (int32_t day = episode->last_covered + 1; day <= end; day++)
        seen++;
    episode->left_on = seen >= gap + 1 ? episode->last_covered + 1 : CARE_NO_DAY;
    episode->censored_on = end - gap;
    episode->time_days = seen >= gap + 1 ? episode->last_covered + 1 - episode->start : end - gap - episode->start;
    if (episode->start >= end - gap || episode->prevalent || episode->time_days <= episode->entry_days)
        episode->time_days = -1;
    episode->exit = seen >= gap + 1 ? why(episode, rule.by_discharge) : CARE_EXIT_NONE;
}

static void build_oracle(struct care_rule rule) {
    memset(&oracle, 0, sizeof oracle);
    cover_medication();
    cover_visits();
    if (rule.by_discharge)
        split_by_discharge();
    else
        split_by_gap(rule.gap);
    for (size_t i = 0; i < oracle.n; i++)
        oracle.episodes[i].next_start = i + 1 < oracle.n ? oracle.episodes[i + 1].start : CARE_NO_DAY;
    for (size_t i = 0; i < oracle.n; i++)
        end_episode(&oracle.episodes[i], rule);
}

#endif
