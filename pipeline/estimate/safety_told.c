/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/safety_told.h"

#include "analysis/catalogue.h"
#include "table/estimates_table.h"

void safety_told_of_events(const struct person *person, const struct dictionary *texts, struct care_days events,
                           enum told_by by[]) {
    size_t event = 0;

    for (size_t i = 0; i < events.n; i++)
        by[i] = TOLD_BY_NOT_TOLD;
    for (size_t i = 0; i < person->n_overdoses && event < events.n; i++) {
        enum told_by source = told_by_of(dictionary_text(texts, person->overdoses_told_by[i]));
        while (event + 1 < events.n && person->overdoses[i] >= events.days[event + 1])
            event++;
        by[event] = told_by_first(by[event], source);
    }
}

static bool is_within(int32_t day, const struct recent_period *period) {
    return day >= period->first && day <= period->last;
}

void safety_told_add(struct safety_told *told, const struct recent_period *period, const struct person *person,
                     struct care_days events, const enum told_by by[]) {
    int32_t death = person->care.death;
    bool has[TOLD_BY_COUNT] = {false};

    if (death != CARE_NO_DAY && death <= person->care.end_of_observation && is_within(death, period))
        told->deaths[person->death_told_first]++;
    for (size_t i = 0; i < events.n; i++)
        if (is_within(events.days[i], period)) {
            told->overdoses[by[i]]++;
            told->overdose_people[by[i]] += !has[by[i]];
            has[by[i]] = true;
        }
}

/* Does any row of the measure say who told of it? */
static bool is_told(const double events[TOLD_BY_COUNT]) {
    bool found = false;

    for (int by = TOLD_BY_PROGRAM; by < TOLD_BY_NOT_TOLD; by++)
        found = found || events[by] > 0;
    return found;
}

static void write_measure(const char *measure, const char *period, const double events[TOLD_BY_COUNT],
                          const double people[TOLD_BY_COUNT], const double whole[TOLD_BY_COUNT],
                          struct table_writer *writer) {
    for (int by = 0; by < TOLD_BY_COUNT && is_told(whole); by++) {
        struct estimate row = estimate_empty();
        row.analysis = ANALYSIS_SAFETY;
        row.measure = measure;
        row.subgroup = told_by_names[by];
        row.period = period;
        row.n = row.event_people = people[by];
        row.events = row.estimate = events[by];
        if (whole[by] > 0)
            estimates_table_write(writer, &row);
    }
}

void safety_told_write(const struct safety_told *told, const struct safety_told *whole, const char *period,
                       struct table_writer *writer) {
    write_measure("deaths_told_by", period, told->deaths, told->deaths, whole->deaths, writer);
    write_measure("overdoses_told_by", period, told->overdoses, told->overdose_people, whole->overdoses, writer);
}
