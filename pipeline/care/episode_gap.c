/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes of a gap rule: steps 3, 4 and 7 of the definition. */
#include "care/admission.h"
#include "care/episode_parts.h"

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

static int32_t gap_of(const struct care_part *part, bool visits_only, int32_t gap) {
    return visits_only ? larger(gap, part->settings->visit_gap_days) : gap;
}

int32_t care_opening(const struct care_person *person, int32_t window_start, uint32_t stretch, int32_t first_covered) {
    const struct care_unknown *unknown;

    if (stretch == 0)
        return window_start;
    unknown = &person->unknown[stretch - 1];
    return first_covered <= unknown->last ? CARE_NO_DAY : unknown->last + 1;
}

/* After unknown days only who was never seen before may have begun unseen. */
static int32_t opening_of(const struct care_part *part, const struct care_episode *episode,
                          const struct care_episode *before) {
    return episode->stretch > 0 && before != NULL
               ? CARE_NO_DAY
               : care_opening(part->person, part->settings->window_start, episode->stretch, episode->first_covered);
}

/* The first day covered on or after the opening; of an episode that ended before it, the opening. */
static int32_t first_seen(const struct care_part *part, const struct care_episode *episode, int32_t opening) {
    for (size_t i = 0; i < part->n_runs; i++)
        if (part->runs[i].stretch == episode->stretch && part->runs[i].last >= opening &&
            part->runs[i].first <= episode->last_covered)
            return larger(part->runs[i].first, opening);
    return opening;
}

/* Care going on at the opening: day 0 is the admission (or cover before it), entered late, or the episode is
 * prevalent. Not who comes back after a gap that the data show. */
static void enter_late(const struct care_part *part, struct care_episode *episode, const struct care_episode *before,
                       int32_t gap) {
    int32_t opening = opening_of(part, episode, before), admitted;

    if (opening == CARE_NO_DAY || episode->first_covered - opening >= larger(part->settings->prevalent_days, gap) ||
        (before != NULL && before->last_covered >= opening))
        return;
    if (episode->admission == CARE_NO_INDEX) {
        episode->prevalent = true;
        return;
    }
    admitted = part->person->admissions[episode->admission].admitted;
    episode->start = admitted < episode->first_covered ? admitted : episode->first_covered;
    if (episode->start >= opening)
        episode->start = episode->first_covered;
    else
        episode->entry_days = first_seen(part, episode, opening) - episode->start;
}

static void continue_episode(struct care_episode *episode, const struct care_episode *before) {
    episode->start = before->start;
    episode->entry_days = episode->first_covered - before->start;
    episode->admission = before->admission;
    episode->medication = before->medication;
    episode->prevalent = before->prevalent;
}

static struct care_episode episode_of_run(const struct care_run *run) {
    return (struct care_episode){.start = run->first,
                                 .first_covered = run->first,
                                 .last_covered = run->last,
                                 .first_until = run->first_until,
                                 .stretch = run->stretch,
                                 .medication = run->medication,
                                 .visits_only = run->visits_only};
}

/* A new row where more than the gap is uncovered, and where unknown days begin. */
static size_t split_by_gap(const struct care_part *part, int32_t gap, struct care_episode episodes[]) {
    size_t n = 0;

    for (size_t i = 0; i < part->n_runs; i++) {
        const struct care_run *run = &part->runs[i];
        struct care_episode *last = n > 0 ? &episodes[n - 1] : NULL;
        bool is_same_stretch = last != NULL && last->stretch == run->stretch, goes_on;
        int32_t uncovered = last == NULL      ? 0
                            : is_same_stretch ? run->first - last->last_covered - 1
                                              : care_known_days_between(part->person, last->last_covered, run->first);
        goes_on = last != NULL && uncovered <= gap_of(part, last->visits_only && run->visits_only, gap);
        if (goes_on && is_same_stretch) {
            last->last_covered = larger(last->last_covered, run->last);
            last->visits_only = last->visits_only && run->visits_only;
            continue;
        }
        episodes[n] = episode_of_run(run);
        episodes[n++].is_continued = goes_on;
    }
    return n;
}

size_t care_episodes_by_gap(const struct care_part *part, int32_t gap, struct care_episode episodes[]) {
    size_t n = split_by_gap(part, gap, episodes);

    for (size_t i = 0; i < n; i++) {
        struct care_episode *episode = &episodes[i];
        const struct care_episode *before = i > 0 ? &episodes[i - 1] : NULL;
        int32_t own_gap = gap_of(part, episode->visits_only, gap);
        if (before != NULL && episode->is_continued) {
            continue_episode(episode, before);
        } else {
            episode->admission = care_admission_begun(part->person, part->is_detoxification, episode->first_covered,
                                                      before != NULL ? before->last_covered : CARE_NO_DAY);
            enter_late(part, episode, before, own_gap);
        }
        episode->earliest_days = larger(episode->first_until + 1 - episode->start, episode->entry_days + 1);
        episode->observed_until = care_observed_until(part->person, episode->stretch);
        care_episode_decide(episode, episode->observed_until - own_gap);
    }
    return n;
}
