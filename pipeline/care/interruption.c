/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interruption.h"

#include "care/episode_parts.h"

const char *care_stretch_end_name(enum care_stretch_end end) {
    static const char *const names[] = {
        [CARE_STRETCH_OPEN] = "", [CARE_STRETCH_INTERRUPTED] = "interruption", [CARE_STRETCH_LEFT] = "left"};

    return names[end];
}

const char *care_gap_end_name(enum care_gap_end end) {
    static const char *const names[] = {
        [CARE_GAP_SEEN_TO_E] = "", [CARE_GAP_COVERED] = "covered", [CARE_GAP_DEATH] = "death"};

    return names[end];
}

/* The runs before the first unknown days: they come first. */
static size_t count_known(const struct care_covers *covers) {
    size_t n = 0;

    while (n < covers->n_continuing && covers->continuing[n].stretch == 0)
        n++;
    return n;
}

/* How the gap behind the run ended. A gap begun on or before C has at least G + 1 days up to E, so that without a next
 * run it is longer than G. */
static enum care_stretch_end end_of(const struct care_person *person, const struct care_run *run,
                                    const struct care_run *next, int32_t gap, int32_t censored_on) {
    int32_t uncovered = next == NULL ? INT32_MAX : next->first - run->last - 1;

    if (run->last + 1 > censored_on || uncovered <= CARE_SHORT_GAP_DAYS ||
        (person->death != CARE_NO_DAY && person->death <= run->last + CARE_SHORT_GAP_DAYS))
        return CARE_STRETCH_OPEN;
    return uncovered <= gap ? CARE_STRETCH_INTERRUPTED : CARE_STRETCH_LEFT;
}

/* Nobody is covered after the day of death; cover on that day itself came first. */
static void follow_gap(const struct care_person *person, const struct care_run *run, const struct care_run *next,
                       struct care_stretch *stretch) {
    int32_t first_uncovered = run->last + 1, seen_until = care_observed_until(person, 0);

    if (stretch->end == CARE_STRETCH_OPEN)
        return;
    stretch->gap_end = CARE_GAP_SEEN_TO_E;
    if (next != NULL) {
        seen_until = next->first;
        stretch->gap_end = CARE_GAP_COVERED;
    } else if (person->death != CARE_NO_DAY && person->death <= seen_until) {
        seen_until = person->death;
        stretch->gap_end = CARE_GAP_DEATH;
    }
    stretch->gap_days = seen_until - first_uncovered;
}

size_t care_stretches(const struct care_person *person, const struct care_covers *covers, int32_t gap,
                      int32_t window_start, struct care_stretch stretches[]) {
    int32_t censored_on = care_observed_until(person, 0) - gap, clock = 0;
    size_t n_known = count_known(covers), n = 0;

    for (size_t i = 0; i < n_known; i++) {
        const struct care_run *run = &covers->continuing[i], *next = i + 1 < n_known ? run + 1 : NULL;
        int32_t first = run->first > window_start ? run->first : window_start;
        int32_t last = run->last < censored_on ? run->last : censored_on;
        if (run->visits_only || first > last)
            continue;
        if (n == 0 || stretches[n - 1].end != CARE_STRETCH_OPEN)
            stretches[n++] = (struct care_stretch){.start = clock};
        clock += last - first + 1;
        stretches[n - 1].stop = clock;
        stretches[n - 1].end = end_of(person, run, next, gap, censored_on);
        follow_gap(person, run, next, &stretches[n - 1]);
    }
    return n;
}
