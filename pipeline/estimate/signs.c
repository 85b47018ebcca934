/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People as they are kept, and what is due in a window of a stay. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "estimate/signs_parts.h"

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
    free(signs->due.bytes);
    free(signs->uses);
    free(signs->found_by_test);
    free(signs->use_starts);
    free(signs->cases);
    free(signs->moments);
    free(signs);
}

/* ---- keeping ---- */

static void add_due(struct signs *signs, const struct care_stay *stay, enum care_sign sign, const struct care_due *due,
                    size_t n) {
    int32_t before = stay->first;

    for (size_t i = 0; i < n; i++) {
        if (due[i].day < stay->first || due[i].day > stay->last)
            continue;
        signs_due_add(&signs->due, due[i].day - before, due[i].missed);
        before = due[i].day;
        signs->is_held[sign] = signs->is_held[sign] || due[i].missed;
    }
    signs_due_end_sign(&signs->due);
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
        struct signs_stay stay = {
            .stay = person->stays[i], .person = (uint32_t)signs->n_people, .first_due = signs->due.n};
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
            add_due(signs, &stay.stay, (enum care_sign)sign, person->due[sign], person->n_due[sign]);
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
    struct signs_due_walk walk = {.at = signs->due.bytes + stay->first_due};

    signs->before = memory_grow(signs->before, &signs->before_capacity, n_days + 1, sizeof *signs->before);
    memset(signs->before, 0, (n_days + 1) * sizeof *signs->before);
    while (signs_due_next(&walk)) {
        signs->before[walk.day + 1].due[walk.sign]++;
        signs->before[walk.day + 1].missed[walk.sign] += walk.missed;
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

static struct signs_table table_of(const struct signs_count *own, const struct signs_count *others, int sign) {
    return (struct signs_table){own->missed[sign], own->due[sign] - own->missed[sign], others->missed[sign],
                                others->due[sign] - others->missed[sign]};
}

void signs_tables(const struct signs *signs, const struct signs_stay *stay, const struct care_contrast *contrast,
                  struct signs_table tables[SIGN_WINDOWS][CARE_SIGN_COUNT]) {
    struct signs_count others = {{0}, {0}};

    for (size_t i = 0; i < contrast->n_others; i++)
        add_window(signs, stay, contrast->others[i], &others);
    for (int window = 0; window < SIGN_WINDOWS; window++) {
        struct signs_count own =
            signs_count(signs, stay, window == SIGN_WINDOW_LATE ? contrast->before_late : contrast->before);
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
            tables[window][sign] = table_of(&own, &others, sign);
    }
}

bool signs_tells(const struct signs_table *table) {
    return table->missed + table->kept > 0 && table->other_missed + table->other_kept > 0;
}

struct mantel_haenszel_table signs_stratum(const struct signs_table *table) {
    return (struct mantel_haenszel_table){table->missed, table->kept, table->other_missed, table->other_kept};
}
