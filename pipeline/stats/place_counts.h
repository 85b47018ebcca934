/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_PLACE_COUNTS_H
#define SWITCHBACK_STATS_PLACE_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * Which of the places 0 .. n - 1 are taken, and how many of those before any one: a tree of wide nodes, each of which
 * holds for each of its parts how many are taken in the parts before it. A look reads one number a level; a change
 * adds 1 to the rest of one node a level, a cache line of numbers at once. For a million places: 5 levels, 1.1 MB.
 *
 * Source: the wide nodes of Slotin, Algorithms for Modern Hardware (2022), "segment trees".
 */
enum { PLACE_LEVELS = 8 };

struct place_counts {
    size_t n;
    size_t n_taken;
    int n_levels; /* above the places */
    uint8_t *block;
    uint8_t *places;                /* taken places before each in its node of 64 */
    uint32_t *levels[PLACE_LEVELS]; /* the same for nodes, in nodes of 16, and so on */
};

/* None taken; freed with place_counts_free. STATS_NO_MEMORY. */
enum stats_status place_counts_alloc(struct place_counts *counts, size_t n);
void place_counts_free(struct place_counts *counts);
void place_counts_clear(struct place_counts *counts);

/* Takes a free place, or frees a taken one. */
void place_counts_take(struct place_counts *counts, size_t place);
void place_counts_leave(struct place_counts *counts, size_t place);

/* How many places before `place` (0 .. n) are taken. */
size_t place_counts_before(const struct place_counts *counts, size_t place);

#endif
