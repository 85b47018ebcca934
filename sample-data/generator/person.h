/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person and the spells of care that make up their time with the program.
 *
 * A spell is cover without an uncovered stretch of more than 28 days; a return to care comes at
 * least 31 days after the last covered day. So the spells are what a 30-day gap rule should find
 * (but for a detoxification followed within 14 days by maintenance: two spells, one run of cover). */
#ifndef GENERATOR_PERSON_H
#define GENERATOR_PERSON_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stdint.h>

#include "codes.h"
#include "line.h"
#include "rows.h"

enum { MAX_EVENTS = 48, MAX_GAPS = 32, MAX_ADMISSIONS = 12 };

enum list_state { LIST_CODES, LIST_UNKNOWN, LIST_NOT_ASKED };

/* One list of a reflection: codes as bits in the order of their code list. */
struct reflection_list {
    enum list_state state;
    unsigned codes;
};

/* A return to use, or an early warning (no use yet). */
struct use_event {
    int day;
    bool warning;
    int reported_on;  /* CALENDAR_NONE: never told */
    int reflected_on; /* CALENDAR_NONE: no reflection; counts only when on or before the exit */
    int stage;
    struct reflection_list triggers, missed_signs, lacking_supports;
    unsigned plan_changes;
};

/* Uncovered days [first, last] inside a spell. */
struct gap {
    int first, last;
};

struct admission {
    int requested, admitted, discharged, planned_end; /* CALENDAR_NONE where not known */
    enum exit_cause reason;
};

struct spell {
    int ordinal; /* from 1 */
    enum program program;
    int medication;  /* on the first day; enum medication */
    int switched_on; /* oral buprenorphine to injections; CALENDAR_NONE: never */
    int started;     /* first covered day; CALENDAR_NONE: admitted, never started */
    int decided_on;  /* day of leaving, or as-of */
    int cover_end;   /* last covered day, known or promised */
    enum exit_cause exit;
    struct use_event events[MAX_EVENTS];
    int n_events;
    struct gap gaps[MAX_GAPS];
    int n_gaps;
    struct admission admissions[MAX_ADMISSIONS];
    int n_admissions;
};

struct person {
    uint32_t number;
    char id[PERSON_ID_BYTES];
    int birth_year, sex, race, primary_substance;
    int site;        /* enum site: what the model knows of it */
    int site_number; /* from 1 among the sites that are like it; 0: the only one */
    double use_frailty;
};

/* What all parts of the generator work on. */
struct generation {
    gsl_rng *random;
    gsl_rng *besides; /* of its own: what it draws moves nothing else */
    struct rows *rows;
    uint32_t id_counter, id_offset;
    bool dense;
    int n_sites; /* at least N_SITES */
};

void person_draw(struct generation *generation, int first_day, struct person *person);

/* Gives the person the next free id; whoever is not kept gives it back (id_counter). */
void person_name(struct generation *generation, struct person *person);

/* Gives the person, who has an id, a place in the patients table. */
void person_register(struct generation *generation, struct person *person);

/* north, or north_12 where several are like it. */
void person_write_site(struct line *line, const struct person *person);

int person_age(const struct person *person, int day);

#endif
