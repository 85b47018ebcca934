/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/cover.h"

#include <string.h>

enum { MOST_MEDICATIONS = 32, LONGEST_SUPPLY = 366 };

/* The last day still supplied by dispensed supplies, per drug. */
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

static struct care_run run_of_supply(const struct care_supply *supply, struct bank *bank, int32_t bank_cap_days) {
    int32_t days = supply->days < 0 ? 0 : supply->days < LONGEST_SUPPLY ? supply->days : LONGEST_SUPPLY;
    int32_t first = supply->day, *until;

    if (supply->kind == CARE_ADMINISTERED)
        days = 1;
    if (supply->kind == CARE_DISPENSED && days > 0) {
        until = bank_until(bank, supply->medication);
        if (*until >= first) {
            int32_t left_over = *until - first + 1;
            first += left_over < bank_cap_days ? left_over : bank_cap_days;
        }
        /* pushed by no more than the cap, it may run out before the earlier supply does */
        *until = *until > first + days - 1 ? *until : first + days - 1;
    }
    return (struct care_run){.first = first, .last = first + days - 1};
}

static bool is_counseling_day(const struct care_person *person, int32_t day) {
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->program == CARE_COUNSELING && admission->admitted <= day &&
            (admission->discharged == CARE_NO_DAY || day <= admission->discharged))
            return true;
    }
    return false;
}

/* Visits cover where there is no medication record at all, or inside an admission to a counseling program. */
static bool visit_counts(const struct care_person *person, int32_t day) {
    return person->n_supplies == 0 || is_counseling_day(person, day);
}

/* Nearly sorted already (only pushed supplies move): insertion. */
static void sort_runs(struct care_run runs[], size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct care_run run = runs[i];
        size_t j = i;
        for (; j > 0 && runs[j - 1].first > run.first; j--)
            runs[j] = runs[j - 1];
        runs[j] = run;
    }
}

/* Overlapping and adjacent runs become one. A visit day inside or beside medication is medication's. */
static size_t join_runs(struct care_run runs[], size_t n) {
    size_t n_joined = 0;

    for (size_t i = 0; i < n; i++) {
        struct care_run *last = n_joined > 0 ? &runs[n_joined - 1] : NULL;
        if (last == NULL || runs[i].first > last->last + 1) {
            runs[n_joined++] = runs[i];
            continue;
        }
        last->last = runs[i].last > last->last ? runs[i].last : last->last;
        last->visits_only = last->visits_only && runs[i].visits_only;
    }
    return n_joined;
}

/* What lies past the end is cut; what is then empty (also a supply of no days) goes. */
static size_t cut_runs(struct care_run runs[], size_t n, int32_t end) {
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct care_run run = runs[i];
        run.last = run.last < end ? run.last : end;
        if (run.first <= run.last)
            runs[n_kept++] = run;
    }
    return n_kept;
}

size_t care_cover_capacity(const struct care_person *person) { return person->n_supplies + person->n_visits; }

size_t care_cover(const struct care_person *person, const struct care_cover_settings *settings,
                  struct care_run runs[]) {
    int32_t end = person->end_of_observation;
    struct bank bank = {.n = 0};
    size_t n = 0;

    if (person->death != CARE_NO_DAY && person->death < end)
        end = person->death;
    for (size_t i = 0; i < person->n_supplies; i++)
        runs[n++] = run_of_supply(&person->supplies[i], &bank, settings->bank_cap_days);
    for (size_t i = 0; settings->visits_count && i < person->n_visits; i++)
        if (visit_counts(person, person->visits[i]))
            runs[n++] = (struct care_run){.first = person->visits[i], .last = person->visits[i], .visits_only = true};
    n = cut_runs(runs, n, end);
    sort_runs(runs, n);
    return join_runs(runs, n);
}
