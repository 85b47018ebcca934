/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/supply_groups.h"

enum { MOST_MEDICATIONS = 32 };

/* The last day still supplied, per drug. */
struct bank {
    uint32_t medications[MOST_MEDICATIONS];
    int32_t until[MOST_MEDICATIONS];
    size_t n;
};

static int32_t *bank_until(struct bank *bank, uint32_t medication) {
    for (size_t i = 0; i < bank->n; i++)
        if (bank->medications[i] == medication)
            return &bank->until[i];
    if (bank->n == MOST_MEDICATIONS) /* more drugs than any person takes: the last place is shared */
        return &bank->until[MOST_MEDICATIONS - 1];
    bank->medications[bank->n] = medication;
    bank->until[bank->n] = INT32_MIN;
    return &bank->until[bank->n++];
}

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

static bool is_in_place(const struct care_supply *supply) {
    return supply->kind == CARE_INJECTION || supply->kind == CARE_IMPLANT;
}

/* How many of the supplies, from the first on, are of one group. */
static size_t count_group(const struct care_supply supplies[], size_t n) {
    size_t size = 1;

    while (size < n && !is_in_place(&supplies[0]) && !is_in_place(&supplies[size]) &&
           supplies[size].day == supplies[0].day && supplies[size].medication == supplies[0].medication)
        size++;
    return size;
}

/* The longest of the administered rows; 0: none. */
static int32_t administered_days(const struct care_supply group[], size_t n) {
    int32_t longest = 0;

    for (size_t i = 0; i < n; i++)
        if (group[i].kind == CARE_ADMINISTERED)
            longest = larger(longest, group[i].days);
    return longest;
}

/* The longest of the strengths dispensed, each the sum of its rows that differ; 0: none. Rows of one strength stand
 * together, alike ones beside each other. */
static int32_t dispensed_days(const struct care_supply group[], size_t n) {
    int32_t longest = 0, sum = 0;
    const struct care_supply *before = NULL;

    for (size_t i = 0; i < n; i++) {
        if (group[i].kind != CARE_DISPENSED)
            continue;
        if (before == NULL || before->strength != group[i].strength)
            sum = group[i].days;
        else if (before->days != group[i].days)
            sum += group[i].days;
        longest = larger(longest, sum);
        before = &group[i];
    }
    return longest;
}

static struct care_run run_of_group(const struct care_supply group[], size_t n, struct bank *bank,
                                    int32_t bank_cap_days) {
    int32_t administered = administered_days(group, n), dispensed = dispensed_days(group, n);
    int32_t days = administered == 0 ? dispensed : dispensed == 0 ? administered : larger(administered, dispensed + 1);
    int32_t first = group->day, *until = bank_until(bank, group->medication);
    bool is_single_day = dispensed == 0 && administered == 1;

    if (!is_single_day && *until >= first) {
        int32_t left_over = *until - first + 1;
        first += left_over < bank_cap_days ? left_over : bank_cap_days;
    }
    /* pushed by no more than the cap, it may run out before the earlier supply does */
    *until = larger(*until, first + days - 1);
    return (struct care_run){.first = first,
                             .last = first + days - 1,
                             .first_until = first + days - 1,
                             .given = group->day,
                             .medication = group->medication};
}

static struct care_run run_in_place(const struct care_supply *supply) {
    return (struct care_run){.first = supply->day,
                             .last = supply->day + supply->days - 1,
                             .first_until = supply->day + supply->days - 1,
                             .given = supply->day,
                             .medication = supply->medication,
                             .is_long_acting = true};
}

size_t care_supply_groups(const struct care_person *person, int32_t bank_cap_days, struct care_run runs[]) {
    struct bank bank = {.n = 0};
    size_t n = 0;

    for (size_t i = 0, size; i < person->n_supplies; i += size) {
        const struct care_supply *group = &person->supplies[i];
        size = count_group(group, person->n_supplies - i);
        runs[n++] = is_in_place(group) ? run_in_place(group) : run_of_group(group, size, &bank, bank_cap_days);
    }
    return n;
}
