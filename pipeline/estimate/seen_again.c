/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/seen_again.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "estimate/share_tally.h"
#include "sample/estimate_run.h"
#include "stats/matched_share.h"

enum { HORIZONS = 3, MATCH_DAYS = 3, TOLD_DAYS = 7, TOLD_KNOWN_DAYS = 30 };

static const int32_t horizons[HORIZONS] = {7, 14, 30};
static const double level = 0.95;

/* What lies so many days before C. */
struct compared {
    struct matched_case *cases;
    struct matched_days *days;
    size_t n_cases, cases_capacity, n_days, days_capacity, n_start_not_known;
};

struct seen_again {
    const char *rule;
    struct compared compared[HORIZONS];
    size_t n_people;
    struct care_reference *references; /* of the person at hand */
    struct care_followup *returns;     /* the same */
    size_t references_capacity, returns_capacity;
    int32_t *told; /* days from use to report */
    int32_t *told_people;
    size_t n_told, told_capacity, told_people_capacity;
};

struct seen_again *seen_again_alloc(const char *rule) {
    struct seen_again *seen = memory_alloc(1, sizeof *seen);

    *seen = (struct seen_again){.rule = rule};
    return seen;
}

void seen_again_free(struct seen_again *seen) {
    if (seen == NULL)
        return;
    for (size_t h = 0; h < HORIZONS; h++) {
        free(seen->compared[h].cases);
        free(seen->compared[h].days);
    }
    free(seen->references);
    free(seen->returns);
    free(seen->told);
    free(seen->told_people);
    free(seen);
}

/* ---- one person ---- */

static void add_case(struct seen_again *seen, size_t h, const struct care_reference_person *person,
                     const struct care_followup *one) {
    struct compared *compared = &seen->compared[h];
    const struct care_episode *episode = &person->course.episodes[one->episode];

    if (one->origin + horizons[h] > episode->censored_on)
        return;
    if (episode->time_days < 0) {
        compared->n_start_not_known++;
        return;
    }
    compared->cases =
        memory_grow(compared->cases, &compared->cases_capacity, compared->n_cases + 1, sizeof *compared->cases);
    compared->cases[compared->n_cases++] =
        (struct matched_case){.person = (int32_t)seen->n_people,
                              .place = one->origin - episode->start,
                              .stratum = (int32_t)care_reference_stratum_on(person->cover, one->origin),
                              .event = one->outcome == CARE_OUTCOME_RE_ENGAGED && one->time_days <= horizons[h]};
}

static void add_days(struct seen_again *seen, size_t h, const struct care_reference_person *person) {
    struct compared *compared = &seen->compared[h];
    size_t n = care_reference_days(person, horizons[h], seen->references);

    compared->days =
        memory_grow(compared->days, &compared->days_capacity, compared->n_days + n + 1, sizeof *compared->days);
    for (size_t i = 0; i < n; i++) {
        const struct care_reference *days = &seen->references[i];
        compared->days[compared->n_days++] =
            (struct matched_days){(int32_t)seen->n_people, (int32_t)days->stratum, days->first, days->last,
                                  days->event_first,       days->event_last};
    }
}

void seen_again_add(struct seen_again *seen, const struct care_reference_person *person) {
    size_t n;

    seen->references = memory_grow(seen->references, &seen->references_capacity, care_reference_capacity(person) + 1,
                                   sizeof *seen->references);
    seen->returns = memory_grow(seen->returns, &seen->returns_capacity, person->known.n + 1, sizeof *seen->returns);
    n = care_after_return_to_use(person->course, person->cover, person->known, person->engaging_visits, seen->returns);
    for (size_t h = 0; h < HORIZONS; h++) {
        for (size_t i = 0; i < n; i++)
            add_case(seen, h, person, &seen->returns[i]);
        add_days(seen, h, person);
    }
    seen->n_people++;
}

void seen_again_add_told(struct seen_again *seen, const struct person *person) {
    for (size_t i = 0; i < person->n_returns; i++) {
        const struct person_return *use = &person->returns[i];
        if (!use->used || !use->reported || use->known_on < use->event_on ||
            use->event_on > person->care.end_of_observation - TOLD_KNOWN_DAYS)
            continue;
        seen->told = memory_grow(seen->told, &seen->told_capacity, seen->n_told + 1, sizeof *seen->told);
        seen->told_people =
            memory_grow(seen->told_people, &seen->told_people_capacity, seen->n_told + 1, sizeof *seen->told_people);
        seen->told[seen->n_told] = use->known_on - use->event_on;
        seen->told_people[seen->n_told++] = (int32_t)seen->n_people;
    }
}

/* ---- rows ---- */

static struct estimate begin_row(const struct seen_again *seen, const char *measure, double time_days) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_SEEN_AGAIN;
    row.rule = seen->rule;
    row.measure = measure;
    row.time_days = time_days;
    return row;
}

static void write_interval(struct table_writer *writer, struct estimate row, const struct interval *interval) {
    estimate_run_set_interval(&row, interval);
    row.flag = row.n < ESTIMATE_FEW_PEOPLE ? "too_few" : "";
    estimates_table_write(writer, &row);
}

static void write_shares(const struct seen_again *seen, size_t h, const struct matched_share *share,
                         struct table_writer *writer) {
    struct estimate row = begin_row(seen, "seen", horizons[h]);

    row.n = share->case_people;
    row.event_people = share->event_people;
    row.at_risk = share->cases;
    row.events = share->events;
    write_interval(writer, row, &share->observed);
    row.measure = "difference";
    if (share->reference_people < ESTIMATE_FEW_PEOPLE)
        row.n = share->reference_people < row.n ? share->reference_people : row.n;
    write_interval(writer, row, &share->difference);
    row = begin_row(seen, "expected", horizons[h]);
    row.n = share->reference_people;
    row.at_risk = share->cases;
    write_interval(writer, row, &share->expected);
}

static void write_not_compared(const struct seen_again *seen, size_t h, const char *why, double n,
                               struct table_writer *writer) {
    struct estimate row = begin_row(seen, "not_compared", horizons[h]);

    row.subgroup = why;
    row.estimate = row.events = n;
    estimates_table_write(writer, &row);
}

static void write_compared(const struct seen_again *seen, size_t h, struct table_writer *writer) {
    const struct compared *compared = &seen->compared[h];
    const struct matched_sample sample = {compared->cases, compared->n_cases,     compared->days, compared->n_days,
                                          seen->n_people,  CARE_REFERENCE_STRATA, MATCH_DAYS};
    struct matched_share share = {.left_out = (double)compared->n_cases};
    enum stats_status status = matched_share_estimate(&sample, level, &share);

    if (status == STATS_OK)
        write_shares(seen, h, &share, writer);
    else if (status != STATS_EMPTY)
        estimate_run_check(status);
    write_not_compared(seen, h, "start_not_known", (double)compared->n_start_not_known, writer);
    write_not_compared(seen, h, "nobody_to_compare", share.left_out, writer);
}

static int compare_days(const void *left, const void *right) {
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static void write_told(const struct seen_again *seen, struct table_writer *writer) {
    struct share_tally *tally = share_tally_alloc();
    int32_t *days = memory_alloc(seen->n_told + 1, sizeof *days);
    struct estimate row = begin_row(seen, "told_within_7_days", TOLD_DAYS);

    for (size_t i = 0; i < seen->n_told; i++) {
        share_tally_add(tally, seen->told_people[i], seen->told[i] <= TOLD_DAYS);
        days[i] = seen->told[i];
    }
    share_tally_take(tally, &row);
    estimates_table_write(writer, &row);
    qsort(days, seen->n_told, sizeof *days, compare_days);
    row.measure = "told_median_days";
    row.time_days = row.at_risk = row.std_error = row.ci_low = row.ci_high = estimate_empty().estimate;
    row.event_people = row.n;
    row.events = (double)seen->n_told;
    row.estimate = ((double)days[(seen->n_told - 1) / 2] + (double)days[seen->n_told / 2]) / 2;
    estimates_table_write(writer, &row);
    free(days);
    share_tally_free(tally);
}

void seen_again_write(const struct seen_again *seen, bool has_visits, struct table_writer *writer) {
    for (size_t h = 0; h < HORIZONS && has_visits; h++)
        write_compared(seen, h, writer);
    if (seen->n_told > 0)
        write_told(seen, writer);
}
