/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days on which a person was seen, or known to have medication at hand: covered days, attended visits and the days
 * of admissions, in the order of their first days.
 */
#ifndef SWITCHBACK_CARE_CONTACTS_H
#define SWITCHBACK_CARE_CONTACTS_H

#include "care/cover.h"

struct care_contact {
    int32_t first, last;
    uint32_t stretch; /* so many stretches of unknown days had begun */
};

struct care_contacts {
    const struct care_person *person;
    const struct care_run *runs; /* all of the person's cover */
    size_t n_runs;
    int32_t from, to;             /* only what lies in [from, to] */
    size_t run, visit, admission; /* the next of each */
};

struct care_contacts care_contacts_between(const struct care_person *person, const struct care_covers *covers,
                                           int32_t from, int32_t to);

/* The next contact, cut to [from, to]; false: none is left. */
bool care_contacts_next(struct care_contacts *contacts, struct care_contact *contact);

#endif
