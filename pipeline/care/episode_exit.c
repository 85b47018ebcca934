/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why care ended: step 5 of the definition. */
#include "care/episode.h"

static bool is_of_detoxification(const struct care_episode *episode) { return episode->order == CARE_ORDER_NONE; }

/* A discharge from detoxification says nothing of other care, nor the other way round. */
static bool may_explain(enum care_program program, bool is_detoxification) {
    return program == CARE_PROGRAM_UNKNOWN || (program == CARE_DETOXIFICATION) == is_detoxification;
}

static enum care_exit dated_reason(const struct care_person *person, const struct care_episode *episode,
                                   const struct care_settings *settings) {
    int32_t first = episode->last_covered - settings->reason_days_before;
    int32_t last = episode->last_covered + settings->reason_days_after;
    enum care_exit reason = CARE_EXIT_NONE;

    for (size_t i = 0; i < person->n_reasons; i++)
        if (person->reasons[i].day >= first && person->reasons[i].day <= last &&
            may_explain(person->reasons[i].program, is_of_detoxification(episode)))
            reason = person->reasons[i].reason; /* sorted by day: the last one stays */
    return reason;
}

/* The latest admission begun by the last covered day. */
static const struct care_admission *last_admission(const struct care_person *person,
                                                   const struct care_episode *episode) {
    const struct care_admission *last = NULL;

    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].admitted <= episode->last_covered &&
            may_explain(person->admissions[i].program, is_of_detoxification(episode)))
            last = &person->admissions[i];
    return last;
}

enum care_exit care_episode_reason(const struct care_person *person, const struct care_episode *episode,
                                   const struct care_settings *settings) {
    const struct care_admission *admission = last_admission(person, episode);
    int32_t last = episode->last_covered;
    enum care_exit reason;

    if (person->death != CARE_NO_DAY && (person->death == last || person->death == last + 1))
        return CARE_EXIT_DEATH;
    reason = dated_reason(person, episode, settings);
    if (reason != CARE_EXIT_NONE)
        return reason;
    if (episode->own_reason != CARE_EXIT_NONE)
        return episode->own_reason;
    if (admission != NULL && admission->planned_end != CARE_NO_DAY &&
        last >= admission->planned_end - settings->planned_end_days)
        return CARE_EXIT_COMPLETED;
    if (admission != NULL && admission->discharged == CARE_NO_DAY && admission->reason != CARE_EXIT_NONE)
        return admission->reason;
    return CARE_EXIT_LEFT;
}

size_t care_bridged_reasons(const struct care_person *person, const struct care_episode episodes[], size_t n,
                            const struct care_settings *settings) {
    size_t n_bridged = 0;

    for (size_t i = 0; i < person->n_reasons; i++)
        for (size_t j = 0; j < n; j++)
            n_bridged += may_explain(person->reasons[i].program, is_of_detoxification(&episodes[j])) &&
                         person->reasons[i].day >= episodes[j].first_covered &&
                         person->reasons[i].day < episodes[j].last_covered - settings->reason_days_before;
    return n_bridged;
}
