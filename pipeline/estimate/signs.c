/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People as they are kept, and what is due in a window of a stay. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/signs_parts.h"

enum { SIGN_SHIFT = 1, DAY_SHIFT = 3, SIGN_MASK = 3 };

struct signs *signs_alloc(void) {
    struct signs *signs = memory_alloc(1, sizeof *signs);

    signs->use_starts = memory_grow(NULL, &signs->use_starts_capacity, 1, sizeof *signs->use_starts);
    signs->use_starts[0] = 0;
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        signs->windows[sign] = share_tally_alloc();
        signs->after_sign[sign] = share_tally_alloc();
        signs->after_none[sign] = share_tally_alloc();
    }
    return signs;
}

void signs_free(struct signs *signs) {
    if (signs == NULL)
        return;
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        share_tally_free(signs->windows[sign]);
        share_tally_free(signs->after_sign[sign]);
        share_tally_free(signs->after_none[sign]);
    }
    free(signs->before);
    free(signs->is_window);
    free(signs->stays);
    free(signs->due);
    free(signs->uses);
    free(signs->found_by_test);
    free(signs->use_starts);
    free(signs->cases);
    free(signs->moments);
    free(signs);
}

/* ---- keeping ---- */

static void add_due(struct signs *signs, struct signs_stay *stay, enum care_sign sign, const struct care_due *due,
                    size_t n) {
    signs->due = memory_grow(signs->due, &signs->due_capacity, signs->n_due + n + 1, sizeof *signs->due);
    for (size_t i = 0; i < n; i++) {
        if (due[i].day < stay->stay.first || due[i].day > stay->stay.last)
            continue;
        signs->due[signs->n_due++] = (uint32_t)(due[i].day - stay->stay.first) << DAY_SHIFT |
                                     (uint32_t)sign << SIGN_SHIFT | (due[i].missed ? 1 : 0);
        stay->n_due++;
        signs->is_held[sign] = signs->is_held[sign] || due[i].missed;
    }
}

static void add_uses(struct signs *signs, const struct signs_person *person) {
    size_t n = signs->n_uses + person->uses.n;

    signs->uses = memory_grow(signs->uses, &signs->uses_capacity, n + 1, sizeof *signs->uses);
    signs->found_by_test =
        memory_grow(signs->found_by_test, &signs->found_capacity, n + 1, sizeof *signs->found_by_test);
    for (size_t i = 0; i < person->uses.n; i++) {
        signs->uses[signs->n_uses + i] = person->uses.days[i];
        signs->found_by_test[signs->n_uses + i] = person->found_by_test[i];
    }
    signs->n_uses = n;
}

void signs_add(struct signs *signs, const struct signs_person *person) {
    for (size_t i = 0; i < person->n_stays; i++) {
        struct signs_stay stay = {.stay = person->stays[i], .person = signs->n_people, .first_due = signs->n_due};
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
            add_due(signs, &stay, (enum care_sign)sign, person->due[sign], person->n_due[sign]);
        signs->stays = memory_grow(signs->stays, &signs->stays_capacity, signs->n_stays + 1, sizeof *signs->stays);
        signs->stays[signs->n_stays++] = stay;
    }
    add_uses(signs, person);
    signs->n_people++;
    signs->use_starts =
        memory_grow(signs->use_starts, &signs->use_starts_capacity, signs->n_people + 1, sizeof *signs->use_starts);
    signs->use_starts[signs->n_people] = signs->n_uses;
}

struct care_days signs_uses(const struct signs *signs, size_t person) {
    size_t first = signs->use_starts[person];

    return (struct care_days){signs->uses + first, signs->use_starts[person + 1] - first};
}

/* ---- counting ---- */

static size_t days_of(const struct signs_stay *stay) { return (size_t)(stay->stay.last - stay->stay.first) + 1; }

static void count_days(struct signs *signs, const struct signs_stay *stay) {
    size_t n_days = days_of(stay);

    signs->before = memory_grow(signs->before, &signs->before_capacity, n_days + 1, sizeof *signs->before);
    memset(signs->before, 0, (n_days + 1) * sizeof *signs->before);
    for (size_t i = stay->first_due; i < stay->first_due + stay->n_due; i++) {
        uint32_t due = signs->due[i], day = due >> DAY_SHIFT, sign = due >> SIGN_SHIFT & SIGN_MASK;
        signs->before[day + 1].due[sign]++;
        signs->before[day + 1].missed[sign] += due & 1;
    }
    for (size_t day = 0; day < n_days; day++)
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
            signs->before[day + 1].due[sign] += signs->before[day].due[sign];
            signs->before[day + 1].missed[sign] += signs->before[day].missed[sign];
        }
}

void signs_open_stay(struct signs *signs, const struct signs_stay *stay) {
    count_days(signs, stay);
    signs->is_window = memory_grow(signs->is_window, &signs->window_capacity, days_of(stay), sizeof *signs->is_window);
    care_contrast_find_windows(&stay->stay, signs_uses(signs, stay->person), signs->is_window);
}

static void add_window(const struct signs *signs, const struct signs_stay *stay, struct care_window_days window,
                       struct signs_count *count) {
    const struct signs_count *from = &signs->before[window.first - stay->stay.first],
                             *to = &signs->before[window.last - stay->stay.first + 1];

    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        count->due[sign] += to->due[sign] - from->due[sign];
        count->missed[sign] += to->missed[sign] - from->missed[sign];
    }
}

struct signs_count signs_count(const struct signs *signs, const struct signs_stay *stay,
                               struct care_window_days window) {
    struct signs_count count = {{0}, {0}};

    add_window(signs, stay, window, &count);
    return count;
}

void signs_tables(const struct signs *signs, const struct signs_stay *stay, const struct care_contrast *contrast,
                  struct mantel_haenszel_table tables[SIGN_WINDOWS][CARE_SIGN_COUNT]) {
    struct signs_count others = {{0}, {0}};

    for (size_t i = 0; i < contrast->n_others; i++)
        add_window(signs, stay, contrast->others[i], &others);
    for (int window = 0; window < SIGN_WINDOWS; window++) {
        struct signs_count own =
            signs_count(signs, stay, window == SIGN_WINDOW_LATE ? contrast->before_late : contrast->before);
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
            tables[window][sign] =
                (struct mantel_haenszel_table){own.missed[sign], own.due[sign] - own.missed[sign], others.missed[sign],
                                               others.due[sign] - others.missed[sign]};
    }
}

bool signs_tells(const struct mantel_haenszel_table *table) {
    return table->missed + table->kept > 0 && table->other_missed + table->other_kept > 0;
}
