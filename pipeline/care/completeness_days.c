/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_days.h"

enum { WORD_BITS = 64 };

bool completeness_row_at(const struct completeness_counts *counts, int32_t age) {
    return (counts->days[age / WORD_BITS] >> (age % WORD_BITS) & 1) != 0;
}

bool completeness_row_within(const struct completeness_counts *counts, int32_t youngest, int32_t oldest) {
    for (int32_t age = youngest, word_end; age <= oldest; age = word_end + 1) {
        uint64_t days = counts->days[age / WORD_BITS] >> (age % WORD_BITS);
        word_end = age / WORD_BITS * WORD_BITS + WORD_BITS - 1;
        if (word_end > oldest)
            days &= ~UINT64_C(0) >> (WORD_BITS - 1 - (oldest - age));
        if (days != 0)
            return true;
    }
    return false;
}

void completeness_mark_ages(struct completeness_verdict *verdict, int32_t youngest, int32_t oldest) {
    for (int32_t age = youngest; age <= oldest; age++)
        verdict->missing[age / WORD_BITS] |= UINT64_C(1) << (age % WORD_BITS);
}

void completeness_mark(const struct completeness_grid *grid, struct completeness_verdict *verdict, int32_t first,
                       int32_t last) {
    int32_t youngest = grid->as_of - last, oldest = grid->as_of - first;

    if (oldest >= 0 && youngest < grid->n_days)
        completeness_mark_ages(verdict, youngest < 0 ? 0 : youngest, oldest < grid->n_days ? oldest : grid->n_days - 1);
}

bool completeness_has_row(const struct completeness_grid *grid, const struct completeness_counts *counts, int32_t first,
                          int32_t last) {
    int32_t youngest = grid->as_of - last, oldest = grid->as_of - first;

    return completeness_row_within(counts, youngest < 0 ? 0 : youngest,
                                   oldest < grid->n_days ? oldest : grid->n_days - 1);
}

bool completeness_next_hole(const struct completeness_grid *grid, const struct completeness_verdict *verdict,
                            int32_t from, int32_t *first, int32_t *last) {
    int32_t age = grid->as_of - from;

    while (age < grid->n_days && (verdict->missing[age / WORD_BITS] >> (age % WORD_BITS) & 1) == 0)
        age++;
    if (age >= grid->n_days)
        return false;
    *last = grid->as_of - age;
    while (age < grid->n_days && (verdict->missing[age / WORD_BITS] >> (age % WORD_BITS) & 1) != 0)
        age++;
    *first = grid->as_of - age + 1;
    return true;
}
