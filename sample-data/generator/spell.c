/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spell.h"

#include "calendar.h"
#include "line.h"
#include "model.h"
#include "random.h"
#include "reflection.h"

enum { EARLY_DAYS = 90, COMPLETES_FROM = 180, OVERDOSE_DAYS = 28, WARNING_DAYS = 28 };

/* What of the past weighs on today; every "until" is the last day it does. */
struct memory_of_spell {
    double leave_ratio; /* the part that never changes */
    int use_until, overdose_until;
    int therapy_until, medication_until, housing_until;
    int converts_on;      /* the warning goes on to use; CALENDAR_NONE: none does */
    int therapy_deepened; /* day of the latest; CALENDAR_NONE: never */
    int warned_on;
};

static enum source draw_source(gsl_rng *random, enum place place, bool fatal) {
    if (fatal) {
        return place == OUT_OF_CARE && random_chance(random, model_value(P_death_index_tells_out)) ? SOURCE_DEATH_INDEX
                                                                                                   : SOURCE_PROGRAM;
    }
    enum parameter tells = place == IN_CARE ? P_hospital_tells_in_care : P_hospital_tells_out;
    return random_chance(random, model_value(tells)) ? SOURCE_HOSPITAL : SOURCE_PROGRAM;
}

void spell_write_adverse(struct generation *generation, const struct person *person, enum place place, int day,
                         const char *kind, bool fatal) {
    if (!rows_in_window(generation->rows, day)) {
        return;
    }
    struct line line;
    line_begin(&line);
    line_text(&line, person->id);
    line_date(&line, day);
    line_text(&line, kind);
    line_text(&line, fatal ? "yes" : "no");
    line_text(&line, codes_source.codes[draw_source(generation->besides, place, fatal)].name);
    line_end(&line);
    rows_add_short(generation->rows, ROWS_ADVERSE, day, line.text);
}

bool spell_resumes(const struct spell *spell, int gap) { return spell->gaps[gap].last < spell->decided_on; }

static void meet_use(gsl_rng *random, struct spell *spell, struct memory_of_spell *memory, int day) {
    if (reflection_add_event(random, spell, day, false) != NULL) {
        memory->use_until = day + model_days(P_leave_after_use_days);
        memory->overdose_until = day + OVERDOSE_DAYS;
    }
}

static void meet_warning(gsl_rng *random, struct spell *spell, struct memory_of_spell *memory, int day) {
    if (reflection_add_event(random, spell, day, true) == NULL) {
        return;
    }
    memory->warned_on = day;
    if (random_chance(random, model_value(P_warning_to_use))) {
        memory->converts_on = day + random_between(random, 3, WARNING_DAYS);
    }
}

/* Whether the use that follows a warning happens: therapy deepened in between prevents part. */
static bool warning_becomes_use(gsl_rng *random, const struct memory_of_spell *memory) {
    double kept = model_value(P_warning_to_use_deepened) / model_value(P_warning_to_use);
    return memory->therapy_deepened < memory->warned_on || random_chance(random, kept);
}

static void live_events(gsl_rng *random, const struct person *person, struct spell *spell,
                        struct memory_of_spell *memory, int day) {
    double rate = model_daily(day - spell->started < EARLY_DAYS ? P_use_early : P_use_later);
    if (random_chance(random, rate * person->use_frailty)) {
        meet_use(random, spell, memory, day);
    } else if (day == memory->converts_on && warning_becomes_use(random, memory)) {
        meet_use(random, spell, memory, day);
    } else if (random_chance(random, model_daily(P_warning_rate))) {
        meet_warning(random, spell, memory, day);
    }
}

static bool has_code(const struct reflection_list *list, int code) { return (list->codes & 1u << code) != 0; }

static void remember_reflection(gsl_rng *random, struct spell *spell, const struct use_event *event,
                                struct memory_of_spell *memory) {
    const struct reflection_list plan = {.codes = event->plan_changes};
    int day = event->reflected_on;
    int plan_until = day + model_days(P_leave_plan_days);
    if (has_code(&plan, PLAN_THERAPY_DEEPENED)) {
        memory->therapy_until = plan_until;
        memory->therapy_deepened = day;
    }
    if (has_code(&plan, PLAN_MEDICATION_REASSESSED)) {
        memory->medication_until = plan_until;
    }
    if (has_code(&event->triggers, TRIGGER_HOUSING)) {
        memory->housing_until = day + model_days(P_leave_trigger_days);
    }
    if (has_code(&plan, PLAN_FORMULATION_CHANGED) && spell->switched_on == CALENDAR_NONE &&
        spell->medication == MEDICATION_BUPRENORPHINE && random_chance(random, model_value(P_switch_to_injection))) {
        spell->switched_on = day;
    }
}

static void live_reflections(gsl_rng *random, struct spell *spell, struct memory_of_spell *memory, int day) {
    for (int i = 0; i < spell->n_events; i++) {
        struct use_event *event = &spell->events[i];
        if (event->reflected_on == day) {
            reflection_draw(random, event);
            remember_reflection(random, spell, event, memory);
        }
    }
}

/* Returns true when the person dies of it. */
static bool live_overdose(struct generation *generation, const struct person *person,
                          const struct memory_of_spell *memory, int day) {
    double chance = model_daily(P_overdose_in_care);
    if (day <= memory->overdose_until) {
        chance *= model_value(P_overdose_after_use);
    }
    if (!random_chance(generation->random, chance)) {
        return false;
    }
    bool fatal = random_chance(generation->random, model_value(P_overdose_fatal_in_care));
    spell_write_adverse(generation, person, IN_CARE, day, "overdose", fatal);
    return fatal;
}

static double leave_chance(const struct spell *spell, const struct memory_of_spell *memory, int day) {
    int day_of_spell = day - spell->started;
    double chance = model_leave_base(day_of_spell) * memory->leave_ratio * model_leave_season(day, day_of_spell);
    if (day <= memory->use_until) {
        chance *= model_value(P_leave_after_use);
    }
    if (day <= memory->therapy_until) {
        chance *= model_value(P_leave_plan_therapy_deepened);
    }
    if (day <= memory->medication_until) {
        chance *= model_value(P_leave_plan_medication_reassessed);
    }
    if (day <= memory->housing_until) {
        chance *= model_value(P_leave_trigger_housing);
    }
    return chance;
}

static enum exit_cause draw_unplanned_reason(gsl_rng *random) {
    static const enum parameter shares[] = {P_share_administrative, P_share_declined, P_share_moved};
    static const enum exit_cause reasons[] = {EXIT_ADMINISTRATIVE, EXIT_DECLINED, EXIT_MOVED};
    double left = gsl_rng_uniform(random);
    for (int i = 0; i < 3; i++) {
        left -= model_value(shares[i]);
        if (left < 0) {
            return reasons[i];
        }
    }
    return EXIT_LEFT;
}

/* One draw decides among all exits of the day. */
static enum exit_cause draw_exit(gsl_rng *random, const struct spell *spell, const struct memory_of_spell *memory,
                                 int day) {
    static const enum parameter hazards[] = {P_exit_transferred, P_exit_jail, P_exit_hospital, P_exit_death,
                                             P_exit_completed};
    static const enum exit_cause causes[] = {EXIT_TRANSFERRED, EXIT_JAIL, EXIT_HOSPITAL, EXIT_DEATH, EXIT_COMPLETED};
    double left = gsl_rng_uniform(random) - leave_chance(spell, memory, day);
    if (left < 0) {
        return draw_unplanned_reason(random);
    }
    int n_causes = day - spell->started >= COMPLETES_FROM ? 5 : 4;
    for (int i = 0; i < n_causes; i++) {
        left -= model_daily(hazards[i]);
        if (left < 0) {
            return causes[i];
        }
    }
    return EXIT_NONE;
}

void spell_live(struct generation *generation, const struct person *person, struct spell *spell) {
    gsl_rng *random = generation->random;
    int as_of = generation->rows->as_of;
    struct memory_of_spell memory = {
        .leave_ratio =
            model_leave_ratio(spell->medication, person_age(person, spell->started), person->site, spell->ordinal > 1),
        .use_until = CALENDAR_NONE,
        .overdose_until = CALENDAR_NONE,
        .therapy_until = CALENDAR_NONE,
        .medication_until = CALENDAR_NONE,
        .housing_until = CALENDAR_NONE,
        .converts_on = CALENDAR_NONE,
        .therapy_deepened = CALENDAR_NONE,
        .warned_on = CALENDAR_NONE};
    spell->exit = EXIT_NONE;
    for (int day = spell->started; day <= as_of && spell->exit == EXIT_NONE; day++) {
        spell->decided_on = day;
        live_reflections(random, spell, &memory, day);
        live_events(random, person, spell, &memory, day);
        if (live_overdose(generation, person, &memory, day)) {
            spell->exit = EXIT_DEATH;
        } else {
            spell->exit = draw_exit(random, spell, &memory, day);
            if (spell->exit == EXIT_DEATH) {
                spell_write_adverse(generation, person, IN_CARE, day, "death", true);
            }
        }
    }
}

void spell_live_detoxification(struct generation *generation, struct spell *spell, int planned_end) {
    gsl_rng *random = generation->random;
    bool completes = random_chance(random, model_value(P_detoxification_completes));
    spell->exit = completes ? EXIT_COMPLETED : EXIT_LEFT;
    spell->decided_on = completes ? planned_end : random_between(random, spell->started, planned_end - 2);
    if (spell->decided_on > generation->rows->as_of) {
        spell->decided_on = generation->rows->as_of;
        spell->exit = EXIT_NONE;
    }
}
