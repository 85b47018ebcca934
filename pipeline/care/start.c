/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/start.h"

static bool is_long_acting(const struct care_supply *supply) {
    return supply->kind == CARE_INJECTION || supply->kind == CARE_IMPLANT;
}

int32_t care_start_given(const struct care_covers *covers, const struct care_episode *episode) {
    for (size_t i = 0; i < covers->n_continuing; i++)
        if (covers->continuing[i].first == episode->first_covered)
            return covers->continuing[i].given;
    return episode->first_covered;
}

int32_t care_second_dose(const struct care_person *person, int32_t given) {
    bool long_acting = false;

    for (size_t i = 0; i < person->n_supplies; i++) {
        const struct care_supply *supply = &person->supplies[i];
        if (supply->day == given)
            long_acting = long_acting || is_long_acting(supply);
        else if (supply->day > given && (!long_acting || is_long_acting(supply)))
            return supply->day;
    }
    return CARE_NO_DAY;
}

static bool is_covered(const struct care_covers *covers, int32_t day) {
    for (size_t i = 0; i < covers->n_all; i++)
        if (covers->all[i].first <= day && day <= covers->all[i].last)
            return true;
    return false;
}

static bool has_long_acting(const struct care_person *person, int32_t day) {
    for (size_t i = 0; i < person->n_supplies && person->supplies[i].day <= day; i++)
        if (is_long_acting(&person->supplies[i]) && person->supplies[i].day + person->supplies[i].days > day)
            return true;
    return false;
}

/* Rows of one medication on one day, sorted by kind and strength: a clinic dose, and what is dispensed. */
static int32_t daily_amount(const struct care_supply *supplies, size_t n) {
    int32_t amounts[CARE_SUPPLY_KIND_COUNT] = {0}, most = 0;

    for (size_t i = 0; i < n; i++) {
        if (supplies[i].strength == CARE_NO_STRENGTH)
            return CARE_NO_STRENGTH;
        if (i == 0 || supplies[i].kind != supplies[i - 1].kind || supplies[i].strength != supplies[i - 1].strength)
            amounts[supplies[i].kind] += supplies[i].strength;
    }
    for (size_t kind = 0; kind < CARE_SUPPLY_KIND_COUNT; kind++)
        if (amounts[kind] > most)
            most = amounts[kind];
    return most;
}

uint32_t care_dose_on(const struct care_person *person, const struct care_covers *covers, int32_t day,
                      int32_t *strength) {
    const struct care_supply *supplies = person->supplies;
    size_t end = 0, first;

    while (end < person->n_supplies && supplies[end].day <= day)
        end++;
    if (end == 0 || !is_covered(covers, day) || has_long_acting(person, day))
        return CARE_NO_MEDICATION;
    for (first = end - 1; first > 0 && supplies[first - 1].day == supplies[end - 1].day;)
        first--;
    if (supplies[first].medication != supplies[end - 1].medication)
        return CARE_NO_MEDICATION;
    *strength = daily_amount(&supplies[first], end - first);
    return supplies[first].medication;
}
