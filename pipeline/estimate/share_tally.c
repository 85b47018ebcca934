/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/share_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"

/* People in the order in which they came. */
struct share_tally {
    size_t n_codes, n;
    int32_t last;     /* person */
    uint32_t *events; /* [place * n_codes + code] */
    double *trials;   /* [place] */
    double *of_code;  /* [place], a code's events while its share is told */
    size_t events_capacity, trials_capacity, of_code_capacity;
};

struct share_tally *share_tally_alloc(void) {
    struct share_tally *tally = memory_alloc(1, sizeof *tally);

    tally->n_codes = 1;
    return tally;
}

void share_tally_free(struct share_tally *tally) {
    if (tally == NULL)
        return;
    free(tally->events);
    free(tally->trials);
    free(tally->of_code);
    free(tally);
}

void share_tally_clear(struct share_tally *tally) {
    tally->n = 0;
    tally->n_codes = 1;
}

void share_tally_set_codes(struct share_tally *tally, size_t n_codes) { tally->n_codes = n_codes; }

static void add_person(struct share_tally *tally, int32_t person) {
    size_t n = tally->n++;

    tally->last = person;
    tally->trials = memory_grow(tally->trials, &tally->trials_capacity, tally->n, sizeof *tally->trials);
    tally->events =
        memory_grow(tally->events, &tally->events_capacity, tally->n * tally->n_codes, sizeof *tally->events);
    tally->trials[n] = 0;
    memset(tally->events + n * tally->n_codes, 0, tally->n_codes * sizeof *tally->events);
}

void share_tally_add_codes(struct share_tally *tally, int32_t person, uint32_t codes) {
    if (tally->n == 0 || tally->last != person)
        add_person(tally, person);
    tally->trials[tally->n - 1] += 1;
    for (; codes != 0; codes &= codes - 1)
        tally->events[(tally->n - 1) * tally->n_codes + (size_t)__builtin_ctz(codes)]++;
}

void share_tally_add(struct share_tally *tally, int32_t person, bool event) {
    share_tally_add_codes(tally, person, event);
}

void share_tally_read_code(struct share_tally *tally, size_t code, struct estimate *row) {
    struct interval interval;

    tally->of_code = memory_grow(tally->of_code, &tally->of_code_capacity, tally->n + 1, sizeof *tally->of_code);
    row->n = (double)tally->n;
    row->event_people = row->at_risk = row->events = 0;
    for (size_t i = 0; i < tally->n; i++) {
        tally->of_code[i] = tally->events[i * tally->n_codes + code];
        row->at_risk += tally->trials[i];
        row->events += tally->of_code[i];
        row->event_people += tally->of_code[i] > 0;
    }
    if (tally->n > 0) {
        estimate_run_check(proportion_clustered(tally->of_code, tally->trials, tally->n, 0.95, &interval));
        estimate_run_set_interval(row, &interval);
    }
    if (tally->n < ESTIMATE_FEW_PEOPLE)
        row->flag = "too_few";
}

void share_tally_take(struct share_tally *tally, struct estimate *row) {
    share_tally_read_code(tally, 0, row);
    share_tally_clear(tally);
}
