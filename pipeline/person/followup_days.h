/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days of a person that follow-up starts from and looks for: returns to use, the days on which the program knew of
 * them, and attended visits that count as seen again.
 */
#ifndef SWITCHBACK_PERSON_FOLLOWUP_DAYS_H
#define SWITCHBACK_PERSON_FOLLOWUP_DAYS_H

#include "care/followup.h"
#include "person/person_reader.h"

/* Start from {0}; sorted; of the person filled in last. */
struct followup_days {
    struct care_days uses;            /* uses near each other are one event, on its first day */
    struct care_days known;           /* one for each of `uses`, by day */
    struct care_days engaging_visits; /* of services that count as re-engaged */
    size_t n_warnings;                /* recorded without a use */
    size_t n_joined, n_unobserved;    /* rows of use that are one with one before; behind the end of observation */
    int32_t *days[3];
    size_t capacities[3];
};

void followup_days_fill(struct followup_days *days, const struct person *person, int32_t same_event_days);
void followup_days_free(struct followup_days *days);

#endif
