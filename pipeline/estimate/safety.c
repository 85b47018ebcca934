/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/safety.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/followup.h"
#include "estimate/recent_periods.h"
#include "estimate/safety_after.h"
#include "sample/estimate_run.h"
#include "stats/rate.h"
#include "table/estimates_table.h"

enum { SAME_OVERDOSE_DAYS = 7 };
enum source { DEATHS, OVERDOSES, SOURCES };

#define DAYS_PER_100_YEARS 36525.0

/* Of one class, or of all days (CARE_EXPOSURE_NONE), in one period. */
struct cell {
    double days, people; /* person-days up to the end of observation; people with one */
    double deaths, overdoses, overdose_people;
    double counted_deaths, death_days; /* up to where deaths are known of everybody */
    double *events, *exposures;        /* overdoses and days, of each person with a day, up to where these are known */
    size_t n, n_capacity, exposures_capacity;
};

struct period {
    struct recent_period calendar;
    struct cell cells[CARE_EXPOSURE_COUNT];
    double deaths_before_care, overdoses_before_care, overdose_people_before_care;
};

struct safety {
    struct safety_scope scope;
    struct period periods[RECENT_PERIODS_MOST];
    size_t n_periods;
    int32_t *overdoses;
    size_t overdoses_capacity;
    struct safety_after *after;
};

struct safety *safety_alloc(const struct safety_scope *scope) {
    struct safety *safety = memory_alloc(1, sizeof *safety);
    struct recent_period periods[RECENT_PERIODS_MOST];

    *safety = (struct safety){.scope = *scope,
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
    free(safety);
}

/* ---- one person ---- */

/* The person's days and overdoses in one class, or in all known ones, within a period. */
struct share {
    double days, events;                 /* up to the end of observation */
    double known[SOURCES], known_events; /* days up to where the source is complete; overdoses among them */
};

/* A source that is not linked tells what the program hears, up to the end. */
static int32_t end_of_source(const struct safety *safety, enum source source) {
    int32_t end = source == DEATHS ? safety->scope.deaths_end : safety->scope.overdoses_end;

    return end == CALENDAR_NO_DAY ? INT32_MAX : end;
}

static double days_within(const struct care_exposure_span *span, int32_t first, int32_t last) {
    int32_t from = span->first > first ? span->first : first, to = span->last < last ? span->last : last;

    return from <= to ? (double)to - from + 1 : 0;
}

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

static void add_days(const struct safety *safety, const struct period *period, const struct care_exposure_span *span,
                     struct share *share) {
    share->days += days_within(span, period->calendar.first, period->calendar.last);
    for (enum source source = DEATHS; source < SOURCES; source++)
        share->known[source] +=
            days_within(span, period->calendar.first, smaller(period->calendar.last, end_of_source(safety, source)));
}

/* is_at_risk: on a day whose class is known, so that it may count in a rate. */
static void add_overdose(const struct safety *safety, const struct period *period, int32_t day, struct share *share,
                         bool is_at_risk) {
    if (day < period->calendar.first || day > period->calendar.last)
        return;
    share->events++;
    share->known_events += is_at_risk && day <= end_of_source(safety, OVERDOSES);
}

static void add_share(struct cell *cell, const struct share *share) {
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

static void count_death(const struct safety *safety, struct period *period, int32_t death,
                        enum care_exposure exposure) {
    bool is_known = death <= end_of_source(safety, DEATHS);

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
static void add_to_period(const struct safety *safety, struct period *period, const struct care_exposure_span spans[],
                          size_t n_spans, struct care_days days) {
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

void safety_add(struct safety *safety, const struct person *person, const struct care_exposure_span spans[], size_t n) {
    const struct care_person *care = &person->care;
    struct care_days overdoses = collect_overdoses(safety, person);

    for (size_t p = 0; p < safety->n_periods; p++) {
        add_to_period(safety, &safety->periods[p], spans, n, overdoses);
        if (care->death != CARE_NO_DAY && care->death <= care->end_of_observation)
            count_death(safety, &safety->periods[p], care->death, care_exposure_on(spans, n, care->death));
    }
    safety_after_add(safety->after, person, overdoses, spans, n);
}

/* ---- rows ---- */

static struct estimate begin_row(const struct period *period, enum care_exposure exposure, const char *measure) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_SAFETY;
    row.measure = measure;
    row.subgroup = care_exposure_name(exposure);
    row.period = period->calendar.name;
    row.n = period->cells[exposure].people;
    return row;
}

/* A class off cover, and all days with it, where nobody outside the program tells of everybody. */
static bool has_rate(const struct safety *safety, enum source source, enum care_exposure exposure) {
    bool is_linked = end_of_source(safety, source) != INT32_MAX;

    return exposure != CARE_EXPOSURE_NOT_KNOWN &&
           (is_linked || exposure == CARE_EXPOSURE_FIRST_WEEKS || exposure == CARE_EXPOSURE_ON_COVER);
}

static void write_rate(struct table_writer *writer, struct estimate *row, const struct interval *rate) {
    struct interval interval = {rate->estimate * DAYS_PER_100_YEARS, rate->std_error * DAYS_PER_100_YEARS,
                                rate->ci_low * DAYS_PER_100_YEARS, rate->ci_high * DAYS_PER_100_YEARS};

    estimate_run_set_interval(row, &interval);
    if (row->n < ESTIMATE_FEW_PEOPLE)
        row->flag = "too_few";
    estimates_table_write(writer, row);
}

static void write_rates(const struct safety *safety, struct table_writer *writer, const struct period *period,
                        enum care_exposure exposure) {
    const struct cell *cell = &period->cells[exposure];
    struct estimate row = begin_row(period, exposure, "deaths_per_100_person_years");
    struct interval rate;

    if (safety->scope.tells_fatal && has_rate(safety, DEATHS, exposure) && cell->death_days > 0) {
        row.events = row.event_people = cell->counted_deaths;
        estimate_run_check(rate_exact(cell->counted_deaths, cell->death_days, 0.95, &rate));
        write_rate(writer, &row, &rate);
    }
    row = begin_row(period, exposure, "overdoses_per_100_person_years");
    if (has_rate(safety, OVERDOSES, exposure) && cell->n > 0) {
        row.events = row.event_people = 0;
        for (size_t i = 0; i < cell->n; i++) {
            row.events += cell->events[i];
            row.event_people += cell->events[i] > 0;
        }
        estimate_run_check(rate_robust(cell->events, cell->exposures, cell->n, 0.95, &rate));
        write_rate(writer, &row, &rate);
    }
}

static void write_cell(const struct safety *safety, struct table_writer *writer, const struct period *period,
                       enum care_exposure exposure) {
    const struct cell *cell = &period->cells[exposure];
    struct estimate row = begin_row(period, exposure, "person_years");

    row.estimate = cell->days / 365.25;
    estimates_table_write(writer, &row);
    row = begin_row(period, exposure, "deaths");
    row.events = row.event_people = row.estimate = cell->deaths;
    estimates_table_write(writer, &row);
    row = begin_row(period, exposure, "overdoses");
    row.events = row.estimate = cell->overdoses;
    row.event_people = cell->overdose_people;
    estimates_table_write(writer, &row);
    write_rates(safety, writer, period, exposure);
}

static void write_before_care(struct table_writer *writer, const struct period *period, const char *measure,
                              double people, double events) {
    struct estimate row = begin_row(period, CARE_EXPOSURE_NONE, measure);

    row.subgroup = "before_care";
    row.n = row.event_people = people;
    row.events = row.estimate = events;
    if (events > 0)
        estimates_table_write(writer, &row);
}

void safety_write(const struct safety *safety, struct table_writer *writer) {
    if (!safety->scope.has_events)
        return;
    for (size_t p = 0; p < safety->n_periods; p++) {
        const struct period *period = &safety->periods[p];
        for (enum care_exposure exposure = CARE_EXPOSURE_NONE; exposure < CARE_EXPOSURE_COUNT; exposure++)
            if (exposure != CARE_EXPOSURE_NOT_KNOWN || period->cells[exposure].days > 0)
                write_cell(safety, writer, period, exposure);
        write_before_care(writer, period, "deaths", period->deaths_before_care, period->deaths_before_care);
        write_before_care(writer, period, "overdoses", period->overdose_people_before_care,
                          period->overdoses_before_care);
    }
    safety_after_write(safety->after, safety->scope.tells_done, writer);
}
