/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Did a table arrive whole? Counted on PEOPLE, never on rows: one person who comes daily is thirty rows a month, and
 * rules on rows find holes in half of all healthy programs.
 *
 * The days up to as-of are divided into blocks, counted back from it: of 7 days, of calendar months, of quarters (three
 * such months). A run of blocks of one table at one site is asked about by the people who have a row of the table at
 * the site in the block before it and in the block behind it: how many of them have none in between? Weeks are asked
 * about from two running up, months and quarters from one. Longer runs are asked about, too, up to where the next
 * scale begins: who is missing for a month has no row in the weeks beside two of its weeks.
 *
 * Left out of a run: who has no row in it, but a recorded exit in it or in the block before it, or a row elsewhere in
 * one of them, which explains that. (Who was seen here all the same counts: where most have an exit in one run, as when
 * a site closes, the few others would be those who were away.)
 *
 * Everything here is a sum over people, so that parts of them can be counted apart and added up.
 * care/completeness_judge.h judges the sums.
 *
 * source: statistics part 1, "Completeness".
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_H
#define SWITCHBACK_CARE_COMPLETENESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum completeness_scale { COMPLETENESS_WEEKS, COMPLETENESS_MONTHS, COMPLETENESS_QUARTERS, COMPLETENESS_SCALES };

enum {
    COMPLETENESS_MOST_DAYS = 3653, /* ten years: days before are not asked about */
    COMPLETENESS_WORDS = 9,        /* of 64 blocks: 522 weeks */
    COMPLETENESS_MOST_BLOCKS = COMPLETENESS_WORDS * 64,
    COMPLETENESS_DAY_WORDS = (COMPLETENESS_MOST_DAYS + 63) / 64
};

/* Which block a day is in. Block 0 is the last one. */
struct completeness_grid {
    int32_t as_of;
    int32_t n_days; /* as-of is day 0, and so many days are asked about */
    int32_t n_blocks[COMPLETENESS_SCALES];
    int32_t first_whole[COMPLETENESS_SCALES]; /* 1 where as-of ends no month: block 0 is a part of one */
    int16_t block_of_day[COMPLETENESS_SCALES][COMPLETENESS_MOST_DAYS]; /* by days before as-of */
    int32_t first_day[COMPLETENESS_SCALES][COMPLETENESS_MOST_BLOCKS];  /* of each block */
};

/* `first_day`: of the data; earlier ones than ten years before as-of are left out. Days are dates. */
void completeness_grid_set(struct completeness_grid *grid, int32_t first_day, int32_t as_of);

/* The last day of a block. */
int32_t completeness_block_end(const struct completeness_grid *grid, enum completeness_scale scale, int32_t block);

/* The shortest run of blocks that is asked about, and the longest. */
int32_t completeness_least_run(enum completeness_scale scale);
int32_t completeness_most_run(enum completeness_scale scale);

/* One person's rows of one table at one site: start from {0}. */
struct completeness_presence {
    uint64_t seen[COMPLETENESS_SCALES][COMPLETENESS_WORDS];
    uint64_t left_out[COMPLETENESS_SCALES][COMPLETENESS_WORDS];
    bool any_left_out;
};

/* A row; a recorded exit. Days outside the grid are passed over. */
void completeness_see(const struct completeness_grid *grid, struct completeness_presence *presence, int32_t day);
void completeness_leave_out(const struct completeness_grid *grid, struct completeness_presence *presence, int32_t day);

/* Whoever was seen elsewhere is left out there. */
void completeness_seen_elsewhere(struct completeness_presence *presence, const struct completeness_presence *elsewhere);

/* The people of one table at one site. */
struct completeness_counts {
    size_t n_runs[COMPLETENESS_SCALES];
    /* [block x n_runs + run - least]: of a run that begins (nearest to as-of) with the block, the people with a row on
     * both sides of it, and those of them without one in it */
    uint32_t *people[COMPLETENESS_SCALES], *missing[COMPLETENESS_SCALES];
    /* [block]: people with a row in each of the two blocks before it, and those of them without one in it */
    uint32_t *followed[COMPLETENESS_SCALES], *vanished[COMPLETENESS_SCALES];
    /* [block]: people with a row in it, their last, and in the block before it, who are gone by no record */
    uint32_t *last_seen[COMPLETENESS_SCALES];
    uint64_t days[COMPLETENESS_DAY_WORDS]; /* bit i: there is a row i days before as-of */
};

/* NULL: no memory. */
struct completeness_counts *completeness_counts_alloc(const struct completeness_grid *grid);
void completeness_counts_free(struct completeness_counts *counts);

/* A row of anybody. */
void completeness_count_day(const struct completeness_grid *grid, struct completeness_counts *counts, int32_t day);

/* A person. `is_gone`: a recorded exit or a row elsewhere explains why no row follows the last one here. */
void completeness_count_person(const struct completeness_grid *grid, struct completeness_counts *counts,
                               const struct completeness_presence *presence, bool is_gone);

/* Adds the people of another part. */
void completeness_counts_add(const struct completeness_grid *grid, struct completeness_counts *counts,
                             const struct completeness_counts *more);

#endif
