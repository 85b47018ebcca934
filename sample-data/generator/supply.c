/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "supply.h"

#include "calendar.h"
#include "model.h"
#include "random.h"
#include "reflection.h"

enum {
    INJECTION_DAYS = 31,
    VISIBLE_DAYS = 14,      /* before a return to use, pickups and doses slip */
    LONGEST_DRAWN_GAP = 26, /* of an interruption, uncovered days; a weekend may follow */
    READMISSION_GAP = 15,
    SATURDAY = 6,
    SUNDAY = 0
};

struct supply {
    struct generation *generation;
    const struct person *person;
    struct spell *spell;
    int medication; /* now */
    int target_mg;  /* daily, once titrated */
    int daily_days; /* observed daily dosing at the start */
    int covered_to; /* last covered day of this medication so far */
};

static void write_dose(struct supply *supply, int day, enum dose_kind kind, int amount_mg, int supply_days) {
    struct long_row row = {.date = day,
                           .person = supply->person->number,
                           .amount_mg = (uint16_t)amount_mg,
                           .supply_days = kind == KIND_DISPENSED ? (uint8_t)supply_days : 0,
                           .code = {(uint8_t)supply->medication, (uint8_t)kind, 0}};
    rows_add_long(supply->generation->rows, ROWS_DOSES, &row);
    int first = kind == KIND_DISPENSED && supply->covered_to >= day ? supply->covered_to + 1 : day;
    if (first + supply_days - 1 > supply->covered_to) {
        supply->covered_to = first + supply_days - 1;
    }
    if (supply->covered_to > supply->spell->cover_end) {
        supply->spell->cover_end = supply->covered_to;
    }
}

static int count_dose_changes(const struct spell *spell, int day) {
    int n_changes = 0;
    for (int i = 0; i < spell->n_events; i++) {
        const struct use_event *event = &spell->events[i];
        n_changes += event->reflected_on != CALENDAR_NONE && event->reflected_on <= day &&
                     (event->plan_changes & 1u << PLAN_DOSE_CHANGED) != 0;
    }
    return n_changes;
}

/* Daily amount: titrated up to the target, raised when a reflection changed the dose. */
static int amount_mg(const struct supply *supply, int day) {
    int elapsed = day - supply->spell->started;
    int raised = supply->target_mg;
    int amount = 0;
    if (supply->medication == MEDICATION_METHADONE) {
        raised += 10 * count_dose_changes(supply->spell, day);
        amount = 30 + 10 * (elapsed / 4);
    } else {
        raised += 4 * count_dose_changes(supply->spell, day);
        raised = raised > 32 ? 32 : raised;
        amount = 8 + 4 * elapsed;
    }
    return amount < raised ? amount : raised;
}

static int injection_mg(const struct supply *supply, int day) {
    if (supply->medication == MEDICATION_NALTREXONE_XR) {
        return 380;
    }
    return day - supply->spell->started < 60 ? 300 : 100;
}

static bool slips(const struct supply *supply, int day, enum parameter usual, enum parameter before_use) {
    bool near = reflection_use_near(supply->spell, day, 0, VISIBLE_DAYS);
    return random_chance(supply->generation->random, model_value(near ? before_use : usual));
}

/* A discharge to jail or hospital on the first uncovered day, and a readmission when cover resumes. */
static void readmit(struct supply *supply, const struct gap *gap) {
    struct spell *spell = supply->spell;
    if (spell->n_admissions == MAX_ADMISSIONS) {
        return;
    }
    struct admission *open = &spell->admissions[spell->n_admissions - 1];
    open->discharged = gap->first;
    open->reason = random_chance(supply->generation->random, 0.7) ? EXIT_JAIL : EXIT_HOSPITAL;
    spell->admissions[spell->n_admissions++] = (struct admission){.requested = gap->last + 1,
                                                                  .admitted = gap->last + 1,
                                                                  .discharged = CALENDAR_NONE,
                                                                  .planned_end = CALENDAR_NONE,
                                                                  .reason = EXIT_NONE};
}

/* The day on which cover resumes after an interruption, or next when there is none: chances add up
 * over the days since the last row. */
static int interrupt(struct supply *supply, int day, int next) {
    gsl_rng *random = supply->generation->random;
    struct spell *spell = supply->spell;
    double chance = model_daily(P_interruption_rate) * (next - day);
    if (spell->n_gaps == MAX_GAPS || !random_chance(random, chance)) {
        return next;
    }
    int length = 2 + random_geometric(random, model_value(P_interruption_daily_end), LONGEST_DRAWN_GAP - 2);
    int resumes = calendar_working_day(spell->cover_end + 1 + length);
    struct gap gap = {.first = spell->cover_end + 1, .last = resumes - 1};
    spell->gaps[spell->n_gaps++] = gap;
    if (resumes <= spell->decided_on && length >= READMISSION_GAP &&
        random_chance(random, model_value(P_interruption_readmission))) {
        readmit(supply, &gap);
    }
    return resumes;
}

/* The pickup after one that falls due: on the day, early, or late. */
static int next_pickup(struct supply *supply, int due) {
    gsl_rng *random = supply->generation->random;
    if (slips(supply, due, P_pickup_late, P_pickup_late_before_use)) {
        return due + random_between(random, 1, 3);
    }
    if (random_chance(random, model_value(P_pickup_early))) {
        return due - random_between(random, 1, 2);
    }
    return due;
}

/* The first day, and the first after an interruption, always have a dose. */
static bool begins_cover(const struct spell *spell, int day) {
    return day == spell->started || (spell->n_gaps > 0 && day == spell->gaps[spell->n_gaps - 1].last + 1);
}

/* Monday to Friday at the clinic, Saturday's dose and one to take home for the Sunday. */
static int give_daily(struct supply *supply, int day) {
    int weekday = calendar_weekday(day);
    bool missed =
        !begins_cover(supply->spell, day) && slips(supply, day, P_daily_dose_missed, P_daily_dose_missed_before_use);
    if (!missed && weekday == SATURDAY) {
        write_dose(supply, day, KIND_DISPENSED, amount_mg(supply, day), 2);
    } else if (!missed && weekday != SUNDAY) {
        write_dose(supply, day, KIND_ADMINISTERED, amount_mg(supply, day), 1);
    }
    return day + 1;
}

/* Take-home supplies grow with the time in care. */
static int supply_days(const struct supply *supply, int day) {
    int elapsed = day - supply->spell->started;
    if (supply->medication == MEDICATION_METHADONE || supply->generation->dense) {
        return elapsed < 180 ? 7 : 14;
    }
    if (elapsed < 60) {
        return 7;
    }
    return elapsed < 180 ? 14 : 28;
}

static int give_oral(struct supply *supply, int day) {
    if (day - supply->spell->started < supply->daily_days) {
        return give_daily(supply, day);
    }
    int days = supply_days(supply, day);
    write_dose(supply, day, KIND_DISPENSED, amount_mg(supply, day), days);
    return next_pickup(supply, supply->covered_to + 1);
}

static int give_injection(struct supply *supply, int day) {
    write_dose(supply, day, KIND_INJECTION, injection_mg(supply, day), INJECTION_DAYS);
    int due = day + 28 + random_between(supply->generation->random, 0, 3);
    if (slips(supply, due, P_pickup_late, P_pickup_late_before_use)) {
        due += random_between(supply->generation->random, 1, 3);
    }
    return due;
}

/* Buprenorphine injections may begin after some days of the oral form. Returns the next day. */
static int give_oral_first(struct supply *supply, int day) {
    gsl_rng *random = supply->generation->random;
    int days = random_between(random, 4, 7);
    supply->medication = MEDICATION_BUPRENORPHINE;
    write_dose(supply, day, KIND_DISPENSED, 16, days);
    supply->medication = MEDICATION_BUPRENORPHINE_XR;
    supply->covered_to = CALENDAR_NONE;
    return day + days;
}

static int draw_target_mg(gsl_rng *random, int medication) {
    if (medication == MEDICATION_METHADONE) {
        return 10 * random_between(random, 5, 12);
    }
    return 4 * random_between(random, 2, 6);
}

static int draw_daily_days(const struct supply *supply) {
    if (supply->spell->program == PROGRAM_DETOXIFICATION) {
        return 1000;
    }
    bool methadone = supply->medication == MEDICATION_METHADONE;
    if (supply->generation->dense) {
        return methadone ? 240 : 30;
    }
    return methadone ? 60 : 3;
}

static void switch_to_injection(struct supply *supply) {
    supply->medication = MEDICATION_BUPRENORPHINE_XR;
    supply->covered_to = CALENDAR_NONE;
}

static int give_next(struct supply *supply, int day) {
    if (supply->medication == MEDICATION_METHADONE || supply->medication == MEDICATION_BUPRENORPHINE) {
        return give_oral(supply, day);
    }
    return give_injection(supply, day);
}

void supply_write(struct generation *generation, const struct person *person, struct spell *spell) {
    gsl_rng *random = generation->random;
    struct supply supply = {.generation = generation,
                            .person = person,
                            .spell = spell,
                            .medication = spell->medication,
                            .covered_to = CALENDAR_NONE};
    supply.target_mg = draw_target_mg(random, supply.medication);
    supply.daily_days = draw_daily_days(&supply);
    spell->cover_end = spell->started;
    int day = spell->started;
    if (supply.medication == MEDICATION_BUPRENORPHINE_XR &&
        random_chance(random, model_value(P_oral_before_injection))) {
        day = give_oral_first(&supply, day);
    }
    while (day <= spell->decided_on) {
        if (supply.medication == MEDICATION_BUPRENORPHINE && spell->switched_on != CALENDAR_NONE &&
            day >= spell->switched_on) {
            switch_to_injection(&supply);
        }
        int next = give_next(&supply, day);
        day = spell->program == PROGRAM_DETOXIFICATION ? next : interrupt(&supply, day, next);
    }
    if (spell->exit == EXIT_DEATH && spell->cover_end > spell->decided_on) {
        spell->cover_end = spell->decided_on;
    }
}
