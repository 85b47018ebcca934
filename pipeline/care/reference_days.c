/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/reference_days.h"

struct collecting {
    const struct care_reference_person *person;
    const struct care_episode *episode;
    enum care_reference_stratum stratum;
    int32_t horizon;
    struct care_reference *references;
    size_t n, next_visit; /* the first visit that may lie behind the days at hand */
};

enum care_reference_stratum care_reference_stratum_on(struct care_cover_runs cover, int32_t day) {
    for (size_t i = 0; i < cover.n; i++)
        if (cover.runs[i].first <= day && day <= cover.runs[i].last)
            return CARE_REFERENCE_COVERED;
    return CARE_REFERENCE_SINCE_COVER;
}

size_t care_reference_capacity(const struct care_reference_person *person) {
    return person->course.n * (2 * person->cover.n + person->known.n + person->engaging_visits.n + 1);
}

/* Days before one and the same visit; CARE_NO_DAY: before none. */
static void add(struct collecting *collecting, int32_t first, int32_t last, int32_t visit) {
    const struct care_episode *episode = collecting->episode;
    int32_t from = last + 1;

    if (visit != CARE_NO_DAY) {
        from = visit - collecting->horizon;
        if (episode->left_on != CARE_NO_DAY && visit > episode->left_on) /* had left by then: the first day alone */
            from = visit - 1;
        from = from < first ? first : from > last ? last + 1 : from;
    }
    collecting->references[collecting->n++] =
        (struct care_reference){collecting->stratum, first - episode->start, last - episode->start,
                                from - episode->start, last - episode->start};
}

/* Each day of the stretch by the first visit after it. */
static void split_at_visits(struct collecting *collecting, int32_t first, int32_t last) {
    const struct care_days *visits = &collecting->person->engaging_visits;
    size_t *next = &collecting->next_visit;

    while (first <= last) {
        while (*next < visits->n && visits->days[*next] <= first)
            (*next)++;
        int32_t visit = *next < visits->n ? visits->days[*next] : CARE_NO_DAY;
        int32_t until = visit != CARE_NO_DAY && visit - 1 < last ? visit - 1 : last;
        add(collecting, first, until, visit);
        first = until + 1;
    }
}

/* Without the days of a return to use and the 90 behind it. */
static void split_at_uses(struct collecting *collecting, int32_t first, int32_t last) {
    const struct care_days *known = &collecting->person->known;

    for (size_t i = 0; i < known->n && known->days[i] <= last; i++) {
        int32_t behind = known->days[i] + CARE_WITHOUT_USE_DAYS + 1;
        if (first < known->days[i])
            split_at_visits(collecting, first, known->days[i] - 1);
        first = behind > first ? behind : first;
    }
    split_at_visits(collecting, first, last);
}

static int32_t later(int32_t a, int32_t b) { return a > b ? a : b; }
static int32_t earlier(int32_t a, int32_t b) { return a < b ? a : b; }

/* The days of each run of the episode's cover, and the week behind it up to the next run. */
static void collect_episode(struct collecting *collecting) {
    const struct care_cover_runs *cover = &collecting->person->cover;
    const struct care_episode *episode = collecting->episode;
    int32_t end = earlier(episode->last_covered + CARE_STILL_COVERED_DAYS, episode->censored_on - collecting->horizon);

    collecting->next_visit = 0;
    for (size_t i = 0; i < cover->n; i++) {
        int32_t covered = earlier(cover->runs[i].last, episode->last_covered);
        int32_t first = later(cover->runs[i].first, episode->first_covered);
        int32_t last = earlier(covered + CARE_STILL_COVERED_DAYS, end);
        if (first > covered)
            continue;
        if (i + 1 < cover->n)
            last = earlier(last, cover->runs[i + 1].first - 1);
        collecting->stratum = CARE_REFERENCE_COVERED;
        split_at_uses(collecting, first, earlier(covered, last));
        collecting->stratum = CARE_REFERENCE_SINCE_COVER;
        split_at_uses(collecting, covered + 1, last);
    }
}

size_t care_reference_days(const struct care_reference_person *person, int32_t horizon,
                           struct care_reference references[]) {
    struct collecting collecting = {.person = person, .horizon = horizon, .references = references};

    for (size_t i = 0; i < person->course.n; i++) {
        collecting.episode = &person->course.episodes[i];
        if (collecting.episode->time_days >= 0) /* else nobody knows when it began, or nothing of it can be told */
            collect_episode(&collecting);
    }
    return collecting.n;
}
