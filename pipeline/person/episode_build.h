/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical tables of a directory -> episodes.csv and its companions: ranges of people in several threads, whose
 * rows are then put together in the order of people. The files do not depend on the number of threads.
 */
#ifndef SWITCHBACK_PERSON_EPISODE_BUILD_H
#define SWITCHBACK_PERSON_EPISODE_BUILD_H

#include <stdbool.h>

#include "person/episode_rows.h"

struct whole;

struct episode_request {
    const char *tables;   /* directory: patients, admissions, doses, visits, adverse_events (.csv) */
    bool wants_all;       /* the episodes of every rule in one table, at ... */
    const char *episodes; /* ... NULL or "-": standard output */
    const char *by_default, *other_rules, *stretches, *exposures, *starts; /* NULL: not wanted */
    const struct settings *settings;
    const struct whole *whole; /* NULL: no facts */
    int32_t as_of;             /* CALENDAR_NO_DAY: everybody's own observed_until */
    enum calendar_kind as_of_kind;
    size_t jobs; /* 0: as many as there are processors */
    bool show_values;
};

struct episode_build {
    struct episode_findings findings;
    enum calendar_kind days;
    struct supply_counts supplies;
    size_t n_unknown; /* rows of people who are not in patients */
};

/* Writes the files. Ends the program with 65 when a table cannot be used. */
struct episode_build episode_build(const struct episode_request *request);

#endif
