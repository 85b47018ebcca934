/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People whose truth is known, for tests of the rules: 20,000 each, who leave with a constant hazard, so that 55 of 100
 * stay 90 days. What a rule finds must lie within one point of it. The draws are seeded: a failure is one for ever.
 *
 * Cover has gaps of up to 5 days here and there; the day before leaving is always covered, so that T is what was drawn.
 */
#ifndef SWITCHBACK_TESTS_CARE_SIMULATED_H
#define SWITCHBACK_TESTS_CARE_SIMULATED_H

#include <math.h>
#include <string.h>

#include "care/episode.h"
#include "cmocka_begin.h"

enum { N_PEOPLE = 20000, LANDMARK = 90, END = 1100, OPENING = 0, LONGEST = 1500, MOST = 3000, DRUG = 1 };

static const double stay_90 = 0.55, within = 0.01;

/* ---- people ---- */

static uint64_t seed;

static double draw(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int32_t draw_days(int32_t least, int32_t most) { return least + (int32_t)floor(draw() * (most - least + 1)); }

/* Days until an event of which `share` have none by day 90: P(T > t) = share^(t / 90). */
static int32_t draw_time(double share) { return 1 + (int32_t)floor(log(1 - draw()) / (log(share) / LANDMARK)); }

struct simulated {
    struct care_supply supplies[MOST];
    int32_t visits[MOST];
    struct care_admission admissions[8];
    struct care_unknown unknown[2];
    struct care_person person;
    struct care_run runs[3 * MOST];
    struct care_episode episodes[6 * MOST];
};

static struct simulated p;
static struct care_settings settings;

static void begin_person(void) {
    p.person = (struct care_person){.supplies = p.supplies,
                                    .visits = p.visits,
                                    .admissions = p.admissions,
                                    .unknown = p.unknown,
                                    .death = CARE_NO_DAY,
                                    .end_of_observation = END};
}

static void begin_simulation(uint64_t number) {
    seed = 88172645463325252u + number;
    settings = (struct care_settings){.cover = {.bank_cap_days = 30, .visits_count = true},
                                      .visit_gap_days = 30,
                                      .reason_days_before = 7,
                                      .reason_days_after = 14,
                                      .planned_end_days = 7,
                                      .prevalent_days = 31,
                                      .window_start = OPENING,
                                      .silent_days = 60,
                                      .discharge_lag_days = 61};
}

static void add_dose(int32_t day) {
    if (day >= OPENING && day <= END)
        p.supplies[p.person.n_supplies++] = (struct care_supply){
            .day = day, .days = 1, .strength = CARE_NO_STRENGTH, .medication = DRUG, .kind = CARE_ADMINISTERED};
}

/* Doses on [first, last] with a gap of 1 to `longest` days now and then. */
static void add_doses(int32_t first, int32_t last, int32_t longest) {
    for (int32_t day = first; day <= last; day++) {
        add_dose(day);
        if (draw() < 0.03)
            day += draw_days(1, longest);
    }
    if (p.person.n_supplies == 0 || p.supplies[p.person.n_supplies - 1].day < last)
        add_dose(last);
}

static inline struct care_admission *add_admission(int32_t admitted, int32_t discharged, enum care_program program) {
    struct care_admission *admission = &p.admissions[p.person.n_admissions++];

    *admission = (struct care_admission){.admitted = admitted,
                                         .discharged = discharged <= END ? discharged : CARE_NO_DAY,
                                         .planned_end = CARE_NO_DAY,
                                         .program = program};
    return admission;
}

static size_t build(struct care_rule rule) {
    struct care_covers covers;

    care_supplies_sort(p.supplies, p.person.n_supplies);
    care_covers_fill(&p.person, &settings.cover, p.runs, &covers);
    return care_episodes(&p.person, &covers, &rule, &settings, p.episodes);
}

/* ---- the share that stays, by day, with delayed entry (Kaplan and Meier 1958) ---- */

struct curve {
    double at_risk[LONGEST], events[LONGEST];
};

static struct curve curve;

static void observe(struct curve *of, int32_t entry, int32_t time, bool event) {
    for (int32_t day = entry + 1; day <= time && day < LONGEST; day++)
        of->at_risk[day]++;
    if (event && time < LONGEST)
        of->events[time]++;
}

static double survival(const struct curve *of, int32_t after, int32_t until) {
    double share = 1;

    for (int32_t day = after + 1; day <= until; day++)
        share *= of->at_risk[day] > 0 ? 1 - of->events[day] / of->at_risk[day] : 1;
    return share;
}

static inline void observe_episodes(size_t n, bool first_only) {
    for (size_t i = 0; i < n; i++) {
        const struct care_episode *episode = &p.episodes[i];
        if (episode->time_days >= 0 && episode->order != CARE_ORDER_NONE &&
            (!first_only || episode->order == CARE_ORDER_FIRST))
            observe(&curve, episode->entry_days, episode->time_days, episode->left_on != CARE_NO_DAY);
    }
}

static void begin_curve(uint64_t number) {
    memset(&curve, 0, sizeof curve);
    begin_simulation(number);
}

static void assert_share(const char *what, double found, double truth) {
    if (!(fabs(found - truth) < within))
        fail_msg("%s: %.4f for %.4f", what, found, truth);
}

#endif
