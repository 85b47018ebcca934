/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/place_counts.h"

#include <stdlib.h>
#include <string.h>

enum { NODE_PLACES = 64, NODE_PARTS = 16, PLACE_BITS = 6, PART_BITS = 4, LINE = 64 /* bytes of a node */ };

typedef uint8_t place_line __attribute__((vector_size(LINE)));
typedef uint32_t part_line __attribute__((vector_size(LINE)));

/* From [size of a node - 1 - part]: 1 for each part behind it. */
#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)
static const uint8_t place_steps[2 * NODE_PLACES] = {FOUR(SIXTEEN(0)), FOUR(SIXTEEN(1))};
static const uint32_t part_steps[2 * NODE_PARTS] = {SIXTEEN(0), SIXTEEN(1)};

/* Nodes of the places, and of a level; there is one for place n, too. */
static size_t count_place_nodes(size_t n) { return n / NODE_PLACES + 1; }

static size_t count_nodes(size_t n, int level) {
    size_t n_nodes = count_place_nodes(n);
    for (int i = 0; i <= level; i++)
        n_nodes = (n_nodes - 1) / NODE_PARTS + 1;
    return n_nodes;
}

static size_t count_all_nodes(size_t n) {
    size_t n_nodes = count_place_nodes(n);
    for (int level = 0; level < PLACE_LEVELS; level++)
        n_nodes += count_nodes(n, level);
    return n_nodes;
}

/* The block has a line to spare, for nodes that begin where a line of the cache does. */
enum stats_status place_counts_alloc(struct place_counts *counts, size_t n) {
    *counts = (struct place_counts){.n = n, .block = malloc((count_all_nodes(n) + 1) * LINE)};
    if (counts->block == NULL)
        return STATS_NO_MEMORY;
    counts->places = counts->block + (LINE - (uintptr_t)counts->block % LINE);
    uint8_t *next = counts->places + count_place_nodes(n) * LINE;
    do {
        counts->levels[counts->n_levels] = (uint32_t *)(void *)next;
        next += count_nodes(n, counts->n_levels) * LINE;
    } while (count_nodes(n, counts->n_levels++) > 1);
    place_counts_clear(counts);
    return STATS_OK;
}

void place_counts_free(struct place_counts *counts) {
    free(counts->block);
    *counts = (struct place_counts){0};
}

void place_counts_clear(struct place_counts *counts) {
    counts->n_taken = 0;
    memset(counts->places, 0, count_all_nodes(counts->n) * LINE);
}

/* A whole node at once, by vector instructions where there are any. */
static void change_places(uint8_t *node, size_t place, bool take) {
    place_line line, steps;
    memcpy(&line, node, sizeof line);
    memcpy(&steps, place_steps + NODE_PLACES - 1 - place, sizeof steps);
    line = take ? line + steps : line - steps;
    memcpy(node, &line, sizeof line);
}

static void change_parts(uint32_t *node, size_t part, bool take) {
    part_line line, steps;
    memcpy(&line, node, sizeof line);
    memcpy(&steps, part_steps + NODE_PARTS - 1 - part, sizeof steps);
    line = take ? line + steps : line - steps;
    memcpy(node, &line, sizeof line);
}

static void change_place(struct place_counts *counts, size_t place, bool take) {
    size_t node = place >> PLACE_BITS;
    change_places(counts->places + node * NODE_PLACES, place % NODE_PLACES, take);
    for (int level = 0; level < counts->n_levels; level++, node >>= PART_BITS)
        change_parts(counts->levels[level] + (node >> PART_BITS) * NODE_PARTS, node % NODE_PARTS, take);
    counts->n_taken += take ? 1 : SIZE_MAX;
}

void place_counts_take(struct place_counts *counts, size_t place) { change_place(counts, place, true); }
void place_counts_leave(struct place_counts *counts, size_t place) { change_place(counts, place, false); }

size_t place_counts_before(const struct place_counts *counts, size_t place) {
    size_t n = counts->places[place], node = place >> PLACE_BITS;
    for (int level = 0; level < counts->n_levels; level++, node >>= PART_BITS)
        n += counts->levels[level][node];
    return n;
}
