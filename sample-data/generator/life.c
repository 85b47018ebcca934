/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "life.h"

#include "admission.h"
#include "calendar.h"
#include "line.h"
#include "model.h"
#include "random.h"
#include "reflection.h"
#include "spell.h"
#include "supply.h"
#include "visits.h"

enum {
    OVERDOSE_SOON_DAYS = 28,
    RETURN_EARLY_DAYS = 120,
    LINK_DAYS = 14,
    DETOXIFICATION_LEAST_DAYS = 5,
    DETOXIFICATION_MOST_DAYS = 9
};

static void choose_program(gsl_rng *random, const struct person *person, struct spell *spell, bool linked) {
    spell->program = PROGRAM_MAINTENANCE;
    spell->medication = codes_pick(random, &codes_medication_by_site[person->site]);
    if (!linked && random_chance(random, model_value(P_detoxification_probability))) {
        spell->program = PROGRAM_DETOXIFICATION;
        spell->medication = MEDICATION_BUPRENORPHINE;
    } else if (linked && spell->medication == MEDICATION_NONE) {
        spell->medication = MEDICATION_BUPRENORPHINE;
    } else if (spell->medication == MEDICATION_NONE) {
        spell->program = PROGRAM_COUNSELING;
    }
}

static void begin_spell(gsl_rng *random, const struct person *person, struct spell *spell, int admitted, bool linked) {
    spell->n_events = spell->n_gaps = 0;
    spell->switched_on = CALENDAR_NONE;
    choose_program(random, person, spell, linked);
    admission_open(random, spell, admitted);
    int delay = random_chance(random, model_value(P_first_dose_same_day)) ? 0 : random_between(random, 1, 3);
    bool starts =
        linked || spell->program == PROGRAM_DETOXIFICATION || random_chance(random, model_value(P_started_probability));
    spell->started = starts ? calendar_working_day(admitted + (linked ? 0 : delay)) : CALENDAR_NONE;
}

/* Admitted too late for a first dose by the as-of day: not yet known to have left. */
static void live_never_started(struct spell *spell, int admitted) {
    spell->decided_on = spell->cover_end = admitted;
    spell->exit = spell->started == CALENDAR_NONE ? EXIT_LEFT : EXIT_NONE;
    spell->started = CALENDAR_NONE;
}

/* Fills decided_on and exit. */
static void live_spell(struct generation *generation, const struct person *person, struct spell *spell) {
    struct admission *admission = &spell->admissions[0];
    if (spell->started == CALENDAR_NONE || spell->started > generation->rows->as_of) {
        live_never_started(spell, admission->admitted);
    } else if (spell->program == PROGRAM_DETOXIFICATION) {
        int days = random_between(generation->random, DETOXIFICATION_LEAST_DAYS, DETOXIFICATION_MOST_DAYS);
        admission->planned_end = spell->started + days - 1;
        spell_live_detoxification(generation, spell, admission->planned_end);
    } else {
        spell_live(generation, person, spell);
    }
}

/* One line of truth/spells.csv: what the exports only show in part. */
static void write_truth(struct generation *generation, const struct person *person, const struct spell *spell) {
    struct line line;
    line_begin(&line);
    line_text(&line, person->id);
    line_number(&line, spell->ordinal);
    line_text(&line, codes_program.codes[spell->program].name);
    line_text(&line, codes_medication.codes[spell->medication].name);
    person_write_site(&line, person);
    line_number(&line, person_age(person, spell->admissions[0].admitted));
    line_date(&line, spell->admissions[0].admitted);
    line_date(&line, spell->started);
    line_date(&line, spell->decided_on);
    line_date(&line, spell->started == CALENDAR_NONE ? CALENDAR_NONE : spell->cover_end);
    line_text(&line, codes_exit.codes[spell->exit].name);
    line_end(&line);
    rows_add_short(generation->rows, ROWS_SPELLS, spell->admissions[0].admitted, line.text);
}

/* Gaps are drawn when the spell has been lived: what out of cover is more than in care. */
static void live_interruptions(struct generation *generation, const struct person *person, const struct spell *spell) {
    double more = model_daily(P_overdose_in_interruption) - model_daily(P_overdose_in_care);
    for (int i = 0; i < spell->n_gaps; i++) {
        for (int day = spell->gaps[i].first + 1; day <= spell->gaps[i].last && spell_resumes(spell, i); day++) {
            if (random_chance(generation->besides, more)) {
                spell_write_adverse(generation, person, OUT_OF_CARE, day, "overdose", false);
            }
        }
    }
}

static void write_spell(struct generation *generation, const struct person *person, struct spell *spell,
                        struct counts *counts) {
    if (spell->started != CALENDAR_NONE) {
        if (spell->medication != MEDICATION_NONE) {
            supply_write(generation, person, spell);
            live_interruptions(generation, person, spell);
        }
        visits_write(generation, person, spell);
        visits_write_tests(generation, person, spell);
        reflection_write(generation, person, spell);
    }
    admission_close(generation->random, spell, generation->rows->as_of);
    admission_write(generation, person, spell);
    write_truth(generation, person, spell);
    counts_add_spell(counts, spell, generation->rows->window_start);
}

static enum parameter return_parameter(enum exit_cause exit) {
    static const enum parameter parameters[] = {[EXIT_LEFT] = P_return_left,
                                                [EXIT_ADMINISTRATIVE] = P_return_administrative,
                                                [EXIT_DECLINED] = P_return_declined,
                                                [EXIT_MOVED] = P_return_moved,
                                                [EXIT_TRANSFERRED] = P_return_transferred,
                                                [EXIT_JAIL] = P_return_jail,
                                                [EXIT_HOSPITAL] = P_return_hospital,
                                                [EXIT_COMPLETED] = P_return_completed};
    return parameters[exit];
}

/* Returns true when the person dies that day. */
static bool live_out_of_care(struct generation *generation, const struct person *person, int day, int days_since) {
    gsl_rng *random = generation->random;
    double overdose = model_daily(days_since <= OVERDOSE_SOON_DAYS ? P_overdose_after_exit : P_overdose_out_later);
    if (random_chance(random, overdose)) {
        bool fatal = random_chance(random, model_value(P_overdose_fatal_out));
        spell_write_adverse(generation, person, OUT_OF_CARE, day, "overdose", fatal);
        return fatal;
    }
    if (random_chance(random, model_daily(P_death_out))) {
        spell_write_adverse(generation, person, OUT_OF_CARE, day, "death", true);
        return true;
    }
    return false;
}

/* The day on which the person asks to come back, or CALENDAR_NONE. */
static int live_until_return(struct generation *generation, const struct person *person, const struct spell *spell) {
    double chance = model_daily(return_parameter(spell->exit));
    for (int day = spell->cover_end + 1; day <= generation->rows->as_of; day++) {
        int days_since = day - spell->cover_end;
        if (live_out_of_care(generation, person, day, days_since)) {
            return CALENDAR_NONE;
        }
        double ratio = days_since <= RETURN_EARLY_DAYS ? model_value(P_return_early) : 1;
        if (days_since > model_days(P_return_first_days) && random_chance(generation->random, chance * ratio)) {
            return calendar_working_day(day);
        }
    }
    return CALENDAR_NONE;
}

/* The day of the next admission; *linked when it follows a detoxification directly. */
static int next_admission(struct generation *generation, const struct person *person, const struct spell *spell,
                          bool *linked) {
    *linked = false;
    if (spell->exit == EXIT_NONE || spell->exit == EXIT_DEATH) {
        return CALENDAR_NONE;
    }
    if (spell->program == PROGRAM_DETOXIFICATION && spell->exit == EXIT_COMPLETED &&
        random_chance(generation->random, model_value(P_detoxification_links))) {
        *linked = true;
        int day = spell->cover_end + random_between(generation->random, 1, LINK_DAYS - 2);
        return calendar_working_day(day);
    }
    return live_until_return(generation, person, spell);
}

bool life_make(struct generation *generation, int first_day, struct counts *counts) {
    struct person person;
    struct spell spell = {.ordinal = 1};
    uint32_t id_counter = generation->id_counter;
    person_draw(generation, first_day, &person);
    person_name(generation, &person); /* what happens in the first spell is already written with the id */
    begin_spell(generation->random, &person, &spell, first_day, false);
    live_spell(generation, &person, &spell);
    if (spell.decided_on < generation->rows->window_start) {
        generation->id_counter = id_counter;
        return false;
    }
    person_register(generation, &person);
    counts->people++;
    for (;;) {
        write_spell(generation, &person, &spell, counts);
        bool linked;
        int admitted = next_admission(generation, &person, &spell, &linked);
        if (admitted == CALENDAR_NONE || admitted > generation->rows->as_of) {
            return true;
        }
        counts->detoxification_links += linked;
        spell.ordinal++;
        begin_spell(generation->random, &person, &spell, admitted, linked);
        live_spell(generation, &person, &spell);
    }
}
