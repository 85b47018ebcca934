/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose days are unknown: the part of person/whole.h that looks at a person. */
#include "person/person_reader.h"
#include "person/unknown_days.h"
#include "person/whole.h"

/* The later of the last dose and the last attended visit before a day, or (first) the earlier first one on or after it.
 * CALENDAR_NO_DAY: none. */
static int32_t last_contact(const struct care_person *care, int32_t day) {
    int32_t last = CALENDAR_NO_DAY;

    for (size_t i = care->n_supplies; i-- > 0 && last == CALENDAR_NO_DAY;)
        if (care->supplies[i].day < day)
            last = care->supplies[i].day;
    for (size_t i = care->n_visits; i-- > 0 && care->visits[i] > last;)
        if (care->visits[i] < day)
            last = care->visits[i];
    return last;
}

static int32_t first_contact(const struct care_person *care) {
    int32_t supply = care->n_supplies > 0 ? care->supplies[0].day : CALENDAR_NO_DAY,
            visit = care->n_visits > 0 ? care->visits[0] : CALENDAR_NO_DAY;

    return visit == CALENDAR_NO_DAY || (supply != CALENDAR_NO_DAY && supply < visit) ? supply : visit;
}

/* The site of a row of that day, as person/survey.h has it: a number of the person's texts. */
static uint32_t site_on(const struct person *person, int32_t day) {
    const struct care_person *care = &person->care;
    uint32_t before = 0;

    for (size_t i = care->n_admissions; i-- > 0;) {
        const struct care_admission *admission = &care->admissions[i];
        if (admission->admitted > day || admission->site == 0)
            continue;
        if (admission->discharged == CARE_NO_DAY || admission->discharged >= day)
            return admission->site;
        before = before == 0 ? admission->site : before;
    }
    return person->site != 0 ? person->site : before;
}

static bool was_there(const struct person *person, int32_t day, uint32_t site) {
    int32_t contact = last_contact(&person->care, day);

    if (contact == CALENDAR_NO_DAY)
        contact = first_contact(&person->care);
    return contact != CALENDAR_NO_DAY && site_on(person, contact) == site;
}

static size_t add_site(const struct whole *whole, const struct person *person, const char *site, uint32_t number,
                       struct care_unknown days[], size_t n) {
    size_t n_site;
    const struct care_unknown *of_site = whole_site_days(whole, site, &n_site);

    for (size_t i = 0; i < n_site; i++)
        if (was_there(person, of_site[i].first, number))
            n = unknown_days_add(days, n, of_site[i]);
    return n;
}

size_t whole_unknown_days(const struct whole *whole, const struct person *person, const struct dictionary *texts,
                          struct care_unknown days[]) {
    size_t n = add_site(whole, person, dictionary_text(texts, person->site), person->site, days, 0);

    for (size_t i = 0; i < person->care.n_admissions; i++) {
        uint32_t site = person->care.admissions[i].site;
        bool is_new = site != 0 && site != person->site;
        for (size_t k = 0; k < i && is_new; k++)
            is_new = person->care.admissions[k].site != site;
        if (is_new)
            n = add_site(whole, person, dictionary_text(texts, site), site, days, n);
    }
    return n;
}
