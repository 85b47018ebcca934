/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/care_rates.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/in_care.h"
#include "estimate/recent_periods.h"
#include "sample/estimate_run.h"
#include "stats/rate.h"
#include "table/estimates_table.h"

enum { DISCHARGED_SOON_DAYS = 30 };

#define DAYS_PER_100_MONTHS 3043.75

enum code { RETURN_TO_USE, FIRST_RETURN, SECOND_RETURN, LATER_RETURN, DRUG_TEST, PROGRAM_EXIT, ADMINISTRATIVE, CODES };

static const char *const code_names[CODES] = {"return_to_use",       "first_return_to_use", "second_return_to_use",
                                              "later_return_to_use", "drug_test",           "program_exit",
                                              "administrative_exit"};

/* Events and days of each person with one. */
struct tally {
    double *events, *days;
    size_t n, events_capacity, days_capacity;
};

struct care_rates {
    struct care_rates_scope scope;
    struct recent_period periods[RECENT_PERIODS_MOST];
    size_t n_periods;
    struct tally tallies[RECENT_PERIODS_MOST][CODES];
    bool has_reasons; /* some discharge has one */
    int32_t earliest; /* the first day in care of anybody */
    struct care_risk_span *spans;
    size_t spans_capacity;
};

struct care_rates *care_rates_alloc(const struct care_rates_scope *scope) {
    struct care_rates *rates = memory_alloc(1, sizeof *rates);

    *rates = (struct care_rates){.scope = *scope, .earliest = INT32_MAX};
    rates->n_periods = recent_periods_fill(scope->days, scope->end, rates->periods);
    return rates;
}

void care_rates_free(struct care_rates *rates) {
    for (size_t period = 0; period < RECENT_PERIODS_MOST; period++)
        for (size_t code = 0; code < CODES; code++) {
            free(rates->tallies[period][code].events);
            free(rates->tallies[period][code].days);
        }
    free(rates->spans);
    free(rates);
}

/* ---- one person ---- */

struct sums {
    double events[RECENT_PERIODS_MOST][CODES], days[RECENT_PERIODS_MOST][CODES];
};

static void add_days(const struct care_rates *rates, struct sums *sums, enum code code, int32_t first, int32_t last) {
    for (size_t period = 0; period < rates->n_periods; period++) {
        int32_t from = first > rates->periods[period].first ? first : rates->periods[period].first;
        int32_t to = last < rates->periods[period].last ? last : rates->periods[period].last;
        sums->days[period][code] += from <= to ? (double)to - from + 1 : 0;
    }
}

static void add_event(const struct care_rates *rates, struct sums *sums, enum code code, int32_t day) {
    for (size_t period = 0; period < rates->n_periods; period++)
        sums->events[period][code] += day >= rates->periods[period].first && day <= rates->periods[period].last;
}

static enum code of_number(size_t n_before) {
    return n_before == 0 ? FIRST_RETURN : n_before == 1 ? SECOND_RETURN : LATER_RETURN;
}

static bool is_use(struct care_days uses, const struct care_risk_span *span) {
    return span->n_before < uses.n && uses.days[span->n_before] == span->last;
}

static void add_uses(struct care_rates *rates, struct sums *sums, int32_t first, int32_t last, struct care_days uses) {
    size_t n;

    rates->spans = memory_grow(rates->spans, &rates->spans_capacity, uses.n + 1, sizeof *rates->spans);
    n = care_risk_spans(first, last, uses, rates->scope.same_event_days, rates->spans);
    for (size_t i = 0; i < n; i++) {
        const struct care_risk_span *span = &rates->spans[i];
        enum code code = of_number(span->n_before);
        add_days(rates, sums, RETURN_TO_USE, span->first, span->last);
        add_days(rates, sums, code, span->first, span->last);
        if (!is_use(uses, span))
            continue;
        add_event(rates, sums, RETURN_TO_USE, span->last);
        add_event(rates, sums, code, span->last);
    }
}

static void add_tests(const struct care_rates *rates, struct sums *sums, int32_t first, int32_t last,
                      const struct person *person) {
    add_days(rates, sums, DRUG_TEST, first, last);
    for (size_t i = 0; i < person->n_tests; i++)
        if (person->tests[i] >= first && person->tests[i] <= last)
            add_event(rates, sums, DRUG_TEST, person->tests[i]);
}

/* A reason that says who decided, and it was not the program. */
static bool is_of_others(enum care_exit reason) {
    return reason == CARE_EXIT_DEATH || reason == CARE_EXIT_JAIL || reason == CARE_EXIT_HOSPITAL ||
           reason == CARE_EXIT_TRANSFERRED || reason == CARE_EXIT_COMPLETED || reason == CARE_EXIT_MOVED ||
           reason == CARE_EXIT_DECLINED;
}

/* Was the person discharged at this leaving, within 30 days of a return to use? */
static bool is_discharged_soon(const struct care_rates *rates, const struct person *person,
                               const struct care_episode *episode, struct care_days uses) {
    int32_t first = episode->last_covered - rates->scope.reason_days_before,
            last = episode->last_covered + rates->scope.reason_days_after;

    for (size_t i = 0; i < person->care.n_admissions; i++) {
        const struct care_admission *admission = &person->care.admissions[i];
        int32_t discharged = admission->discharged;
        if (discharged == CARE_NO_DAY || discharged < first || discharged > last || is_of_others(admission->reason))
            continue;
        for (size_t k = 0; k < uses.n; k++)
            if (uses.days[k] >= episode->first_covered && uses.days[k] <= discharged &&
                discharged - uses.days[k] <= DISCHARGED_SOON_DAYS)
                return true;
    }
    return false;
}

static void add_exits(const struct care_rates *rates, struct sums *sums, const struct person *person,
                      const struct care_episode *episode, struct care_days uses) {
    if (episode->left_on == CARE_NO_DAY)
        return;
    if (episode->exit == CARE_EXIT_ADMINISTRATIVE)
        add_event(rates, sums, ADMINISTRATIVE, episode->left_on);
    if (episode->exit == CARE_EXIT_ADMINISTRATIVE ||
        (!is_of_others(episode->exit) && is_discharged_soon(rates, person, episode, uses)))
        add_event(rates, sums, PROGRAM_EXIT, episode->left_on);
}

static void add_person(struct tally *tally, double events, double days) {
    if (!(days > 0) && !(events > 0))
        return;
    tally->events = memory_grow(tally->events, &tally->events_capacity, tally->n + 1, sizeof *tally->events);
    tally->days = memory_grow(tally->days, &tally->days_capacity, tally->n + 1, sizeof *tally->days);
    tally->events[tally->n] = events;
    tally->days[tally->n++] = days;
}

void care_rates_add(struct care_rates *rates, const struct person *person, struct care_course course,
                    struct care_days uses) {
    struct sums sums = {0};
    int32_t first, last;

    for (size_t i = 0; i < person->care.n_admissions; i++)
        rates->has_reasons = rates->has_reasons || person->care.admissions[i].reason != CARE_EXIT_NONE;
    for (size_t i = 0; i < course.n; i++) {
        if (!care_in_care_days(&course.episodes[i], &first, &last))
            continue;
        rates->earliest = first < rates->earliest ? first : rates->earliest;
        add_uses(rates, &sums, first, last, uses);
        add_tests(rates, &sums, first, last, person);
        add_days(rates, &sums, PROGRAM_EXIT, first, last);
        add_days(rates, &sums, ADMINISTRATIVE, first, last);
        add_exits(rates, &sums, person, &course.episodes[i], uses);
    }
    for (size_t period = 0; period < rates->n_periods; period++)
        for (size_t code = 0; code < CODES; code++)
            add_person(&rates->tallies[period][code], sums.events[period][code], sums.days[period][code]);
}

/* ---- rows ---- */

static bool is_held(const struct care_rates *rates, enum code code) {
    if (code == DRUG_TEST)
        return rates->scope.has_tests;
    if (code == ADMINISTRATIVE)
        return rates->has_reasons && rates->scope.has_discharges;
    return rates->scope.has_uses && (code != PROGRAM_EXIT || (rates->has_reasons && rates->scope.has_discharges));
}

static struct estimate begin_row(const struct care_rates *rates, size_t period, const struct tally *tally) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_RATES_IN_CARE;
    row.period = rates->periods[period].name;
    row.n = (double)tally->n;
    return row;
}

static void write_months(const struct care_rates *rates, struct table_writer *writer, size_t period) {
    const struct tally *tally = &rates->tallies[period][ADMINISTRATIVE];
    struct estimate row = begin_row(rates, period, tally);
    double days = 0;

    for (size_t i = 0; i < tally->n; i++)
        days += tally->days[i];
    row.measure = "person_months";
    row.estimate = days / (DAYS_PER_100_MONTHS / 100);
    estimates_table_write(writer, &row);
}

static void write_rate(const struct care_rates *rates, struct table_writer *writer, size_t period, enum code code) {
    const struct tally *tally = &rates->tallies[period][code];
    struct estimate row = begin_row(rates, period, tally);
    struct interval rate;

    if (rate_robust(tally->events, tally->days, tally->n, 0.95, &rate) != STATS_OK)
        return;
    rate = (struct interval){rate.estimate * DAYS_PER_100_MONTHS, rate.std_error * DAYS_PER_100_MONTHS,
                             rate.ci_low * DAYS_PER_100_MONTHS, rate.ci_high * DAYS_PER_100_MONTHS};
    row.measure = "per_100_person_months";
    row.subgroup = code_names[code];
    row.events = row.event_people = 0;
    for (size_t i = 0; i < tally->n; i++) {
        row.events += tally->events[i];
        row.event_people += tally->events[i] > 0;
    }
    estimate_run_set_interval(&row, &rate);
    if (row.n < ESTIMATE_FEW_PEOPLE)
        row.flag = "too_few";
    estimates_table_write(writer, &row);
}

void care_rates_write(const struct care_rates *rates, struct table_writer *writer) {
    for (size_t period = 0; period < rates->n_periods; period++) {
        if (!recent_period_is_told(&rates->periods[period], (enum recent)period, rates->earliest))
            continue;
        write_months(rates, writer, period);
        for (enum code code = RETURN_TO_USE; code < CODES; code++)
            if (is_held(rates, code))
                write_rate(rates, writer, period, code);
    }
}
