/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People for the tests of care, told in a few words. Days are whole numbers; E is the end of observation.
 * The settings are the defaults of switchback.ini.
 */
#ifndef SWITCHBACK_TESTS_CARE_PEOPLE_H
#define SWITCHBACK_TESTS_CARE_PEOPLE_H

#include <string.h>

#include "care/cover.h"
#include "care/episode.h"

enum { METHADONE = 1, BUPRENORPHINE, NALTREXONE, MOST_FACTS = 512, MG = 1000 };

struct told {
    struct care_supply supplies[MOST_FACTS];
    int32_t visits[MOST_FACTS];
    struct care_admission admissions[MOST_FACTS];
    struct care_reason reasons[MOST_FACTS];
    struct care_unknown unknown[MOST_FACTS];
    struct care_person person;
    struct care_settings settings;
    struct care_run runs[6 * MOST_FACTS];
    struct care_covers covers;
    struct care_episode episodes[6 * MOST_FACTS + 1];
    size_t n_episodes;
};

static inline struct care_settings usual_settings(void) {
    return (struct care_settings){.cover = {.bank_cap_days = 30, .visits_count = true},
                                  .visit_gap_days = 30,
                                  .reason_days_before = 7,
                                  .reason_days_after = 14,
                                  .planned_end_days = 7,
                                  .prevalent_days = 31,
                                  .window_start = CARE_NO_DAY,
                                  .silent_days = 60,
                                  .discharge_lag_days = 61};
}

static inline void observe_until(struct told *told, int32_t end) {
    memset(told, 0, sizeof *told);
    told->settings = usual_settings();
    told->person = (struct care_person){.supplies = told->supplies,
                                        .visits = told->visits,
                                        .admissions = told->admissions,
                                        .reasons = told->reasons,
                                        .unknown = told->unknown,
                                        .death = CARE_NO_DAY,
                                        .end_of_observation = end};
}

static inline void add_supply(struct told *told, int32_t day, int32_t days, uint32_t medication,
                              enum care_supply_kind kind) {
    told->supplies[told->person.n_supplies++] = (struct care_supply){
        .day = day, .days = days, .strength = CARE_NO_STRENGTH, .medication = medication, .kind = kind};
}

static inline void dose(struct told *told, int32_t day) { add_supply(told, day, 1, METHADONE, CARE_ADMINISTERED); }

static inline void doses(struct told *told, int32_t from, int32_t to) {
    for (int32_t day = from; day <= to; day++)
        dose(told, day);
}

static inline void dispense(struct told *told, int32_t day, int32_t days) {
    add_supply(told, day, days, BUPRENORPHINE, CARE_DISPENSED);
}

static inline void dispense_mg(struct told *told, int32_t day, int32_t days, int32_t mg) {
    dispense(told, day, days);
    told->supplies[told->person.n_supplies - 1].strength = mg * MG;
}

static inline void inject(struct told *told, int32_t day) { add_supply(told, day, 31, NALTREXONE, CARE_INJECTION); }

static inline void visit(struct told *told, int32_t day) { told->visits[told->person.n_visits++] = day; }

/* Open where `discharged` is CARE_NO_DAY; a dated reason also counts as recorded on the day of discharge. */
static inline struct care_admission *admit(struct told *told, int32_t admitted, int32_t discharged,
                                           enum care_exit reason) {
    struct care_admission *admission = &told->admissions[told->person.n_admissions++];

    *admission = (struct care_admission){.admitted = admitted,
                                         .discharged = discharged,
                                         .planned_end = CARE_NO_DAY,
                                         .reason = reason,
                                         .program = CARE_MAINTENANCE};
    if (discharged != CARE_NO_DAY && reason != CARE_EXIT_NONE)
        told->reasons[told->person.n_reasons++] =
            (struct care_reason){.day = discharged, .reason = reason, .program = CARE_MAINTENANCE};
    return admission;
}

static inline void record_reason(struct told *told, int32_t day, enum care_exit reason) {
    told->reasons[told->person.n_reasons++] = (struct care_reason){.day = day, .reason = reason};
}

/* Another kind of admission than maintenance. */
static inline struct care_admission *admit_to(struct told *told, enum care_program program, int32_t admitted,
                                              int32_t discharged, enum care_exit reason) {
    struct care_admission *admission = admit(told, admitted, discharged, reason);

    admission->program = program;
    if (discharged != CARE_NO_DAY && reason != CARE_EXIT_NONE)
        told->reasons[told->person.n_reasons - 1].program = program;
    return admission;
}

static inline void hide(struct told *told, int32_t first, int32_t last) {
    told->unknown[told->person.n_unknown++] = (struct care_unknown){first, last};
}

static inline void cover(struct told *told) {
    care_supplies_sort(told->supplies, told->person.n_supplies);
    care_covers_fill(&told->person, &told->settings.cover, told->runs, &told->covers);
}

static inline void build(struct told *told, struct care_rule rule) {
    cover(told);
    told->n_episodes = care_episodes(&told->person, &told->covers, &rule, &told->settings, told->episodes);
}

static inline void build_coverage(struct told *told, int32_t gap) { build(told, (struct care_rule){.gap = gap}); }

static inline void build_discharge(struct told *told) { build(told, (struct care_rule){.by_discharge = true}); }

#endif
