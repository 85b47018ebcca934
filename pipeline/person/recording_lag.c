/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/recording_lag.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "care/discharge_lag.h"
#include "table/patient_range.h"

enum { PARTS = 8, MOST_OF_A_PART = 300, PERCENT = 90 };

/* One range of people, read by one thread until it has enough discharges. */
struct part {
    const struct episode_request *request;
    const struct patient_range *range;
    struct care_discharge_lags lags;
};

static void read_part(void *context) {
    struct part *part = context;
    const struct episode_request *request = part->request;
    struct person_reader *reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.doses = true, .visits = true}, request->as_of, request->show_values);
    struct care_run *runs = NULL;
    size_t capacity = 0;
    struct person person;

    if (request->as_of != CALENDAR_NO_DAY)
        person_reader_expect_days(reader, request->as_of_kind);
    while (part->lags.n < MOST_OF_A_PART && person_reader_next(reader, &person)) {
        if (person.care.end_of_observation == CALENDAR_NO_DAY)
            continue;
        runs = memory_grow(runs, &capacity, care_cover_capacity(&person.care) + 1, sizeof *runs);
        care_discharge_lags_add(&part->lags, &person.care, runs,
                                care_cover(&person.care, &request->settings->care.cover, CARE_COVER_ALL, runs));
    }
    free(runs);
    person_reader_close(reader);
}

static void add_lags(struct care_discharge_lags *lags, const struct care_discharge_lags *more) {
    lags->n += more->n;
    for (size_t i = 0; i <= CARE_LAG_LONGEST; i++)
        lags->counts[i] += more->counts[i];
}

static struct care_discharge_lags read_lags(const struct episode_request *request) {
    struct patient_range ranges[PATIENT_RANGES_MOST];
    struct care_discharge_lags lags = {.n = 0};
    char *patients = memory_format("%s/patients.csv", request->tables);
    size_t n = patient_ranges_split(patients, PARTS, ranges);
    struct part *parts = memory_alloc(n, sizeof *parts);

    for (size_t i = 0; i < n; i++)
        parts[i] = (struct part){.request = request, .range = &ranges[i]};
    parallel_run(parts, n, sizeof *parts, request->jobs > 0 ? request->jobs : parallel_jobs(), read_part, NULL);
    for (size_t i = 0; i < n; i++)
        add_lags(&lags, &parts[i].lags);
    free(parts);
    patient_ranges_free(ranges, n);
    free(patients);
    return lags;
}

static bool has_discharge_rule(const struct settings *settings) {
    for (size_t i = 0; i < settings->n_rules; i++)
        if (settings->rules[i].rule.by_discharge)
            return true;
    return false;
}

struct recording_lag recording_lag_measure(const struct episode_request *request) {
    struct recording_lag lag = {.days = request->settings->care.discharge_lag_days};

    if (!has_discharge_rule(request->settings))
        return lag;
    struct care_discharge_lags lags = read_lags(request);
    lag.discharges = lags.n;
    lag.is_measured = lags.n >= RECORDING_LAG_LEAST;
    if (lag.is_measured && care_discharge_lags_percentile(&lags, PERCENT) > lag.days)
        lag.days = care_discharge_lags_percentile(&lags, PERCENT);
    return lag;
}
