/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_judge.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "care/completeness_days.h"
#include "care/completeness_end.h"
#include "care/completeness_runs.h"

enum { WORD_BITS = 64 };

/* Days before as-of of the run's last day and of its first. */
static void ages_of(const struct completeness_runs *runs, int32_t block, int32_t *youngest, int32_t *oldest) {
    *youngest = runs->grid->as_of - completeness_block_end(runs->grid, runs->scale, block);
    *oldest = runs->grid->as_of - runs->grid->first_day[runs->scale][block + runs->run - 1];
}

/* An empty run is missing up to the rows on both sides of it, one with a few rows is missing as it is. */
static void widen(const struct completeness_runs *runs, const struct completeness_counts *counts, int32_t *youngest,
                  int32_t *oldest) {
    if (completeness_row_within(counts, *youngest, *oldest))
        return;
    while (*youngest > 0 && !completeness_row_at(counts, *youngest - 1))
        --*youngest;
    while (*oldest + 1 < runs->grid->n_days && !completeness_row_at(counts, *oldest + 1))
        ++*oldest;
}

static void mark_site(const struct completeness_runs *runs, size_t site, int32_t block,
                      struct completeness_verdict *verdict) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    widen(runs, runs->sites[site], &youngest, &oldest);
    completeness_mark_ages(verdict, youngest, oldest);
}

/* Of sites put together those that were there before and after and have no row in the run. */
static void mark_silent(const struct completeness_runs *runs, int32_t block, const bool *chosen,
                        struct completeness_verdict verdicts[]) {
    struct completeness_counts together = {.n_runs = {0}}; /* their days alone */
    int32_t youngest, oldest, from, to;

    ages_of(runs, block, &youngest, &oldest);
    for (size_t site = 0; site < runs->n_sites; site++)
        for (size_t i = 0; chosen[site] && i < COMPLETENESS_DAY_WORDS; i++)
            together.days[i] |= runs->sites[site]->days[i];
    from = youngest;
    to = oldest;
    widen(runs, &together, &from, &to);
    for (size_t site = 0; site < runs->n_sites; site++) {
        if (!chosen[site] || completeness_row_within(runs->sites[site], youngest, oldest) ||
            !completeness_row_within(runs->sites[site], 0, youngest - 1) ||
            !completeness_row_within(runs->sites[site], oldest + 1, runs->grid->n_days - 1))
            continue;
        completeness_mark_ages(&verdicts[site], from, to);
    }
}

/* The sites of `chosen` as if they were one. */
static void judge_together(const struct completeness_runs *runs, int32_t block, const bool *chosen,
                           struct completeness_verdict verdicts[]) {
    struct completeness_tally tested = {0}, around = {0};
    struct completeness_runs together = *runs;
    double share;

    together.dispersion = runs->together;
    for (size_t site = 0; site < runs->n_sites; site++)
        if (chosen[site]) {
            completeness_tally_add(&tested, completeness_runs_tally(runs, site, block));
            completeness_tally_add(&around, completeness_runs_around(runs, site, block));
        }
    share = completeness_runs_share(runs, block, around);
    if (tested.people == 0 || !completeness_runs_can_be_judged(&together, tested, share))
        return;
    for (size_t site = 0; site < runs->n_sites; site++)
        if (chosen[site])
            verdicts[site].is_judged = true;
    if (completeness_runs_are_hole(&together, tested, share))
        mark_silent(runs, block, chosen, verdicts);
}

/* Has no site a row in the run? Then all are `chosen`. */
static void choose_all_if_silent(const struct completeness_runs *runs, int32_t block, bool *chosen) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    for (size_t site = 0; site < runs->n_sites; site++)
        if (completeness_row_within(runs->sites[site], youngest, oldest))
            return;
    for (size_t site = 0; site < runs->n_sites; site++)
        chosen[site] = true;
}

static bool meets_hole(const struct completeness_runs *runs, int32_t block,
                       const struct completeness_verdict *verdict) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    for (int32_t age = youngest; age <= oldest; age++)
        if ((verdict->missing[age / WORD_BITS] >> (age % WORD_BITS) & 1) != 0)
            return true;
    return false;
}

static bool is_empty(const struct completeness_runs *runs, size_t site, int32_t block) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    return !completeness_row_within(runs->sites[site], youngest, oldest);
}

/* Each site for itself: the runs without a row first, then those with a few that meet none of them. */
static void judge_apart(const struct completeness_runs *runs, int32_t block, bool empty,
                        struct completeness_verdict verdicts[]) {
    for (size_t site = 0; site < runs->n_sites; site++) {
        struct completeness_tally tested = completeness_runs_tally(runs, site, block);
        double share;
        if (tested.people == 0)
            continue;
        share = completeness_runs_share(runs, block, completeness_runs_around(runs, site, block));
        if (!completeness_runs_can_be_judged(runs, tested, share))
            continue;
        verdicts[site].is_judged = true;
        if (completeness_runs_are_hole(runs, tested, share) && is_empty(runs, site, block) == empty &&
            (empty || !meets_hole(runs, block, &verdicts[site])))
            mark_site(runs, site, block, &verdicts[site]);
    }
}

/* The sites that cannot be judged for themselves, without those whose hole is known. */
static void judge_rest(const struct completeness_runs *runs, int32_t block, bool *chosen,
                       struct completeness_verdict verdicts[]) {
    for (size_t site = 0; site < runs->n_sites; site++) {
        struct completeness_tally tested = completeness_runs_tally(runs, site, block);
        chosen[site] =
            (tested.people == 0 ||
             !completeness_runs_can_be_judged(
                 runs, tested, completeness_runs_share(runs, block, completeness_runs_around(runs, site, block)))) &&
            !meets_hole(runs, block, &verdicts[site]);
    }
    choose_all_if_silent(runs, block, chosen);
    judge_together(runs, block, chosen, verdicts);
}

enum pass { EMPTY_RUNS, OTHER_RUNS, TOGETHER, PASSES };

/* A run needs a block on both sides, so it ends before the last block and begins behind the first. */
static void judge_runs(struct completeness_runs *runs, enum pass pass, struct completeness_verdict verdicts[]) {
    int32_t n_blocks = runs->grid->n_blocks[runs->scale];

    completeness_runs_measure(runs);
    for (int32_t block = 1; block + runs->run < n_blocks; block++)
        if (pass == TOGETHER)
            judge_rest(runs, block, runs->chosen, verdicts);
        else
            judge_apart(runs, block, pass == EMPTY_RUNS, verdicts);
}

static void judge_all_runs(struct completeness_runs runs, enum pass pass, struct completeness_verdict verdicts[]) {
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        runs.scale = (enum completeness_scale)scale;
        for (runs.run = completeness_least_run(runs.scale); runs.run <= completeness_most_run(runs.scale); runs.run++)
            judge_runs(&runs, pass, verdicts);
    }
}

bool completeness_judge(const struct completeness_grid *grid, struct completeness_counts *const sites[], size_t n_sites,
                        struct completeness_verdict verdicts[]) {
    struct completeness_runs runs = completeness_runs_start(grid, sites, n_sites);
    bool is_done = completeness_runs_have_room(&runs);

    for (size_t site = 0; site < n_sites; site++)
        verdicts[site] = (struct completeness_verdict){.last_day = CALENDAR_NO_DAY};
    for (int pass = 0; is_done && pass < PASSES; pass++)
        judge_all_runs(runs, (enum pass)pass, verdicts);
    struct completeness_table table = completeness_table_of(grid, sites, n_sites);
    for (size_t site = 0; site < n_sites; site++)
        completeness_end(&table, site, &verdicts[site]);
    completeness_runs_end(&runs);
    return is_done;
}

bool completeness_months(const struct completeness_grid *grid, struct completeness_counts *const sites[],
                         size_t n_sites, struct completeness_month months[]) {
    struct completeness_runs runs = completeness_runs_start(grid, sites, n_sites);
    bool is_done = completeness_runs_have_room(&runs);
    int32_t n_blocks = grid->n_blocks[COMPLETENESS_MONTHS];

    runs.scale = COMPLETENESS_MONTHS;
    runs.run = 1;
    if (is_done)
        completeness_runs_measure(&runs);
    for (size_t at = 0; is_done && at < n_sites * (size_t)n_blocks; at++) {
        size_t site = at / (size_t)n_blocks;
        int32_t block = (int32_t)(at % (size_t)n_blocks);
        struct completeness_tally tested = completeness_runs_tally(&runs, site, block);
        double share = completeness_runs_share(&runs, block, completeness_runs_around(&runs, site, block));
        months[at] = (struct completeness_month){(uint32_t)tested.people, (uint32_t)tested.missing,
                                                 exp(completeness_runs_worth(&runs, tested.people) * log(share))};
    }
    completeness_runs_end(&runs);
    return is_done;
}
