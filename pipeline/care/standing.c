/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/standing.h"

#include "care/admission.h"
#include "care/episode_parts.h"

/* The run that covers the person's last covered day; NULL: none. */
static const struct care_run *last_run(const struct care_covers *covers) {
    const struct care_run *last = NULL;

    for (size_t i = 0; i < covers->n_all; i++)
        if (last == NULL || covers->all[i].last > last->last)
            last = &covers->all[i];
    return last;
}

static int32_t last_visit(const struct care_person *person) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_visits && person->visits[i] <= person->end_of_observation; i++)
        last = person->visits[i];
    return last;
}

bool care_supply_is_long_acting(const struct care_supply *supply) {
    return supply->kind == CARE_INJECTION || supply->kind == CARE_IMPLANT;
}

static const struct care_supply *last_supply(const struct care_person *person) {
    const struct care_supply *last = NULL;

    for (size_t i = 0; i < person->n_supplies; i++) {
        const struct care_supply *supply = &person->supplies[i];
        if (supply->day <= person->end_of_observation &&
            (last == NULL || supply->day > last->day || care_supply_is_long_acting(supply)))
            last = supply;
    }
    return last;
}

/* The last day of an admission belongs to it; who is discharged on E itself is discharged then. */
static void find_admission(struct care_standing *standing) {
    const struct care_person *person = standing->person;
    size_t open = care_admission_open_after(person, standing->end);

    if (open != CARE_NO_INDEX) {
        standing->open = &person->admissions[open];
        return;
    }
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->discharged != CARE_NO_DAY &&
            (standing->closed == NULL || admission->discharged >= standing->closed->discharged))
            standing->closed = admission;
    }
}

struct care_standing care_standing_of(const struct care_person *person, const struct care_covers *covers, int32_t gap,
                                      int32_t visit_gap) {
    const struct care_run *last = last_run(covers);
    struct care_standing standing = {.person = person,
                                     .covers = covers,
                                     .end = person->end_of_observation,
                                     .last_covered = CARE_NO_DAY,
                                     .gap = gap,
                                     .last_visit = last_visit(person),
                                     .last_supply = last_supply(person)};

    find_admission(&standing);
    if (last == NULL)
        return standing;
    standing.last_covered = last->last;
    standing.uncovered = standing.end - last->last;
    standing.known = care_known_days_between(person, last->last, standing.end + 1);
    standing.by_visits = last->visits_only;
    if (last->visits_only && visit_gap > gap)
        standing.gap = visit_gap;
    standing.has_left = care_observed_until(person, last->stretch) - last->last > standing.gap;
    return standing;
}

bool care_standing_is_here(const struct care_standing *standing) {
    return standing->last_covered != CARE_NO_DAY && !standing->has_left && standing->person->death == CARE_NO_DAY;
}
