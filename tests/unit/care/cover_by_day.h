/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What covers a day, by looking at one day after the other: the first half of day_by_day.h. */
#ifndef SWITCHBACK_TESTS_CARE_COVER_BY_DAY_H
#define SWITCHBACK_TESTS_CARE_COVER_BY_DAY_H

#include "care/people.h"

enum { FIRST = -200, DAYS = 1800 };

static struct told t;

struct oracle {
    bool medication[DAYS], covered[DAYS], seen[DAYS]; /* by day - FIRST */
    struct care_episode episodes[4 * MOST_FACTS];
    size_t n;
};

static struct oracle oracle;

static int32_t end_of_cover(void) {
    int32_t end = t.person.end_of_observation;

    return t.person.death != CARE_NO_DAY && t.person.death < end ? t.person.death : end;
}

static void cover_days(int32_t from, int32_t n, bool medication) {
    for (int32_t day = from; day < from + n; day++) {
        oracle.medication[day - FIRST] = oracle.medication[day - FIRST] || medication;
        oracle.covered[day - FIRST] = oracle.covered[day - FIRST] || day <= end_of_cover();
    }
}

/* Days on which the drug's earlier groups still run, from `day` on: the last of them says how many. */
static int32_t left_over(const bool supplied[], int32_t day) {
    int32_t last = day - 1;

    for (int32_t other = day; other < FIRST + DAYS; other++)
        last = supplied[other - FIRST] ? other : last;
    return last - day + 1;
}

/* Days that the drug's rows of one day last, as a set of days from 0 on: what was administered from 0, what was
 * dispensed from 0, or from 1 where something was administered. Every strength by itself, alike rows once. */
static int32_t length_of_group(int32_t day, uint32_t drug) {
    int32_t administered = 0, longest = 0;

    for (size_t i = 0; i < t.person.n_supplies; i++) {
        const struct care_supply *row = &t.supplies[i];
        int32_t sum = 0;
        if (row->day != day || row->medication != drug)
            continue;
        if (row->kind == CARE_ADMINISTERED && row->days > administered)
            administered = row->days;
        for (int32_t days = 1; row->kind == CARE_DISPENSED && days <= 120; days++) {
            bool is_there = false;
            for (size_t j = 0; j < t.person.n_supplies; j++)
                is_there = is_there || (t.supplies[j].day == day && t.supplies[j].medication == drug &&
                                        t.supplies[j].kind == CARE_DISPENSED &&
                                        t.supplies[j].strength == row->strength && t.supplies[j].days == days);
            sum += is_there ? days : 0;
        }
        longest = sum > longest ? sum : longest;
    }
    if (longest > 0 && administered > 0)
        longest++;
    return longest > administered ? longest : administered;
}

static bool is_dispensed(int32_t day, uint32_t drug) {
    for (size_t i = 0; i < t.person.n_supplies; i++)
        if (t.supplies[i].day == day && t.supplies[i].medication == drug && t.supplies[i].kind == CARE_DISPENSED)
            return true;
    return false;
}

static void cover_medication(void) {
    static bool supplied[4][DAYS];

    memset(supplied, 0, sizeof supplied);
    for (size_t i = 0; i < t.person.n_supplies; i++)
        if (t.supplies[i].kind >= CARE_INJECTION)
            cover_days(t.supplies[i].day, t.supplies[i].days, true);
    for (int32_t day = FIRST; day < FIRST + DAYS - 500; day++)
        for (uint32_t drug = 1; drug <= 3; drug++) {
            int32_t length = length_of_group(day, drug), push;
            if (length == 0)
                continue;
            push = left_over(supplied[drug], day);
            push = push > t.settings.cover.bank_cap_days ? t.settings.cover.bank_cap_days : push;
            if (length == 1 && !is_dispensed(day, drug))
                push = 0;
            for (int32_t other = day + push; other < day + push + length; other++)
                supplied[drug][other - FIRST] = true;
            cover_days(day + push, length, true);
        }
}

/* What the day's admission is, CARE_PROGRAM_COUNT: none is open. */
static enum care_program program_on(int32_t day) {
    static const enum care_program order[] = {CARE_MAINTENANCE, CARE_COUNSELING};

    for (int32_t begun = day; begun >= FIRST; begun--)
        for (size_t k = 0; k < 2; k++)
            for (size_t i = 0; i < t.person.n_admissions; i++)
                if (t.admissions[i].admitted == begun && t.admissions[i].program == order[k] &&
                    (t.admissions[i].discharged == CARE_NO_DAY || t.admissions[i].discharged >= day))
                    return order[k];
    return CARE_PROGRAM_COUNT;
}

static bool is_visited(int32_t day) {
    for (size_t i = 0; i < t.person.n_visits; i++)
        if (t.visits[i] == day)
            return true;
    return false;
}

/* Where no admission is open: no medication on the day or the 30 before it. */
static bool may_cover(int32_t day) {
    bool may = is_visited(day) && program_on(day) == CARE_PROGRAM_COUNT;

    for (int32_t before = day - 30; before <= day && may; before++)
        may = before < FIRST || !oracle.medication[before - FIRST];
    return may;
}

static void cover_visits(void) {
    for (int32_t day = FIRST + 60; day < FIRST + DAYS - 100; day++) {
        bool again = false;
        if (is_visited(day) && program_on(day) == CARE_COUNSELING)
            cover_days(day, 1, false);
        if (!may_cover(day))
            continue;
        for (int32_t before = day - 30; before < day; before++)
            again = again || may_cover(before);
        if (again)
            cover_days(day, 1, false);
    }
}

#endif
