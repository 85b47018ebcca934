/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What estimate/signs needs of a person, from the tables and the episodes: days in care, days of use, what was due.
 */
#ifndef SWITCHBACK_PERSON_SIGN_DAYS_H
#define SWITCHBACK_PERSON_SIGN_DAYS_H

#include "care/contrast.h"
#include "care/due.h"
#include "person/episode_reader.h"
#include "person/person_reader.h"

/* Start from {0}; of the person filled in last. */
struct sign_days {
    struct care_stay *stays;
    int32_t *uses;       /* sorted, each once */
    bool *found_by_test; /* a positive test lies between the use and the day on which it was known */
    size_t n_stays, n_uses;
    struct care_due *due[CARE_SIGN_COUNT];
    size_t n_due[CARE_SIGN_COUNT];
    struct care_run *groups; /* room */
    size_t stays_capacity, uses_capacity, found_capacity, groups_capacity, due_capacity[CARE_SIGN_COUNT];
};

void sign_days_fill(struct sign_days *days, const struct person *person, const struct read_episodes *episodes,
                    const struct settings *settings);
void sign_days_free(struct sign_days *days);

#endif
