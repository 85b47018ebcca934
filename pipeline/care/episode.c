/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all rules have in common: the order of episodes, what detoxification leads to. */
#include "care/episode.h"

#include "care/admission.h"
#include "care/episode_parts.h"

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

int32_t care_observed_until(const struct care_person *person, uint32_t stretch) {
    int32_t end = person->end_of_observation;

    return stretch < person->n_unknown && person->unknown[stretch].first <= end ? person->unknown[stretch].first - 1
                                                                                : end;
}

int32_t care_known_days_between(const struct care_person *person, int32_t before, int32_t after) {
    int32_t known = after - before - 1;

    for (size_t i = 0; i < person->n_unknown; i++) {
        int32_t first = larger(person->unknown[i].first, before + 1);
        int32_t last = person->unknown[i].last < after - 1 ? person->unknown[i].last : after - 1;
        known -= last >= first ? last - first + 1 : 0;
    }
    return larger(known, 0);
}

void care_episode_decide(struct care_episode *episode, int32_t censored_on) {
    int32_t end;

    episode->censored_on = censored_on;
    episode->left_on = episode->last_covered + 1 <= censored_on ? episode->last_covered + 1 : CARE_NO_DAY;
    end = episode->left_on != CARE_NO_DAY ? episode->left_on : censored_on;
    episode->time_days = larger(end - episode->start, 1);
    if (episode->prevalent || episode->start >= censored_on || episode->time_days <= episode->entry_days)
        episode->time_days = -1;
}

/* A second row is the same episode, with the groups of its day 0. The return is the day on which the next episode is
 * seen to begin (an admission, or cover); behind unknown days nobody knows whether it is the next. */
static void order_episodes(struct care_episode episodes[], size_t n, bool by_discharge) {
    size_t ordinal = 0;

    for (size_t i = 0; i < n; i++) {
        struct care_episode *episode = &episodes[i];
        bool is_behind_unknown = i > 0 && episodes[i - 1].stretch != episode->stretch;
        ordinal += !episode->is_continued;
        episode->ordinal = ordinal;
        episode->next_start = CARE_NO_DAY;
        episode->order = i == 0 ? CARE_ORDER_FIRST : is_behind_unknown ? CARE_ORDER_UNKNOWN : CARE_ORDER_RETURNED;
        if (i > 0 && episode->is_continued)
            episode->order = episodes[i - 1].order;
        if (i > 0 && !is_behind_unknown)
            episodes[i - 1].next_start = by_discharge ? episode->start : episode->first_covered;
    }
}

static struct care_episode *episode_begun_on(struct care_episode episodes[], size_t n, int32_t day) {
    for (size_t i = 0; i < n; i++)
        if (episodes[i].first_covered == day && !episodes[i].is_continued)
            return &episodes[i];
    return NULL;
}

/* The first day after `day` on which maintenance is seen to begin or to go on, within the same stretch of observation.
 * By cover: the first medication that is no detoxification dose; by discharge: an episode of maintenance. */
static int32_t maintenance_after(const struct care_part *others, const struct care_episode episodes[], size_t n,
                                 const struct care_episode *detoxification) {
    int32_t day = detoxification->first_covered;

    if (others->by_discharge) {
        for (size_t i = 0; i < n; i++)
            if (episodes[i].start >= day && episodes[i].stretch == detoxification->stretch &&
                others->person->admissions[episodes[i].admission].program != CARE_COUNSELING)
                return episodes[i].start;
        return CARE_NO_DAY;
    }
    for (size_t i = 0; i < others->n_runs; i++)
        if (others->runs[i].first > day && others->runs[i].stretch == detoxification->stretch &&
            others->runs[i].medication != CARE_NO_MEDICATION)
            return others->runs[i].first;
    return CARE_NO_DAY;
}

/* Detoxification ends, linked, where maintenance begins. */
static void link_detoxifications(const struct care_part *others, struct care_episode episodes[], size_t n_others,
                                 size_t n) {
    for (size_t i = n_others; i < n; i++) {
        struct care_episode *row = &episodes[i], *next;
        int32_t day = maintenance_after(others, episodes, n_others, row);
        row->order = CARE_ORDER_NONE;
        row->next_start = CARE_NO_DAY;
        if (day == CARE_NO_DAY || day > row->last_covered + CARE_LINK_DAYS)
            continue;
        next = episode_begun_on(episodes, n_others, day);
        if (next != NULL)
            next->after_detoxification = true;
        row->next_start = day;
        row->left_on = day <= row->censored_on ? day : CARE_NO_DAY;
        row->exit = CARE_EXIT_LINKED;
        if (row->time_days >= 0)
            row->time_days = larger((row->left_on != CARE_NO_DAY ? day : row->censored_on) - row->start, 1);
    }
}

size_t care_episodes_capacity(const struct care_person *person) {
    return 2 * (person->n_supplies + person->n_visits + person->n_admissions) + 1;
}

size_t care_episodes(const struct care_person *person, const struct care_covers *covers, const struct care_rule *rule,
                     const struct care_settings *settings, struct care_episode episodes[]) {
    const struct care_part others = {.person = person,
                                     .settings = settings,
                                     .runs = covers->continuing,
                                     .n_runs = covers->n_continuing,
                                     .by_discharge = rule->by_discharge};
    const struct care_part detoxification = {.person = person,
                                             .settings = settings,
                                             .runs = covers->detoxification,
                                             .n_runs = covers->n_detoxification,
                                             .is_detoxification = true,
                                             .by_discharge = rule->by_discharge};
    size_t n_others, n;

    if (rule->by_discharge) {
        n_others = care_episodes_by_discharge(&others, covers, episodes);
        n = n_others + care_episodes_by_discharge(&detoxification, covers, episodes + n_others);
    } else {
        n_others = care_episodes_by_gap(&others, rule->gap, episodes);
        n = n_others + care_episodes_by_gap(&detoxification, CARE_LINK_DAYS, episodes + n_others);
    }
    order_episodes(episodes, n_others, rule->by_discharge);
    link_detoxifications(&others, episodes, n_others, n);
    for (size_t i = 0; i < n; i++)
        if (episodes[i].left_on == CARE_NO_DAY)
            episodes[i].exit = CARE_EXIT_NONE;
        else if (episodes[i].exit != CARE_EXIT_LINKED)
            episodes[i].exit = care_episode_reason(person, &episodes[i], settings);
    return n;
}
