/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/catalogue.h"
#include "estimate/safety_compared.h"
#include "estimate/safety_parts.h"
#include "sample/estimate_run.h"
#include "stats/rate.h"
#include "table/estimates_table.h"

#define DAYS_PER_100_YEARS 36525.0

static struct estimate begin_row(const struct safety_period *period, enum care_exposure exposure, const char *measure) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_SAFETY;
    row.measure = measure;
    row.subgroup = care_exposure_name(exposure);
    row.period = period->calendar.name;
    row.n = period->cells[exposure].people;
    return row;
}

/* A class off cover, and all days with it, where nobody outside the program tells of everybody. */
static bool has_rate(const struct safety *safety, enum safety_source source, enum care_exposure exposure) {
    bool is_linked = safety_end_of_source(safety, source) != INT32_MAX;

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

static void write_rates(const struct safety *safety, struct table_writer *writer, const struct safety_period *period,
                        enum care_exposure exposure) {
    const struct safety_cell *cell = &period->cells[exposure];
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

static void write_cell(const struct safety *safety, struct table_writer *writer, const struct safety_period *period,
                       enum care_exposure exposure) {
    const struct safety_cell *cell = &period->cells[exposure];
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

static void write_before_care(struct table_writer *writer, const struct safety_period *period, const char *measure,
                              double people, double events) {
    struct estimate row = begin_row(period, CARE_EXPOSURE_NONE, measure);

    row.subgroup = "before_care";
    row.n = row.event_people = people;
    row.events = row.estimate = events;
    if (events > 0)
        estimates_table_write(writer, &row);
}

static void write_period(const struct safety *safety, const struct safety_period *period, struct table_writer *writer) {
    for (enum care_exposure exposure = CARE_EXPOSURE_NONE; exposure < CARE_EXPOSURE_COUNT; exposure++)
        if (exposure != CARE_EXPOSURE_NOT_KNOWN || period->cells[exposure].days > 0)
            write_cell(safety, writer, period, exposure);
    write_before_care(writer, period, "deaths", period->deaths_before_care, period->deaths_before_care);
    write_before_care(writer, period, "overdoses", period->overdose_people_before_care, period->overdoses_before_care);
    safety_told_write(&period->told, &safety->periods[RECENT_WHOLE].told, period->calendar.name, writer);
}

static struct safety_year year_of(const struct safety_period *period) {
    const struct safety_cell *all = &period->cells[CARE_EXPOSURE_NONE];

    return (struct safety_year){&period->calendar, all->days, all->deaths, all->overdoses, all->overdose_people};
}

void safety_write(const struct safety *safety, struct table_writer *writer) {
    bool has_before =
        safety->n_periods > 1 && safety->periods[RECENT_YEAR_BEFORE].cells[CARE_EXPOSURE_NONE].days > 0 &&
        recent_period_is_told(&safety->periods[RECENT_YEAR_BEFORE].calendar, RECENT_YEAR_BEFORE, safety->earliest);

    if (!safety->scope.has_events)
        return;
    for (size_t p = 0; p < safety->n_periods; p++)
        if (p != RECENT_YEAR_BEFORE || has_before)
            write_period(safety, &safety->periods[p], writer);
    safety_after_write(safety->after, safety->scope.tells_done, writer);
    if (has_before) {
        struct safety_year later = year_of(&safety->periods[RECENT_YEAR]),
                           earlier = year_of(&safety->periods[RECENT_YEAR_BEFORE]);
        safety_compared_write(&later, &earlier, writer);
    }
}
