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
        free(signs->sums[sign][0]);
        free(signs->sums[sign][1]);
    }
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
    for (size_t i = 0; i < n; i++) {
        if (due[i].day < stay->stay.first || due[i].day > stay->stay.last)
            continue;
        signs->due = memory_grow(signs->due, &signs->due_capacity, signs->n_due + 1, sizeof *signs->due);
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

void signs_open_stay(struct signs *signs, const struct signs_stay *stay) {
    size_t n_days = (size_t)(stay->stay.last - stay->stay.first) + 1;

    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        for (int what = 0; what < 2; what++) {
            signs->sums[sign][what] = memory_grow(signs->sums[sign][what], &signs->sums_capacity[sign][what],
                                                  n_days + 1, sizeof *signs->sums[sign][what]);
            memset(signs->sums[sign][what], 0, (n_days + 1) * sizeof *signs->sums[sign][what]);
        }
    for (size_t i = stay->first_due; i < stay->first_due + stay->n_due; i++) {
        uint32_t due = signs->due[i], day = due >> DAY_SHIFT, sign = due >> SIGN_SHIFT & SIGN_MASK;
        signs->sums[sign][0][day + 1]++;
        signs->sums[sign][1][day + 1] += due & 1;
    }
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        for (int what = 0; what < 2; what++)
            for (size_t day = 0; day < n_days; day++)
                signs->sums[sign][what][day + 1] += signs->sums[sign][what][day];
}

void signs_count(const struct signs *signs, const struct signs_stay *stay, enum care_sign sign,
                 struct care_window_days window, double *missed, double *kept) {
    size_t from = (size_t)(window.first - stay->stay.first), to = (size_t)(window.last - stay->stay.first) + 1;
    double due = signs->sums[sign][0][to] - signs->sums[sign][0][from],
           missed_here = signs->sums[sign][1][to] - signs->sums[sign][1][from];

    *missed += missed_here;
    *kept += due - missed_here;
}

struct mantel_haenszel_table signs_table(const struct signs *signs, const struct signs_stay *stay,
                                         const struct care_contrast *contrast, enum sign_window window,
                                         enum care_sign sign) {
    struct mantel_haenszel_table table = {0, 0, 0, 0};

    signs_count(signs, stay, sign, window == SIGN_WINDOW_LATE ? contrast->before_late : contrast->before, &table.missed,
                &table.kept);
    for (size_t i = 0; i < contrast->n_others; i++)
        signs_count(signs, stay, sign, contrast->others[i], &table.other_missed, &table.other_kept);
    return table;
}

bool signs_tells(const struct mantel_haenszel_table *table) {
    return table->missed + table->kept > 0 && table->other_missed + table->other_kept > 0;
}
