/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical tables and episodes.csv -> followup.csv, states.csv and after_use.csv: ranges of people in several
 * threads, whose rows are then put together in the order of people. The files do not depend on the number of threads.
 */
#ifndef SWITCHBACK_PERSON_FOLLOWUP_BUILD_H
#define SWITCHBACK_PERSON_FOLLOWUP_BUILD_H

#include <stdbool.h>

#include "person/followup_rows.h"

struct followup_request {
    const char *tables;             /* directory: patients, admissions, visits, returns_to_use, adverse_events (.csv) */
    const char *episodes;           /* of build_episodes */
    const char *followup;           /* NULL or "-": standard output */
    const char *states, *after_use; /* NULL: not wanted */
    const struct settings *settings;
    const struct whole *whole; /* NULL: no facts */
    int32_t as_of;             /* CALENDAR_NO_DAY: everybody's own observed_until */
    size_t jobs;               /* 0: as many as there are processors */
    bool show_values;
};

/* Writes the files. Ends the program with 65 when a table cannot be used. */
struct followup_findings followup_build(const struct followup_request *request);

#endif
