/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visits.h"

#include "calendar.h"
#include "model.h"
#include "random.h"
#include "reflection.h"

enum { VISIBLE_DAYS = 14, PLANNED_AHEAD_DAYS = 14, CLINICIANS_OF_A_SERVICE = 2 };

/* One service: every interval days to day early_days of the spell, then every later_interval. */
struct plan {
    enum service service;
    int first_day, interval, early_days, later_interval, last_day;
};

struct schedule {
    struct generation *generation;
    const struct person *person;
    struct spell *spell;
    bool visits_are_cover;
};

/* Each site has two of each service; a person stays with one of them. */
static uint16_t clinician(const struct person *person, enum service service) {
    int team = (person->site_number * N_SITES + person->site) * N_SERVICES + (int)service;
    return (uint16_t)(team * CLINICIANS_OF_A_SERVICE + (int)(person->number % CLINICIANS_OF_A_SERVICE) + 1);
}

static void write_visit(struct schedule *schedule, int day, enum service service, enum status status) {
    gsl_rng *random = schedule->generation->random;
    int reason = status == STATUS_ATTENDED ? 0 : codes_pick(random, &codes_visit_reason);
    struct long_row row = {.date = day,
                           .person = schedule->person->number,
                           .amount_mg = clinician(schedule->person, service),
                           .code = {(uint8_t)service, (uint8_t)status, (uint8_t)reason}};
    rows_add_long(schedule->generation->rows, ROWS_VISITS, &row);
    if (schedule->visits_are_cover && status == STATUS_ATTENDED && day > schedule->spell->cover_end) {
        schedule->spell->cover_end = day;
    }
}

static bool in_gap(const struct spell *spell, int day) {
    for (int i = 0; i < spell->n_gaps; i++) {
        if (day >= spell->gaps[i].first && day <= spell->gaps[i].last) {
            return true;
        }
    }
    return false;
}

static enum status draw_status(const struct schedule *schedule, int day) {
    gsl_rng *random = schedule->generation->random;
    double missed = model_value(P_visit_missed);
    if (day > schedule->spell->decided_on) {
        missed = 1;
    } else if (in_gap(schedule->spell, day)) {
        missed = model_value(P_visit_missed_uncovered);
    } else if (reflection_use_near(schedule->spell, day, 0, VISIBLE_DAYS)) {
        missed = model_value(P_visit_missed_before_use);
    }
    double where = gsl_rng_uniform(random);
    if (where < missed) {
        return STATUS_MISSED;
    }
    return where < missed + model_value(P_visit_cancelled) ? STATUS_CANCELLED : STATUS_ATTENDED;
}

/* Whoever leaves without a word still has appointments for two weeks, and misses them. */
static int last_planned_day(const struct schedule *schedule) {
    const struct spell *spell = schedule->spell;
    int last = spell->decided_on;
    if (spell->exit == EXIT_LEFT && spell->program != PROGRAM_DETOXIFICATION) {
        last += PLANNED_AHEAD_DAYS;
    }
    int as_of = schedule->generation->rows->as_of;
    return last < as_of ? last : as_of;
}

static int next_elapsed(const struct plan *plan, int elapsed) {
    return elapsed + (elapsed < plan->early_days ? plan->interval : plan->later_interval);
}

/* The last day behind as-of for which an appointment is in the calendar. */
static int last_scheduled_day(const struct schedule *schedule) {
    const struct spell *spell = schedule->spell;
    int last = schedule->generation->rows->as_of + model_days(P_scheduled_days);
    if (spell->exit == EXIT_NONE) {
        return last;
    }
    int planned = spell->exit == EXIT_LEFT ? spell->decided_on + PLANNED_AHEAD_DAYS : spell->decided_on;
    return planned < last ? planned : last;
}

/* What is to come, from the day that would be next. */
static void write_scheduled(struct schedule *schedule, const struct plan *plan, int elapsed, int day) {
    gsl_rng *besides = schedule->generation->besides;
    int last = last_scheduled_day(schedule);
    for (; elapsed <= plan->last_day && day <= last; elapsed = next_elapsed(plan, elapsed)) {
        if (day > schedule->generation->rows->as_of) {
            struct long_row row = {.date = day,
                                   .person = schedule->person->number,
                                   .amount_mg = clinician(schedule->person, plan->service),
                                   .code = {(uint8_t)plan->service, STATUS_SCHEDULED, 0}};
            rows_add_to_come(schedule->generation->rows, &row);
        }
        int jitter = random_between(besides, 0, 2);
        day = calendar_working_day(schedule->spell->started + next_elapsed(plan, elapsed) + jitter);
    }
}

static void write_plan(struct schedule *schedule, const struct plan *plan) {
    int last = last_planned_day(schedule);
    int elapsed = plan->first_day;
    while (elapsed <= plan->last_day) {
        int jitter = random_between(schedule->generation->random, 0, 2);
        int day = calendar_working_day(schedule->spell->started + elapsed + jitter);
        if (day > last) {
            write_scheduled(schedule, plan, elapsed, day);
            return;
        }
        write_visit(schedule, day, plan->service, draw_status(schedule, day));
        elapsed = next_elapsed(plan, elapsed);
    }
}

/* Most people are seen again soon after they tell of a return to use. */
static void write_visits_after_reports(struct schedule *schedule) {
    gsl_rng *random = schedule->generation->random;
    const struct spell *spell = schedule->spell;
    for (int i = 0; i < spell->n_events; i++) {
        const struct use_event *event = &spell->events[i];
        if (!reflection_is_recorded(spell, event) || !random_chance(random, model_value(P_visit_after_report))) {
            continue;
        }
        int day = calendar_working_day(event->reported_on + random_between(random, 1, 5));
        if (day <= spell->decided_on) {
            write_visit(schedule, day, SERVICE_COUNSELING, STATUS_ATTENDED);
        }
    }
}

static void write_maintenance(struct schedule *schedule) {
    static const struct plan counseling = {SERVICE_COUNSELING, 3, 7, 90, 14, 100000};
    static const struct plan dense_counseling = {SERVICE_COUNSELING, 3, 7, 270, 14, 100000};
    static const struct plan medical = {SERVICE_MEDICAL, 7, 14, 28, 28, 100000};
    static const struct plan group = {SERVICE_GROUP, 8, 7, 365, 7, 365};
    static const struct plan peer = {SERVICE_PEER, 10, 14, 180, 14, 180};
    gsl_rng *random = schedule->generation->random;
    write_visit(schedule, schedule->spell->started, SERVICE_MEDICAL, STATUS_ATTENDED);
    write_plan(schedule, schedule->generation->dense ? &dense_counseling : &counseling);
    write_plan(schedule, &medical);
    if (random_chance(random, model_value(P_group_member))) {
        write_plan(schedule, &group);
    }
    if (random_chance(random, model_value(P_peer_member))) {
        write_plan(schedule, &peer);
    }
}

void visits_write(struct generation *generation, const struct person *person, struct spell *spell) {
    static const struct plan weekly = {SERVICE_COUNSELING, 7, 7, 100000, 7, 100000};
    static const struct plan detoxification = {SERVICE_MEDICAL, 2, 2, 100000, 2, 100000};
    struct schedule schedule = {.generation = generation, .person = person, .spell = spell};
    schedule.visits_are_cover = spell->medication == MEDICATION_NONE;
    if (schedule.visits_are_cover) {
        spell->cover_end = spell->started;
        write_visit(&schedule, spell->started, SERVICE_COUNSELING, STATUS_ATTENDED);
        write_plan(&schedule, &weekly);
    } else if (spell->program == PROGRAM_DETOXIFICATION) {
        write_visit(&schedule, spell->started, SERVICE_MEDICAL, STATUS_ATTENDED);
        write_plan(&schedule, &detoxification);
    } else {
        write_maintenance(&schedule);
    }
    write_visits_after_reports(&schedule);
}

static double positive_chance(const struct spell *spell, int day) {
    if (reflection_use_near(spell, day, 7, 0)) {
        return model_value(P_positive_after_use_7);
    }
    if (reflection_use_near(spell, day, 14, 0)) {
        return model_value(P_positive_after_use_14);
    }
    return model_value(day - spell->started < 30 ? P_positive_first_month : P_positive_later);
}

static void write_test(struct generation *generation, const struct person *person, const struct spell *spell, int day) {
    gsl_rng *random = generation->random;
    struct long_row row = {.date = day, .person = person->number};
    row.code[0] = SUBSTANCE_OPIOIDS;
    row.code[1] = random_chance(random, positive_chance(spell, day));
    rows_add_long(generation->rows, ROWS_DRUG_TESTS, &row);
    if (random_chance(random, model_value(P_other_tested))) {
        row.code[0] = (uint8_t)(1 + codes_pick(random, &codes_other_substance));
        row.code[1] = random_chance(random, model_value(P_other_positive));
        rows_add_long(generation->rows, ROWS_DRUG_TESTS, &row);
    }
}

static void write_missed_test(struct generation *generation, const struct person *person, int day) {
    struct long_row row = {.date = day, .person = person->number, .code = {SUBSTANCE_OPIOIDS, RESULT_MISSED, 0}};
    rows_add_long(generation->rows, ROWS_DRUG_TESTS, &row);
}

static int test_interval(const struct generation *generation, int elapsed) {
    if (generation->dense) {
        return 42;
    }
    if (elapsed < 28) {
        return 7;
    }
    return elapsed < 180 ? 14 : 28;
}

void visits_write_tests(struct generation *generation, const struct person *person, const struct spell *spell) {
    for (int elapsed = 0; spell->started + elapsed <= spell->decided_on;
         elapsed += test_interval(generation, elapsed)) {
        int day = calendar_working_day(spell->started + elapsed);
        if (day > spell->decided_on || in_gap(spell, day)) {
            continue;
        }
        if (random_chance(generation->random, model_value(P_test_taken))) {
            write_test(generation, person, spell, day);
        } else {
            write_missed_test(generation, person, day);
        }
    }
}
