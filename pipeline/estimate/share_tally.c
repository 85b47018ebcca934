/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/share_tally.h"

#include <stdlib.h>

#include "base/memory.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"

/* Only people with a trial have a place in events and trials, in the order in which they came. */
struct share_tally {
    size_t *place_of; /* per person: place + 1; 0: no trial yet */
    int32_t *person_at;
    double *events, *trials;
    size_t n;
};

struct share_tally *share_tally_alloc(size_t n_people) {
    struct share_tally *tally = memory_alloc(1, sizeof *tally);

    tally->place_of = memory_alloc(n_people, sizeof *tally->place_of);
    tally->person_at = memory_alloc(n_people, sizeof *tally->person_at);
    tally->events = memory_alloc(n_people, sizeof *tally->events);
    tally->trials = memory_alloc(n_people, sizeof *tally->trials);
    return tally;
}

void share_tally_free(struct share_tally *tally) {
    if (tally == NULL)
        return;
    free(tally->place_of);
    free(tally->person_at);
    free(tally->events);
    free(tally->trials);
    free(tally);
}

void share_tally_add(struct share_tally *tally, int32_t person, bool event) {
    size_t place = tally->place_of[person];

    if (place == 0) {
        place = ++tally->n;
        tally->place_of[person] = place;
        tally->person_at[place - 1] = person;
        tally->events[place - 1] = tally->trials[place - 1] = 0;
    }
    tally->trials[place - 1] += 1;
    tally->events[place - 1] += event;
}

void share_tally_take(struct share_tally *tally, struct estimate *row) {
    struct interval interval;

    row->n = (double)tally->n;
    row->event_people = row->at_risk = row->events = 0;
    for (size_t i = 0; i < tally->n; i++) {
        row->at_risk += tally->trials[i];
        row->events += tally->events[i];
        row->event_people += tally->events[i] > 0;
        tally->place_of[tally->person_at[i]] = 0;
    }
    if (tally->n > 0) {
        estimate_run_check(proportion_clustered(tally->events, tally->trials, tally->n, 0.95, &interval));
        estimate_run_set_interval(row, &interval);
    }
    if (tally->n < ESTIMATE_FEW_PEOPLE)
        row->flag = "too_few";
    tally->n = 0;
}
