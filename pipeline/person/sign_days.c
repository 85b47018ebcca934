/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/sign_days.h"

#include <stdlib.h>

#include "base/memory.h"
#include "care/in_care.h"
#include "care/supply_groups.h"

/* Care whose beginning is not known has no day 0. */
static void fill_stays(struct sign_days *days, const struct read_episodes *episodes) {
    days->stays = memory_grow(days->stays, &days->stays_capacity, episodes->n + 1, sizeof *days->stays);
    days->n_stays = 0;
    for (size_t i = 0; i < episodes->n; i++) {
        const struct care_episode *episode = &episodes->episodes[i].care;
        struct care_stay stay = {.day_0 = episode->start};
        if (episode->time_days >= 0 && care_in_care_days(episode, &stay.first, &stay.last))
            days->stays[days->n_stays++] = stay;
    }
}

static bool is_found_by_test(const struct person *person, const struct person_return *use) {
    for (size_t i = 0; i < person->n_due_tests; i++)
        if (person->due_tests[i].positive && person->due_tests[i].day >= use->event_on &&
            person->due_tests[i].day <= use->known_on)
            return true;
    return false;
}

static void fill_uses(struct sign_days *days, const struct person *person) {
    days->uses = memory_grow(days->uses, &days->uses_capacity, person->n_returns + 1, sizeof *days->uses);
    days->found_by_test =
        memory_grow(days->found_by_test, &days->found_capacity, person->n_returns + 1, sizeof *days->found_by_test);
    days->n_uses = 0;
    for (size_t i = 0; i < person->n_returns; i++) {
        const struct person_return *use = &person->returns[i];
        bool is_new = days->n_uses == 0 || days->uses[days->n_uses - 1] != use->event_on;
        if (!use->used)
            continue;
        if (is_new) {
            days->found_by_test[days->n_uses] = false;
            days->uses[days->n_uses++] = use->event_on;
        }
        if (is_found_by_test(person, use))
            days->found_by_test[days->n_uses - 1] = true;
    }
}

static struct care_due *room_for(struct sign_days *days, enum care_sign sign, size_t n) {
    days->due[sign] = memory_grow(days->due[sign], &days->due_capacity[sign], n + 1, sizeof *days->due[sign]);
    return days->due[sign];
}

static void fill_supplies(struct sign_days *days, const struct person *person, const struct settings *settings) {
    size_t n;

    days->groups = memory_grow(days->groups, &days->groups_capacity, person->care.n_supplies + 1, sizeof *days->groups);
    n = care_supply_groups(&person->care, settings->care.cover.bank_cap_days, days->groups);
    days->n_due[CARE_SIGN_DOSE] =
        care_due_doses(days->groups, n, room_for(days, CARE_SIGN_DOSE, care_due_doses_capacity(days->groups, n)));
    days->n_due[CARE_SIGN_PICKUP] = care_due_pickups(days->groups, n, room_for(days, CARE_SIGN_PICKUP, n));
}

void sign_days_fill(struct sign_days *days, const struct person *person, const struct read_episodes *episodes,
                    const struct settings *settings) {
    struct care_due *due;

    fill_stays(days, episodes);
    fill_uses(days, person);
    fill_supplies(days, person, settings);
    due = room_for(days, CARE_SIGN_VISIT, person->n_appointments);
    for (size_t i = 0; i < person->n_appointments; i++)
        due[i] = person->appointments[i];
    days->n_due[CARE_SIGN_VISIT] = person->n_appointments;
    due = room_for(days, CARE_SIGN_TEST, person->n_due_tests);
    for (size_t i = 0; i < person->n_due_tests; i++)
        due[i] = (struct care_due){person->due_tests[i].day, person->due_tests[i].missed};
    days->n_due[CARE_SIGN_TEST] = person->n_due_tests;
}

void sign_days_free(struct sign_days *days) {
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        free(days->due[sign]);
    free(days->stays);
    free(days->uses);
    free(days->found_by_test);
    free(days->groups);
}
