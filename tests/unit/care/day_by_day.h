/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Episodes by looking at one day after the other in arrays of booleans: written from the definition, sharing
 * nothing with pipeline/care but its structs. build_oracle fills `oracle` for the person told in `t`.
 */
#ifndef SWITCHBACK_TESTS_CARE_DAY_BY_DAY_H
#define SWITCHBACK_TESTS_CARE_DAY_BY_DAY_H

#include "care/people.h"

enum { FIRST = -200, DAYS = 1400 };

static struct told t;

struct oracle {
    bool medication[DAYS], covered[DAYS]; /* by day - FIRST */
    struct care_episode episodes[2 * MOST_FACTS];
    size_t n;
};

static struct oracle oracle;

static int32_t end_of_cover(void) {
    int32_t end = t.person.end_of_observation;

    return t.person.death != CARE_NO_DAY && t.person.death < end ? t.person.death : end;
}

static void cover_days(int32_t from, int32_t n, bool medication) {
    for (int32_t day = from; day < from + n; day++) {
        if (day > end_of_cover())
            continue;
        oracle.covered[day - FIRST] = true;
        oracle.medication[day - FIRST] = oracle.medication[day - FIRST] || medication;
    }
}

/* Days on which the drug's own earlier supplies still run, from `day` on: the last of them says how many. */
static int32_t left_over(const bool supplied[], int32_t day) {
    int32_t last = day - 1;

    for (int32_t other = day; other < FIRST + DAYS; other++)
        last = supplied[other - FIRST] ? other : last;
    return last - day + 1;
}

static void cover_medication(void) {
    static bool supplied[4][DAYS];

    memset(supplied, 0, sizeof supplied);
    for (size_t i = 0; i < t.person.n_supplies; i++) {
        const struct care_supply *supply = &t.supplies[i];
        bool *drug = supplied[supply->medication];
        int32_t push = 0, days = supply->kind == CARE_ADMINISTERED ? 1 : supply->days > 366 ? 366 : supply->days;
        if (supply->kind == CARE_DISPENSED && days > 0) {
            push = left_over(drug, supply->day);
            push = push > t.settings.cover.bank_cap_days ? t.settings.cover.bank_cap_days : push;
            for (int32_t day = supply->day + push; day < supply->day + push + days; day++)
                drug[day - FIRST] = true;
        }
        cover_days(supply->day + push, days, true);
    }
}

static void cover_visits(void) {
    for (size_t i = 0; i < t.person.n_visits; i++) {
        bool counts = t.person.n_supplies == 0;
        for (size_t j = 0; j < t.person.n_admissions; j++) {
            const struct care_admission *stay = &t.admissions[j];
            if (stay->program == CARE_COUNSELING && t.visits[i] >= stay->admitted &&
                (stay->discharged == CARE_NO_DAY || t.visits[i] <= stay->discharged))
                counts = true;
        }
        if (counts)
            cover_days(t.visits[i], 1, false);
    }
}

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

static int32_t last_sign_of(const struct care_admission *stay, int32_t end) {
    int32_t last = stay->admitted;

    for (int32_t day = stay->admitted; day <= end; day++) {
        bool seen = oracle.covered[day - FIRST];
        for (size_t i = 0; i < t.person.n_visits; i++)
            seen = seen || t.visits[i] == day;
        last = seen ? day : last;
    }
    return last;
}

static void split_by_discharge(void) {
    static bool stays[DAYS];

    memset(stays, 0, sizeof stays);
    for (size_t i = 0; i < t.person.n_admissions; i++) {
        const struct care_admission *stay = &t.admissions[i];
        int32_t end = end_of_cover(), last;
        if (stay->admitted > end)
            continue;
        last = stay->discharged != CARE_NO_DAY ? stay->discharged : last_sign_of(stay, end);
        if (stay->discharged == CARE_NO_DAY && end - last < t.settings.silent_days)
            last = end;
        for (int32_t day = stay->admitted; day <= last && day <= end; day++)
            stays[day - FIRST] = true;
    }
    for (int32_t day = FIRST; day < FIRST + DAYS; day++) {
        if (!stays[day - FIRST])
            continue;
        if (day == FIRST || !stays[day - 1 - FIRST])
            oracle.episodes[oracle.n++] = (struct care_episode){.start = day};
        oracle.episodes[oracle.n - 1].last_covered = day;
    }
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

static void enter(struct care_episode *episode, struct care_rule rule, int32_t gap) {
    int32_t opening = t.settings.window_start, reach = gap > 31 ? gap : 31, after, day_0;
    const struct care_admission *stay;

    if (opening == CARE_NO_DAY)
        return;
    if (rule.by_discharge) {
        episode->entry_days = episode->start < opening ? opening - episode->start : 0;
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
    episode->start = day_0;
    episode->entry_days = opening - day_0;
}

static enum care_exit why(int32_t last) {
    const struct care_admission *stay = NULL;

    if (t.person.death != CARE_NO_DAY && t.person.death >= last && t.person.death <= last + 14)
        return CARE_EXIT_DEATH;
    for (int32_t day = last + 14; day >= last - 7; day--)
        for (size_t i = t.person.n_reasons; i-- > 0;)
            if (t.reasons[i].day == day)
                return t.reasons[i].reason;
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
    episode->exit = seen >= gap + 1 ? why(episode->last_covered) : CARE_EXIT_NONE;
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
