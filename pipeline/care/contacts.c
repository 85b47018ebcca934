/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/contacts.h"

struct care_contacts care_contacts_between(const struct care_person *person, const struct care_covers *covers,
                                           int32_t from, int32_t to) {
    return (struct care_contacts){
        .person = person, .runs = covers->all, .n_runs = covers->n_all, .from = from, .to = to};
}

static uint32_t stretch_of(const struct care_person *person, int32_t day) {
    uint32_t stretch = 0;

    while (stretch < person->n_unknown && person->unknown[stretch].first <= day)
        stretch++;
    return stretch;
}

/* Passes over what lies before `from`. */
static void skip(struct care_contacts *contacts) {
    const struct care_person *person = contacts->person;

    while (contacts->run < contacts->n_runs && contacts->runs[contacts->run].last < contacts->from)
        contacts->run++;
    while (contacts->visit < person->n_visits && person->visits[contacts->visit] < contacts->from)
        contacts->visit++;
    while (contacts->admission < person->n_admissions &&
           person->admissions[contacts->admission].admitted < contacts->from)
        contacts->admission++;
}

static struct care_contact contact_on(const struct care_person *person, int32_t day) {
    return (struct care_contact){.first = day, .last = day, .stretch = stretch_of(person, day)};
}

static struct care_contact contact_of_run(const struct care_contacts *contacts) {
    const struct care_run *run = &contacts->runs[contacts->run];

    return (struct care_contact){.first = run->first > contacts->from ? run->first : contacts->from,
                                 .last = run->last < contacts->to ? run->last : contacts->to,
                                 .stretch = run->stretch};
}

bool care_contacts_next(struct care_contacts *contacts, struct care_contact *contact) {
    const struct care_person *person = contacts->person;
    size_t *taken = NULL;

    skip(contacts);
    if (contacts->run < contacts->n_runs) {
        *contact = contact_of_run(contacts);
        taken = &contacts->run;
    }
    if (contacts->visit < person->n_visits && (taken == NULL || person->visits[contacts->visit] < contact->first)) {
        *contact = contact_on(person, person->visits[contacts->visit]);
        taken = &contacts->visit;
    }
    if (contacts->admission < person->n_admissions &&
        (taken == NULL || person->admissions[contacts->admission].admitted < contact->first)) {
        *contact = contact_on(person, person->admissions[contacts->admission].admitted);
        taken = &contacts->admission;
    }
    if (taken == NULL || contact->first > contacts->to)
        return false;
    (*taken)++;
    return true;
}
