/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/episode.h"

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

static int32_t gap_of(bool visits_only, const struct care_rule *rule, const struct care_settings *settings) {
    return visits_only ? larger(rule->gap, settings->visit_gap_days) : rule->gap;
}

/* The admission an episode belongs to, of those that had not ended before it: the latest one begun by day 0, if it
 * began after the episode before; else the first one of the days after (paper work may follow the first dose); else
 * one that was never closed when care broke off. */
static size_t find_admission(const struct care_person *person, const struct care_episode *episode,
                             const struct care_episode *before) {
    enum { DAYS_TO_FIRST_COVER = 14 };
    size_t begun = CARE_NO_INDEX, follows = CARE_NO_INDEX;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->discharged != CARE_NO_DAY && admission->discharged < episode->first_covered)
            continue;
        if (admission->admitted <= episode->first_covered)
            begun = i;
        else if (follows == CARE_NO_INDEX && admission->admitted <= episode->first_covered + DAYS_TO_FIRST_COVER)
            follows = i;
    }
    if (begun != CARE_NO_INDEX && (before == NULL || person->admissions[begun].admitted > before->last_covered))
        return begun;
    return follows != CARE_NO_INDEX ? follows : begun;
}

/* Care going on at the window's opening: day 0 is the admission (or cover before it), entered late, or the episode
 * is prevalent. Not who comes back after a gap that the data show. */
static void enter_late(const struct care_person *person, struct care_episode *episode,
                       const struct care_episode *before, int32_t gap, const struct care_settings *settings) {
    int32_t opening = settings->window_start, admitted;

    if (opening == CARE_NO_DAY || episode->first_covered >= opening + larger(settings->prevalent_days, gap) ||
        (before != NULL && before->last_covered >= opening))
        return;
    if (episode->admission == CARE_NO_INDEX) {
        episode->prevalent = true;
        return;
    }
    admitted = person->admissions[episode->admission].admitted;
    episode->start = admitted < episode->first_covered ? admitted : episode->first_covered;
    if (episode->start >= opening)
        episode->start = episode->first_covered;
    else
        episode->entry_days = opening - episode->start;
}

/* Left on X, or censored at C; T where it can be told. */
static void decide(struct care_episode *episode, int32_t censored_on) {
    int32_t end;

    episode->censored_on = censored_on;
    episode->left_on = episode->last_covered + 1 <= censored_on ? episode->last_covered + 1 : CARE_NO_DAY;
    end = episode->left_on != CARE_NO_DAY ? episode->left_on : censored_on;
    episode->time_days = larger(end - episode->start, 1);
    if (episode->prevalent || episode->start >= censored_on || episode->time_days <= episode->entry_days)
        episode->time_days = -1;
}

static enum care_exit dated_reason(const struct care_person *person, int32_t last_covered,
                                   const struct care_settings *settings) {
    enum care_exit reason = CARE_EXIT_NONE;

    for (size_t i = 0; i < person->n_reasons; i++)
        if (person->reasons[i].day >= last_covered - settings->reason_days_before &&
            person->reasons[i].day <= last_covered + settings->reason_days_after)
            reason = person->reasons[i].reason; /* sorted by day: the last one stays */
    return reason;
}

/* The latest admission begun by the last covered day. */
static const struct care_admission *last_admission(const struct care_person *person, int32_t last_covered) {
    const struct care_admission *last = NULL;

    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].admitted <= last_covered)
            last = &person->admissions[i];
    return last;
}

static enum care_exit explain_exit(const struct care_person *person, const struct care_episode *episode,
                                   const struct care_settings *settings) {
    const struct care_admission *admission = last_admission(person, episode->last_covered);
    int32_t last = episode->last_covered;
    enum care_exit reason;

    if (person->death != CARE_NO_DAY && person->death >= last && person->death <= last + settings->reason_days_after)
        return CARE_EXIT_DEATH;
    reason = dated_reason(person, last, settings);
    if (reason != CARE_EXIT_NONE)
        return reason;
    if (admission != NULL && admission->planned_end != CARE_NO_DAY &&
        last >= admission->planned_end - settings->planned_end_days)
        return CARE_EXIT_COMPLETED;
    if (admission != NULL && admission->discharged == CARE_NO_DAY && admission->reason != CARE_EXIT_NONE)
        return admission->reason;
    return CARE_EXIT_LEFT;
}

/* The return is the day on which the next episode is seen to begin: an admission, or cover. */
static void link_episodes(struct care_episode episodes[], size_t n, bool by_discharge) {
    for (size_t i = 0; i < n; i++)
        episodes[i].next_start = i + 1 == n     ? CARE_NO_DAY
                                 : by_discharge ? episodes[i + 1].start
                                                : episodes[i + 1].first_covered;
}

static size_t episodes_by_gap(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                              const struct care_rule *rule, const struct care_settings *settings,
                              struct care_episode episodes[]) {
    size_t n = 0;

    for (size_t i = 0; i < n_runs; i++) {
        struct care_episode *last = n > 0 ? &episodes[n - 1] : NULL;
        int32_t gap = gap_of(last != NULL && last->visits_only && runs[i].visits_only, rule, settings);
        if (last != NULL && runs[i].first - last->last_covered - 1 <= gap) {
            last->last_covered = runs[i].last;
            last->visits_only = last->visits_only && runs[i].visits_only;
        } else {
            episodes[n++] = (struct care_episode){.start = runs[i].first,
                                                  .first_covered = runs[i].first,
                                                  .last_covered = runs[i].last,
                                                  .visits_only = runs[i].visits_only};
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct care_episode *before = i > 0 ? &episodes[i - 1] : NULL;
        int32_t gap = gap_of(episodes[i].visits_only, rule, settings);
        episodes[i].admission = find_admission(person, &episodes[i], before);
        enter_late(person, &episodes[i], before, gap, settings);
        decide(&episodes[i], person->end_of_observation - gap);
    }
    return n;
}

/* The last day on which anything was seen of the person within [from, to]: cover, an attended visit. */
static int32_t last_activity(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                             int32_t from, int32_t to) {
    int32_t last = from;

    for (size_t i = 0; i < n_runs; i++)
        if (runs[i].first <= to && runs[i].last >= from)
            last = larger(last, runs[i].last < to ? runs[i].last : to);
    for (size_t i = 0; i < person->n_visits; i++)
        if (person->visits[i] >= from && person->visits[i] <= to)
            last = larger(last, person->visits[i]);
    return last;
}

/* The last day of an admission; *open when nothing says that it has ended. */
static int32_t admission_end(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                             const struct care_admission *admission, const struct care_settings *settings) {
    int32_t end = person->end_of_observation, silent_since;

    if (person->death != CARE_NO_DAY && person->death < end)
        end = person->death;
    if (admission->discharged != CARE_NO_DAY)
        return admission->discharged < end ? admission->discharged : end;
    silent_since = last_activity(person, runs, n_runs, admission->admitted, end);
    return end - silent_since >= settings->silent_days ? silent_since : end;
}

/* An admission that the data find going on enters late; what is known of its first days is known from the first
 * cover that the data hold. */
static void enter_admission_late(struct care_episode *episode, const struct care_run runs[], size_t n_runs,
                                 int32_t opening) {
    if (opening == CARE_NO_DAY || episode->start >= opening)
        return;
    episode->entry_days = opening - episode->start;
    episode->first_covered = opening < episode->last_covered ? opening : episode->last_covered;
    for (size_t i = 0; i < n_runs; i++)
        if (runs[i].last >= opening && runs[i].first <= episode->last_covered) {
            episode->first_covered = larger(runs[i].first, opening);
            return;
        }
}

static size_t episodes_by_discharge(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                                    const struct care_settings *settings, struct care_episode episodes[]) {
    size_t n = 0;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        struct care_episode *last = n > 0 ? &episodes[n - 1] : NULL;
        int32_t end = admission_end(person, runs, n_runs, admission, settings);
        if (admission->admitted > end) /* discharged before admitted, or admitted past the end: nothing seen */
            continue;
        if (last != NULL && admission->admitted - last->last_covered <= 1) {
            last->last_covered = larger(last->last_covered, end);
            continue;
        }
        episodes[n++] = (struct care_episode){
            .start = admission->admitted, .first_covered = admission->admitted, .last_covered = end, .admission = i};
    }
    for (size_t i = 0; i < n; i++) {
        enter_admission_late(&episodes[i], runs, n_runs, settings->window_start);
        decide(&episodes[i], person->end_of_observation - settings->discharge_lag_days);
    }
    return n;
}

size_t care_episodes_capacity(const struct care_person *person, size_t n_runs) {
    return n_runs > person->n_admissions ? n_runs : person->n_admissions;
}

size_t care_episodes(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                     const struct care_rule *rule, const struct care_settings *settings,
                     struct care_episode episodes[]) {
    size_t n = rule->by_discharge ? episodes_by_discharge(person, runs, n_runs, settings, episodes)
                                  : episodes_by_gap(person, runs, n_runs, rule, settings, episodes);

    link_episodes(episodes, n, rule->by_discharge);
    for (size_t i = 0; i < n; i++)
        episodes[i].exit =
            episodes[i].left_on == CARE_NO_DAY ? CARE_EXIT_NONE : explain_exit(person, &episodes[i], settings);
    return n;
}

size_t care_bridged_reasons(const struct care_person *person, const struct care_episode episodes[], size_t n,
                            const struct care_settings *settings) {
    size_t n_bridged = 0;

    for (size_t i = 0; i < person->n_reasons; i++)
        for (size_t j = 0; j < n; j++)
            n_bridged += person->reasons[i].day >= episodes[j].first_covered &&
                         person->reasons[i].day < episodes[j].last_covered - settings->reason_days_before;
    return n_bridged;
}

static bool is_long_acting(const struct care_supply *supply) {
    return supply->kind == CARE_INJECTION || supply->kind == CARE_IMPLANT;
}

size_t care_first_medication(const struct care_person *person, const struct care_episode *episode, int32_t switch_days,
                             bool *switches) {
    const struct care_supply *first = NULL;

    *switches = false;
    for (size_t i = 0; i < person->n_supplies; i++) {
        const struct care_supply *supply = &person->supplies[i];
        if (supply->day < episode->first_covered)
            continue;
        if (supply->day > episode->first_covered + switch_days || supply->day > episode->last_covered)
            break;
        if (first == NULL || (supply->day == first->day && is_long_acting(supply) && !is_long_acting(first)))
            first = supply;
        else if (is_long_acting(supply) && !is_long_acting(first))
            *switches = true;
    }
    return first == NULL ? CARE_NO_INDEX : first->medication;
}
