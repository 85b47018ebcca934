/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/memory.h"
#include "care/followup.h"
#include "estimate/safety_parts.h"

enum { SAME_OVERDOSE_DAYS = 7 };

struct safety *safety_alloc(const struct safety_scope *scope) {
    struct safety *safety = memory_alloc(1, sizeof *safety);
    struct recent_period periods[RECENT_PERIODS_MOST];

    *safety = (struct safety){.scope = *scope,
                              .earliest = INT32_MAX,
                              .n_periods = recent_periods_fill(scope->days, scope->as_of, periods),
                              .after = safety_after_alloc()};
    for (size_t p = 0; p < safety->n_periods; p++)
        safety->periods[p].calendar = periods[p];
    return safety;
}

void safety_free(struct safety *safety) {
    for (size_t p = 0; safety != NULL && p < safety->n_periods; p++)
        for (size_t c = 0; c < CARE_EXPOSURE_COUNT; c++) {
            free(safety->periods[p].cells[c].events);
            free(safety->periods[p].cells[c].exposures);
        }
    if (safety == NULL)
        return;
    safety_after_free(safety->after);
    free(safety->overdoses);
    free(safety->told_by);
    free(safety);
}

/* ---- one person ---- */

/* The person's days and overdoses in one class, or in all known ones, within a period. */
struct share {
    double days, events;                 /* up to the end of observation */
    double known[SOURCES], known_events; /* days up to where the source is complete; overdoses among them */
};

int32_t safety_end_of_source(const struct safety *safety, enum safety_source source) {
    int32_t end = source == DEATHS ? safety->scope.deaths_end : safety->scope.overdoses_end;

    return end == CALENDAR_NO_DAY ? INT32_MAX : end;
}

static double days_within(const struct care_exposure_span *span, int32_t first, int32_t last) {
    int32_t from = span->first > first ? span->first : first, to = span->last < last ? span->last : last;

    return from <= to ? (double)to - from + 1 : 0;
}

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

static void add_days(const struct safety *safety, const struct safety_period *period,
                     const struct care_exposure_span *span, struct share *share) {
    share->days += days_within(span, period->calendar.first, period->calendar.last);
    for (enum safety_source source = DEATHS; source < SOURCES; source++)
        share->known[source] += days_within(span, period->calendar.first,
                                            smaller(period->calendar.last, safety_end_of_source(safety, source)));
}

/* is_at_risk: on a day whose class is known, so that it may count in a rate. */
static void add_overdose(const struct safety *safety, const struct safety_period *period, int32_t day,
                         struct share *share, bool is_at_risk) {
    if (day < period->calendar.first || day > period->calendar.last)
        return;
    share->events++;
    share->known_events += is_at_risk && day <= safety_end_of_source(safety, OVERDOSES);
}

static void add_share(struct safety_cell *cell, const struct share *share) {
    cell->days += share->days;
    cell->people += share->days > 0;
    cell->overdoses += share->events;
    cell->overdose_people += share->events > 0;
    cell->death_days += share->known[DEATHS];
    if (!(share->known[OVERDOSES] > 0))
        return;
    cell->events = memory_grow(cell->events, &cell->n_capacity, cell->n + 1, sizeof *cell->events);
    cell->exposures = memory_grow(cell->exposures, &cell->exposures_capacity, cell->n + 1, sizeof *cell->exposures);
    cell->events[cell->n] = share->known_events;
    cell->exposures[cell->n++] = share->known[OVERDOSES];
}

static bool is_class(enum care_exposure exposure) {
    return exposure != CARE_EXPOSURE_NONE && exposure != CARE_EXPOSURE_NOT_KNOWN;
}

static void count_death(const struct safety *safety, struct safety_period *period, int32_t death,
                        enum care_exposure exposure) {
    bool is_known = death <= safety_end_of_source(safety, DEATHS);

    if (death < period->calendar.first || death > period->calendar.last)
        return;
    if (exposure == CARE_EXPOSURE_NONE)
        period->deaths_before_care++;
    else
        period->cells[exposure].deaths++;
    period->cells[CARE_EXPOSURE_NONE].deaths++;
    if (!is_class(exposure) || !is_known)
        return;
    period->cells[exposure].counted_deaths++;
    period->cells[CARE_EXPOSURE_NONE].counted_deaths++;
}

/* The days of all known classes are those of the share CARE_EXPOSURE_NONE; its overdoses are all of them. */
static void add_to_period(const struct safety *safety, struct safety_period *period,
                          const struct care_exposure_span spans[], size_t n_spans, struct care_days days) {
    struct share shares[CARE_EXPOSURE_COUNT] = {0}, before_care = {0};

    for (size_t i = 0; i < n_spans; i++) {
        add_days(safety, period, &spans[i], &shares[spans[i].exposure]);
        if (is_class(spans[i].exposure))
            add_days(safety, period, &spans[i], &shares[CARE_EXPOSURE_NONE]);
    }
    for (size_t i = 0; i < days.n; i++) {
        enum care_exposure exposure = care_exposure_on(spans, n_spans, days.days[i]);
        if (exposure != CARE_EXPOSURE_NONE)
            add_overdose(safety, period, days.days[i], &shares[exposure], true);
        else
            add_overdose(safety, period, days.days[i], &before_care, false);
        add_overdose(safety, period, days.days[i], &shares[CARE_EXPOSURE_NONE], is_class(exposure));
    }
    period->overdoses_before_care += before_care.events;
    period->overdose_people_before_care += before_care.events > 0;
    for (enum care_exposure exposure = CARE_EXPOSURE_NONE; exposure < CARE_EXPOSURE_COUNT; exposure++)
        add_share(&period->cells[exposure], &shares[exposure]);
}

/* Overdoses up to the end of observation and the death, those near each other joined. */
static struct care_days collect_overdoses(struct safety *safety, const struct person *person) {
    int32_t end = person->care.end_of_observation;
    size_t n = 0;

    if (person->care.death != CARE_NO_DAY)
        end = smaller(end, person->care.death);
    safety->overdoses =
        memory_grow(safety->overdoses, &safety->overdoses_capacity, person->n_overdoses + 1, sizeof *safety->overdoses);
    for (size_t i = 0; i < person->n_overdoses && person->overdoses[i] <= end; i++)
        safety->overdoses[n++] = person->overdoses[i];
    n = care_collapse_events(safety->overdoses, n, SAME_OVERDOSE_DAYS);
    return (struct care_days){.days = safety->overdoses, .n = n};
}

static void add_told(struct safety *safety, const struct person *person, struct care_days overdoses) {
    safety->told_by = memory_grow(safety->told_by, &safety->told_by_capacity, overdoses.n + 1, sizeof *safety->told_by);
    safety_told_of_events(person, safety->scope.texts, overdoses, safety->told_by);
    for (size_t p = 0; p < safety->n_periods; p++)
        safety_told_add(&safety->periods[p].told, &safety->periods[p].calendar, person, overdoses, safety->told_by);
}

void safety_add(struct safety *safety, const struct person *person, const struct care_exposure_span spans[], size_t n) {
    const struct care_person *care = &person->care;
    struct care_days overdoses = collect_overdoses(safety, person);

    if (n > 0 && spans[0].first < safety->earliest)
        safety->earliest = spans[0].first;
    for (size_t p = 0; p < safety->n_periods; p++) {
        add_to_period(safety, &safety->periods[p], spans, n, overdoses);
        if (care->death != CARE_NO_DAY && care->death <= care->end_of_observation)
            count_death(safety, &safety->periods[p], care->death, care_exposure_on(spans, n, care->death));
    }
    add_told(safety, person, overdoses);
    safety_after_add(safety->after, person, overdoses, spans, n);
}
