/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/cover.h"

#include "base/sorting.h"
#include "care/admission.h"
#include "care/supply_groups.h"

enum { DAYS_BETWEEN_VISITS = 30 };

static int compare_numbers(int64_t left, int64_t right) { return (left > right) - (left < right); }

/* Of runs that begin on one day the first tells the medication of that day: a long-acting one, another, a visit. */
static int compare_runs(const void *left, const void *right) {
    const struct care_run *a = left, *b = right;

    if (a->stretch != b->stretch)
        return compare_numbers(a->stretch, b->stretch);
    if (a->first != b->first)
        return compare_numbers(a->first, b->first);
    if (a->is_long_acting != b->is_long_acting)
        return a->is_long_acting ? -1 : 1;
    if (a->medication != b->medication) /* a visit has the last number */
        return compare_numbers(a->medication, b->medication);
    return a->given != b->given ? compare_numbers(a->given, b->given) : compare_numbers(a->last, b->last);
}

/* Walks along medication and visits, both in order of days. */
struct visit_walk {
    const struct care_run *medication;
    size_t n_medication, at;
    int32_t covered_until; /* the last day covered by what begins up to the day at hand */
    int32_t last_visit;    /* of those that may cover, where no admission is open */
};

static bool is_on_medication(struct visit_walk *walk, int32_t day) {
    for (; walk->at < walk->n_medication && walk->medication[walk->at].first <= day; walk->at++)
        if (walk->medication[walk->at].last > walk->covered_until)
            walk->covered_until = walk->medication[walk->at].last;
    return (int64_t)walk->covered_until >= (int64_t)day - DAYS_BETWEEN_VISITS;
}

static bool visit_covers(const struct care_person *person, struct visit_walk *walk, int32_t day) {
    size_t admission = care_admission_on(person, day);
    int32_t before = walk->last_visit;
    bool is_on = is_on_medication(walk, day);

    if (admission != CARE_NO_INDEX && person->admissions[admission].program != CARE_PROGRAM_UNKNOWN)
        return person->admissions[admission].program == CARE_COUNSELING;
    if (is_on)
        return false;
    walk->last_visit = day;
    return before != CARE_NO_DAY && day - before <= DAYS_BETWEEN_VISITS;
}

/* Appends the visits that cover their day; `runs` holds the medication, in order. */
static size_t add_visits(const struct care_person *person, struct care_run runs[], size_t n_medication) {
    struct visit_walk walk = {
        .medication = runs, .n_medication = n_medication, .covered_until = INT32_MIN, .last_visit = CARE_NO_DAY};
    size_t n = n_medication;

    for (size_t i = 0; i < person->n_visits; i++) {
        int32_t day = person->visits[i];
        if ((i == 0 || person->visits[i - 1] < day) && visit_covers(person, &walk, day))
            runs[n++] = (struct care_run){.first = day,
                                          .last = day,
                                          .first_until = day,
                                          .given = day,
                                          .medication = CARE_NO_MEDICATION,
                                          .visits_only = true};
    }
    return n;
}

/* Keeps what belongs to the part, and of it what lies up to the end. */
static size_t keep_part(const struct care_person *person, enum care_cover_part part, struct care_run runs[], size_t n) {
    bool is_told_apart = part != CARE_COVER_ALL && care_has_detoxification(person);
    int32_t end = person->end_of_observation;
    size_t n_kept = 0;

    if (person->death != CARE_NO_DAY && person->death < end)
        end = person->death;
    for (size_t i = 0; i < n; i++) {
        struct care_run run = runs[i];
        bool is_detoxification = is_told_apart && !run.visits_only && care_is_detoxification(person, run.given);
        run.last = run.last < end ? run.last : end;
        if (run.first <= run.last &&
            (part == CARE_COVER_ALL || is_detoxification == (part == CARE_COVER_DETOXIFICATION)))
            runs[n_kept++] = run;
    }
    return n_kept;
}

static void find_stretches(const struct care_person *person, struct care_run runs[], size_t n) {
    for (size_t i = 0; i < n && person->n_unknown > 0; i++)
        while (runs[i].stretch < person->n_unknown && person->unknown[runs[i].stretch].first <= runs[i].given)
            runs[i].stretch++;
}

/* Overlapping and adjacent runs of one stretch become one. */
static size_t join_runs(struct care_run runs[], size_t n) {
    size_t n_joined = 0;

    for (size_t i = 0; i < n; i++) {
        struct care_run *last = n_joined > 0 ? &runs[n_joined - 1] : NULL;
        if (last == NULL || runs[i].stretch != last->stretch || runs[i].first > last->last + 1) {
            runs[n_joined++] = runs[i];
            continue;
        }
        if (runs[i].first == last->first && runs[i].first_until > last->first_until)
            last->first_until = runs[i].first_until;
        last->last = runs[i].last > last->last ? runs[i].last : last->last;
        last->visits_only = last->visits_only && runs[i].visits_only;
    }
    return n_joined;
}

size_t care_cover_capacity(const struct care_person *person) { return person->n_supplies + person->n_visits; }

size_t care_cover(const struct care_person *person, const struct care_cover_settings *settings,
                  enum care_cover_part part, struct care_run runs[]) {
    size_t n = care_supply_groups(person, settings->bank_cap_days, runs);

    sorting_ensure(runs, n, sizeof *runs, compare_runs); /* pushed ones may have fallen behind others */
    if (settings->visits_count)
        n = add_visits(person, runs, n);
    n = keep_part(person, part, runs, n);
    find_stretches(person, runs, n);
    sorting_ensure(runs, n, sizeof *runs, compare_runs);
    return join_runs(runs, n);
}

void care_covers_fill(const struct care_person *person, const struct care_cover_settings *settings,
                      struct care_run runs[], struct care_covers *covers) {
    size_t capacity = care_cover_capacity(person);
    struct care_run *continuing = runs + capacity, *detoxification = continuing + capacity;

    *covers = (struct care_covers){.all = runs, .continuing = runs};
    covers->n_all = covers->n_continuing = care_cover(person, settings, CARE_COVER_ALL, runs);
    if (!care_has_detoxification(person))
        return;
    covers->continuing = continuing;
    covers->n_continuing = care_cover(person, settings, CARE_COVER_CONTINUING, continuing);
    covers->detoxification = detoxification;
    covers->n_detoxification = care_cover(person, settings, CARE_COVER_DETOXIFICATION, detoxification);
}
