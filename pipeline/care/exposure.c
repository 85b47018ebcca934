/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/exposure.h"

#include <string.h>

#include "care/admission.h"
#include "care/episode_parts.h"

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }
static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

const char *care_exposure_name(enum care_exposure exposure) {
    static const char *const names[CARE_EXPOSURE_COUNT] = {
        [CARE_EXPOSURE_NONE] = "",
        [CARE_EXPOSURE_FIRST_WEEKS] = "first_weeks",
        [CARE_EXPOSURE_ON_COVER] = "on_cover",
        [CARE_EXPOSURE_UNCOVERED_2] = "uncovered_2",
        [CARE_EXPOSURE_UNCOVERED_29] = "uncovered_29",
        [CARE_EXPOSURE_NOT_KNOWN] = "not_known",
    };

    return names[exposure];
}

enum care_exposure care_exposure_from_name(const char *name) {
    for (enum care_exposure exposure = CARE_EXPOSURE_FIRST_WEEKS; exposure < CARE_EXPOSURE_COUNT; exposure++)
        if (strcmp(care_exposure_name(exposure), name) == 0)
            return exposure;
    return CARE_EXPOSURE_NONE;
}

/* Between two runs lie at most the day after, two classes and unknown days; a run has two classes. */
size_t care_exposure_capacity(const struct care_covers *covers) { return 6 * covers->n_all + 1; }

struct path {
    const struct care_person *person;
    struct care_exposure_span *spans;
    size_t n;
    int32_t begun; /* the episode's first day */
    int32_t next;  /* the first day without a class yet */
    int32_t end;   /* the last day of all */
};

/* The days up to `last` that have no class yet. */
static void spend(struct path *path, int32_t last, enum care_exposure exposure) {
    struct care_exposure_span *before = path->n > 0 ? &path->spans[path->n - 1] : NULL;

    last = smaller(last, path->end);
    if (last < path->next)
        return;
    if (before != NULL && before->exposure == exposure)
        before->last = last;
    else
        path->spans[path->n++] = (struct care_exposure_span){path->next, last, exposure};
    path->next = last + 1;
}

static void spend_covered(struct path *path, int32_t last) {
    spend(path, smaller(last, path->begun + CARE_FIRST_WEEKS_DAYS - 1), CARE_EXPOSURE_FIRST_WEEKS);
    spend(path, last, CARE_EXPOSURE_ON_COVER);
}

/* The first unknown day in [first, last]; `last` + 1: there is none. */
static int32_t first_unknown(const struct care_person *person, int32_t first, int32_t last) {
    for (size_t i = 0; i < person->n_unknown; i++)
        if (person->unknown[i].last >= first && person->unknown[i].first <= last)
            return larger(first, person->unknown[i].first);
    return last + 1;
}

/* The uncovered days behind `covered`, up to `last`. */
static void spend_uncovered(struct path *path, int32_t covered, int32_t last) {
    int32_t unknown = first_unknown(path->person, covered + 1, last);

    spend_covered(path, smaller(covered + 1, unknown - 1));
    spend(path, smaller(covered + CARE_UNCOVERED_SOON_DAYS, unknown - 1), CARE_EXPOSURE_UNCOVERED_2);
    spend(path, unknown - 1, CARE_EXPOSURE_UNCOVERED_29);
    spend(path, last, CARE_EXPOSURE_NOT_KNOWN);
}

static int32_t known_days(const struct care_person *person, int32_t first, int32_t last) {
    int32_t n = last - first + 1;

    for (size_t i = 0; i < person->n_unknown; i++) {
        int32_t from = larger(first, person->unknown[i].first), to = smaller(last, person->unknown[i].last);
        n -= from <= to ? to - from + 1 : 0;
    }
    return n;
}

/* The last day that the run covers here: the day behind it is on cover as well. */
static int32_t end_of_run(const struct care_run *run) {
    return run->visits_only ? run->last + CARE_VISIT_COVER_DAYS - 2 : run->last;
}

/* The first day of the episode of the first run: its admission where it was going on when the data open. */
static int32_t first_begun(const struct care_person *person, const struct care_run *run,
                           const struct care_settings *settings, int32_t gap) {
    int32_t opening = care_opening(person, settings->window_start, run->stretch, run->first);
    size_t admission;

    if (opening == CARE_NO_DAY || run->first - opening >= larger(settings->prevalent_days, gap))
        return run->first;
    admission = care_admission_begun(person, care_is_detoxification(person, run->given), run->first, CARE_NO_DAY);
    if (admission == CARE_NO_INDEX)
        return run->first - CARE_FIRST_WEEKS_DAYS;
    return smaller(person->admissions[admission].admitted, run->first);
}

size_t care_exposures(const struct care_person *person, const struct care_covers *covers,
                      const struct care_settings *settings, int32_t gap, struct care_exposure_span spans[]) {
    struct path path = {.person = person, .spans = spans, .end = person->end_of_observation};
    int32_t covered = 0;

    if (covers->n_all == 0)
        return 0;
    if (person->death != CARE_NO_DAY)
        path.end = smaller(path.end, person->death);
    path.next = covers->all[0].first;
    path.begun = first_begun(person, &covers->all[0], settings, gap);
    for (size_t i = 0; i < covers->n_all; i++) {
        const struct care_run *run = &covers->all[i];
        if (i > 0 && run->first > covered + 1) {
            spend_uncovered(&path, covered, run->first - 1);
            if (known_days(person, covered + 1, run->first - 1) > gap)
                path.begun = run->first;
        }
        covered = i == 0 ? end_of_run(run) : larger(covered, end_of_run(run));
        spend_covered(&path, covered);
    }
    spend_uncovered(&path, covered, path.end);
    return path.n;
}

enum care_exposure care_exposure_on(const struct care_exposure_span spans[], size_t n, int32_t day) {
    for (size_t i = 0; i < n; i++)
        if (spans[i].first <= day && day <= spans[i].last)
            return spans[i].exposure;
    return CARE_EXPOSURE_NONE;
}
