/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

enum { WORD_BITS = 64, DAYS_OF_A_WEEK = 7, MONTHS_OF_A_QUARTER = 3 };

/* Weeks up to eight: two months hold a whole calendar month, from there on months see it. */
static const struct {
    int32_t least, most;
} runs[COMPLETENESS_SCALES] = {
    [COMPLETENESS_WEEKS] = {2, 8}, [COMPLETENESS_MONTHS] = {1, 11}, [COMPLETENESS_QUARTERS] = {1, 4}};

int32_t completeness_least_run(enum completeness_scale scale) { return runs[scale].least; }

int32_t completeness_most_run(enum completeness_scale scale) { return runs[scale].most; }

/* Days are gone through backwards: a block's first day is the last one met. */
static void put_day(struct completeness_grid *grid, enum completeness_scale scale, int32_t age, int32_t block) {
    grid->block_of_day[scale][age] = (int16_t)block;
    grid->first_day[scale][block] = grid->as_of - age;
    grid->n_blocks[scale] = block + 1;
}

void completeness_grid_set(struct completeness_grid *grid, int32_t first_day, int32_t as_of) {
    int32_t last_month = calendar_month_index(as_of);
    bool is_month_end = as_of < CALENDAR_LAST_DAY && calendar_month_index(as_of + 1) != last_month;
    int32_t part = is_month_end ? 0 : 1;

    *grid = (struct completeness_grid){.as_of = as_of, .n_days = as_of - first_day + 1};
    if (grid->n_days > COMPLETENESS_MOST_DAYS)
        grid->n_days = COMPLETENESS_MOST_DAYS;
    grid->first_whole[COMPLETENESS_MONTHS] = grid->first_whole[COMPLETENESS_QUARTERS] = part;
    for (int32_t age = 0; age < grid->n_days; age++) {
        int32_t month = last_month - calendar_month_index(as_of - age);
        int32_t quarter = month < part ? 0 : (month - part) / MONTHS_OF_A_QUARTER + part;
        put_day(grid, COMPLETENESS_WEEKS, age, age / DAYS_OF_A_WEEK);
        put_day(grid, COMPLETENESS_MONTHS, age, month);
        put_day(grid, COMPLETENESS_QUARTERS, age, quarter);
    }
}

int32_t completeness_block_end(const struct completeness_grid *grid, enum completeness_scale scale, int32_t block) {
    return block == 0 ? grid->as_of : grid->first_day[scale][block - 1] - 1;
}

static void set_bits(const struct completeness_grid *grid, uint64_t bits[COMPLETENESS_SCALES][COMPLETENESS_WORDS],
                     int32_t day) {
    int32_t age = grid->as_of - day;

    if (age < 0 || age >= grid->n_days)
        return;
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        int32_t block = grid->block_of_day[scale][age];
        bits[scale][block / WORD_BITS] |= UINT64_C(1) << (block % WORD_BITS);
    }
}

void completeness_see(const struct completeness_grid *grid, struct completeness_presence *presence, int32_t day) {
    set_bits(grid, presence->seen, day);
}

void completeness_leave_out(const struct completeness_grid *grid, struct completeness_presence *presence, int32_t day) {
    presence->any_left_out = true;
    set_bits(grid, presence->left_out, day);
}

void completeness_seen_elsewhere(struct completeness_presence *presence,
                                 const struct completeness_presence *elsewhere) {
    presence->any_left_out = true;
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++)
        for (size_t i = 0; i < COMPLETENESS_WORDS; i++)
            presence->left_out[scale][i] |= elsewhere->seen[scale][i];
}

static bool alloc_scale(struct completeness_counts *counts, int scale, size_t n_blocks) {
    counts->n_runs[scale] = (size_t)runs[scale].most - (size_t)runs[scale].least + 1;
    counts->people[scale] = calloc(n_blocks * counts->n_runs[scale], sizeof(uint32_t));
    counts->missing[scale] = calloc(n_blocks * counts->n_runs[scale], sizeof(uint32_t));
    counts->followed[scale] = calloc(n_blocks, sizeof(uint32_t));
    counts->vanished[scale] = calloc(n_blocks, sizeof(uint32_t));
    counts->last_seen[scale] = calloc(n_blocks, sizeof(uint32_t));
    return counts->people[scale] != NULL && counts->missing[scale] != NULL && counts->followed[scale] != NULL &&
           counts->vanished[scale] != NULL && counts->last_seen[scale] != NULL;
}

struct completeness_counts *completeness_counts_alloc(const struct completeness_grid *grid) {
    struct completeness_counts *counts = calloc(1, sizeof *counts);

    for (int scale = 0; counts != NULL && scale < COMPLETENESS_SCALES; scale++)
        if (!alloc_scale(counts, scale, (size_t)grid->n_blocks[scale])) {
            completeness_counts_free(counts);
            return NULL;
        }
    return counts;
}

void completeness_counts_free(struct completeness_counts *counts) {
    if (counts == NULL)
        return;
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        free(counts->people[scale]);
        free(counts->missing[scale]);
        free(counts->followed[scale]);
        free(counts->vanished[scale]);
        free(counts->last_seen[scale]);
    }
    free(counts);
}

void completeness_count_day(const struct completeness_grid *grid, struct completeness_counts *counts, int32_t day) {
    int32_t age = grid->as_of - day;

    if (age >= 0 && age < grid->n_days)
        counts->days[age / WORD_BITS] |= UINT64_C(1) << (age % WORD_BITS);
}

/* Word i of the blocks moved so that bit b holds what stood in bit b + by; by is under 64. */
static uint64_t older(const uint64_t *bits, size_t i, int32_t by) {
    uint64_t word = bits[i] >> by;

    return by > 0 && i + 1 < COMPLETENESS_WORDS ? word | bits[i + 1] << (WORD_BITS - by) : word;
}

/* The same by one block the other way: bit b holds what stood in bit b - 1. */
static uint64_t newer(const uint64_t *bits, size_t i) {
    return bits[i] << 1 | (i > 0 ? bits[i - 1] >> (WORD_BITS - 1) : 0);
}

/* Adds 1 to every `stride`-th number whose bit is set. */
static void add_bits(uint32_t *numbers, size_t stride, size_t word, uint64_t bits) {
    for (; bits != 0; bits &= bits - 1)
        numbers[(word * WORD_BITS + (size_t)__builtin_ctzll(bits)) * stride]++;
}

/* Which blocks begin a run of the length in which there is a mark. */
static void widen(uint64_t within[COMPLETENESS_WORDS], const uint64_t marks[COMPLETENESS_WORDS], int32_t run,
                  size_t n_words) {
    for (size_t i = 0; i < n_words; i++)
        within[i] |= older(marks, i, run - 1);
}

static void count_runs(struct completeness_counts *counts, int scale, const struct completeness_presence *presence,
                       size_t n_words) {
    const uint64_t *seen = presence->seen[scale], *out = presence->left_out[scale];
    uint64_t seen_in[COMPLETENESS_WORDS] = {0}, out_in[COMPLETENESS_WORDS] = {0};
    size_t n_runs = counts->n_runs[scale];

    for (int32_t run = 1; run <= runs[scale].most; run++) {
        widen(seen_in, seen, run, n_words);
        if (presence->any_left_out)
            widen(out_in, out, run, n_words);
        if (run < runs[scale].least)
            continue;
        size_t at = (size_t)(run - runs[scale].least);
        for (size_t i = 0; i < n_words; i++) {
            uint64_t explained = out_in[i] | older(out, i, run); /* an exit is often on the day of the last row */
            uint64_t both = newer(seen, i) & older(seen, i, run) & (seen_in[i] | ~explained);
            add_bits(counts->people[scale] + at, n_runs, i, both);
            add_bits(counts->missing[scale] + at, n_runs, i, both & ~seen_in[i]);
        }
    }
}

static void count_vanished(struct completeness_counts *counts, int scale, const struct completeness_presence *presence,
                           size_t n_words) {
    const uint64_t *seen = presence->seen[scale], *out = presence->left_out[scale];

    for (size_t i = 0; i < n_words; i++) {
        uint64_t known = older(seen, i, 1) & older(seen, i, 2) & (seen[i] | ~(out[i] | older(out, i, 1)));
        add_bits(counts->followed[scale], 1, i, known);
        add_bits(counts->vanished[scale], 1, i, known & ~seen[i]);
    }
}

/* The last block is that of the lowest bit. */
static void count_last(struct completeness_counts *counts, int scale, const struct completeness_presence *presence) {
    const uint64_t *seen = presence->seen[scale];

    for (size_t i = 0; i < COMPLETENESS_WORDS; i++) {
        if (seen[i] == 0)
            continue;
        uint64_t last = seen[i] & (~seen[i] + 1);
        add_bits(counts->last_seen[scale], 1, i, last & older(seen, i, 1));
        return;
    }
}

void completeness_count_person(const struct completeness_grid *grid, struct completeness_counts *counts,
                               const struct completeness_presence *presence, bool is_gone) {
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        size_t n_words = ((size_t)grid->n_blocks[scale] + WORD_BITS - 1) / WORD_BITS;
        count_runs(counts, scale, presence, n_words);
        count_vanished(counts, scale, presence, n_words);
        if (!is_gone)
            count_last(counts, scale, presence);
    }
}

static void add_numbers(uint32_t *numbers, const uint32_t *more, size_t n) {
    for (size_t i = 0; i < n; i++)
        numbers[i] += more[i];
}

void completeness_counts_add(const struct completeness_grid *grid, struct completeness_counts *counts,
                             const struct completeness_counts *more) {
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        size_t n = (size_t)grid->n_blocks[scale];
        add_numbers(counts->people[scale], more->people[scale], n * counts->n_runs[scale]);
        add_numbers(counts->missing[scale], more->missing[scale], n * counts->n_runs[scale]);
        add_numbers(counts->followed[scale], more->followed[scale], n);
        add_numbers(counts->vanished[scale], more->vanished[scale], n);
        add_numbers(counts->last_seen[scale], more->last_seen[scale], n);
    }
    for (size_t i = 0; i < COMPLETENESS_DAY_WORDS; i++)
        counts->days[i] |= more->days[i];
}
