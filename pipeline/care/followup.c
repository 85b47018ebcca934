/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/followup.h"

const char *care_outcome_name(enum care_outcome outcome) {
    static const char *const names[CARE_OUTCOME_COUNT] = {
        [CARE_OUTCOME_NONE] = "",
        [CARE_OUTCOME_RE_ENGAGED] = "re_engaged",
        [CARE_OUTCOME_LEFT] = "left",
        [CARE_OUTCOME_RETURNED] = "returned",
        [CARE_OUTCOME_TRANSFERRED] = "transferred",
        [CARE_OUTCOME_DEATH] = "death",
    };

    return names[outcome];
}

size_t care_collapse_events(int32_t days[], size_t n, int32_t same_event_days) {
    int32_t last = CARE_NO_DAY;
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        int32_t day = days[i];
        if (last == CARE_NO_DAY || day - last >= same_event_days)
            days[n_kept++] = day;
        last = day;
    }
    return n_kept;
}

/* The first of the days after `day`; CARE_NO_DAY: none. */
static int32_t first_after(struct care_days days, int32_t day) {
    for (size_t i = 0; i < days.n; i++)
        if (days.days[i] > day)
            return days.days[i];
    return CARE_NO_DAY;
}

static enum care_outcome outcome_of_exit(enum care_exit exit) {
    if (exit == CARE_EXIT_DEATH)
        return CARE_OUTCOME_DEATH;
    return exit == CARE_EXIT_TRANSFERRED ? CARE_OUTCOME_TRANSFERRED : CARE_OUTCOME_LEFT;
}

/* The first of: the end of the episode (left, or censored), an engaging visit (which wins a tie: it was seen). */
static struct care_followup follow_event(const struct care_episode *episode, int32_t event,
                                         struct care_days engaging_visits) {
    bool left = episode->left_on != CARE_NO_DAY;
    int32_t end = left ? episode->left_on : episode->censored_on;
    int32_t visit = first_after(engaging_visits, event);
    struct care_followup followup = {.origin = event,
                                     .outcome = left ? outcome_of_exit(episode->exit) : CARE_OUTCOME_NONE};

    if (visit != CARE_NO_DAY && visit <= end) {
        followup.outcome = CARE_OUTCOME_RE_ENGAGED;
        end = visit;
    }
    followup.time_days = end - event;
    return followup;
}

size_t care_after_return_to_use(const struct care_episode episodes[], size_t n_episodes, struct care_days events,
                                struct care_days engaging_visits, struct care_followup followups[]) {
    size_t n = 0;

    for (size_t i = 0, episode = 0; i < events.n; i++) {
        while (episode < n_episodes && episodes[episode].last_covered < events.days[i])
            episode++;
        if (episode == n_episodes)
            break;
        if (episodes[episode].first_covered > events.days[i])
            continue;
        followups[n] = follow_event(&episodes[episode], events.days[i], engaging_visits);
        followups[n].episode = episode;
        n += followups[n].time_days >= 1;
    }
    return n;
}

/* The first transfer recorded after the day; CARE_NO_DAY: none. */
static int32_t transfer_after(const struct care_person *person, int32_t day) {
    for (size_t i = 0; i < person->n_reasons; i++)
        if (person->reasons[i].reason == CARE_EXIT_TRANSFERRED && person->reasons[i].day > day)
            return person->reasons[i].day;
    return CARE_NO_DAY;
}

static void take_earlier(struct care_followup *followup, int32_t day, enum care_outcome outcome) {
    if (day != CARE_NO_DAY && day > followup->origin && day - followup->origin < followup->time_days) {
        followup->time_days = day - followup->origin;
        followup->outcome = outcome;
    }
}

size_t care_after_leaving(const struct care_person *person, const struct care_episode episodes[], size_t n_episodes,
                          struct care_followup followups[]) {
    size_t n = 0;

    for (size_t i = 0; i < n_episodes; i++) {
        const struct care_episode *episode = &episodes[i];
        struct care_followup followup = {.origin = episode->left_on, .episode = i};
        if (episode->left_on == CARE_NO_DAY || episode->exit == CARE_EXIT_DEATH ||
            episode->exit == CARE_EXIT_TRANSFERRED)
            continue;
        followup.time_days = person->end_of_observation - episode->left_on;
        if (episode->next_start != CARE_NO_DAY) {
            followup.time_days = episode->next_start - episode->left_on;
            followup.outcome = CARE_OUTCOME_RETURNED;
        }
        take_earlier(&followup, person->death, CARE_OUTCOME_DEATH);
        take_earlier(&followup, transfer_after(person, episode->left_on), CARE_OUTCOME_TRANSFERRED);
        if (followup.time_days >= 1)
            followups[n++] = followup;
    }
    return n;
}
