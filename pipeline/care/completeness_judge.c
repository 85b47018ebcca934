/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_judge.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "care/completeness_days.h"
#include "care/completeness_end.h"

static const double HOLE_CHANCE = 1e-6;

enum { WORD_BITS = 64 };

/* Sums of one length of run. */
struct tally {
    uint64_t people, missing;
};

/* The runs of one length of one table, all sites. */
struct runs {
    const struct completeness_grid *grid;
    struct completeness_counts *const *sites;
    size_t n_sites;
    enum completeness_scale scale;
    int32_t run; /* blocks */
    size_t column;
    struct tally all;
    double dispersion; /* at least 1 */
    bool *chosen;      /* work space: one a site */
    double *terms;     /* one a site and block */
};

double completeness_upper_tail(uint32_t n, uint32_t k, double share) {
    double term, sum = 0, odds = share / (1 - share);

    if (k == 0)
        return 1;
    term = exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(share) + (n - k) * log1p(-share));
    for (uint32_t i = k; i <= n; i++) {
        sum += term;
        term *= (double)(n - i) / (i + 1.0) * odds;
    }
    return sum < 1 ? sum : 1;
}

static struct tally tally_of(const struct runs *runs, size_t site, int32_t block) {
    const struct completeness_counts *counts = runs->sites[site];
    size_t at = (size_t)block * counts->n_runs[runs->scale] + runs->column;

    return (struct tally){counts->people[runs->scale][at], counts->missing[runs->scale][at]};
}

/* All runs of the site that meet this one or its neighbours. */
static struct tally tally_around(const struct runs *runs, size_t site, int32_t block) {
    struct tally sum = {0};
    int32_t first = block - runs->run, last = block + runs->run;

    for (int32_t i = first < 0 ? 0 : first; i <= last && i < runs->grid->n_blocks[runs->scale]; i++) {
        struct tally one = tally_of(runs, site, i);
        sum.people += one.people;
        sum.missing += one.missing;
    }
    return sum;
}

static void add(struct tally *sum, struct tally more) {
    sum->people += more.people;
    sum->missing += more.missing;
}

static double share_without(const struct runs *runs, struct tally left_out) {
    double people = (double)(runs->all.people - left_out.people),
           missing = (double)(runs->all.missing - left_out.missing);

    return (missing + 1) / (people + 2);
}

/* So many independent people the tested ones are worth. */
static uint32_t worth(const struct runs *runs, uint64_t people) {
    return (uint32_t)((double)people / runs->dispersion);
}

static bool can_be_judged(const struct runs *runs, struct tally tested, double share) {
    return worth(runs, tested.people) * log(share) < log(HOLE_CHANCE);
}

static bool is_hole(const struct runs *runs, struct tally tested, double share) {
    return 2 * tested.missing >= tested.people && can_be_judged(runs, tested, share) &&
           completeness_upper_tail(worth(runs, tested.people), worth(runs, tested.missing), share) < HOLE_CHANCE;
}

/* Days before as-of of the run's last day and of its first. */
static void ages_of(const struct runs *runs, int32_t block, int32_t *youngest, int32_t *oldest) {
    *youngest = runs->grid->as_of - completeness_block_end(runs->grid, runs->scale, block);
    *oldest = runs->grid->as_of - runs->grid->first_day[runs->scale][block + runs->run - 1];
}

/* Has one of the sites a row on the day? `chosen` NULL: of `site` alone. */
static bool any_has_row(const struct runs *runs, size_t site, const bool *chosen, int32_t age) {
    if (chosen == NULL)
        return completeness_row_at(runs->sites[site], age);
    for (size_t i = 0; i < runs->n_sites; i++)
        if (chosen[i] && completeness_row_at(runs->sites[i], age))
            return true;
    return false;
}

/* An empty run is missing up to the rows on both sides of it, one with a few rows is missing as it is. */
static void widen(const struct runs *runs, size_t site, const bool *chosen, int32_t *youngest, int32_t *oldest) {
    for (int32_t age = *youngest; age <= *oldest; age++)
        if (any_has_row(runs, site, chosen, age))
            return;
    while (*youngest > 0 && !any_has_row(runs, site, chosen, *youngest - 1))
        --*youngest;
    while (*oldest + 1 < runs->grid->n_days && !any_has_row(runs, site, chosen, *oldest + 1))
        ++*oldest;
}

static void mark_site(const struct runs *runs, size_t site, int32_t block, struct completeness_verdict *verdict) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    widen(runs, site, NULL, &youngest, &oldest);
    completeness_mark_ages(verdict, youngest, oldest);
}

/* Of sites put together those that were there before and after and have no row in the run. */
static void mark_silent(const struct runs *runs, int32_t block, const bool *chosen,
                        struct completeness_verdict verdicts[]) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    for (size_t site = 0; site < runs->n_sites; site++) {
        int32_t from = youngest, to = oldest;
        if (!chosen[site] || completeness_row_within(runs->sites[site], youngest, oldest) ||
            !completeness_row_within(runs->sites[site], 0, youngest - 1) ||
            !completeness_row_within(runs->sites[site], oldest + 1, runs->grid->n_days - 1))
            continue;
        widen(runs, site, chosen, &from, &to);
        completeness_mark_ages(&verdicts[site], from, to);
    }
}

/* The sites of `chosen` as if they were one. */
static void judge_together(const struct runs *runs, int32_t block, const bool *chosen,
                           struct completeness_verdict verdicts[]) {
    struct tally tested = {0}, around = {0};
    double share;

    for (size_t site = 0; site < runs->n_sites; site++)
        if (chosen[site]) {
            add(&tested, tally_of(runs, site, block));
            add(&around, tally_around(runs, site, block));
        }
    share = share_without(runs, around);
    if (tested.people == 0 || !can_be_judged(runs, tested, share))
        return;
    for (size_t site = 0; site < runs->n_sites; site++)
        if (chosen[site])
            verdicts[site].is_judged = true;
    if (is_hole(runs, tested, share))
        mark_silent(runs, block, chosen, verdicts);
}

/* Has no site a row in the run? Then all are `chosen`. */
static void choose_all_if_silent(const struct runs *runs, int32_t block, bool *chosen) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    for (size_t site = 0; site < runs->n_sites; site++)
        if (completeness_row_within(runs->sites[site], youngest, oldest))
            return;
    for (size_t site = 0; site < runs->n_sites; site++)
        chosen[site] = true;
}

static bool meets_hole(const struct runs *runs, int32_t block, const struct completeness_verdict *verdict) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    for (int32_t age = youngest; age <= oldest; age++)
        if ((verdict->missing[age / WORD_BITS] >> (age % WORD_BITS) & 1) != 0)
            return true;
    return false;
}

static bool is_empty(const struct runs *runs, size_t site, int32_t block) {
    int32_t youngest, oldest;

    ages_of(runs, block, &youngest, &oldest);
    return !completeness_row_within(runs->sites[site], youngest, oldest);
}

/* Each site for itself: the runs without a row first, then those with a few that meet none of them. */
static void judge_apart(const struct runs *runs, int32_t block, bool empty, struct completeness_verdict verdicts[]) {
    for (size_t site = 0; site < runs->n_sites; site++) {
        struct tally tested = tally_of(runs, site, block);
        double share = share_without(runs, tally_around(runs, site, block));
        if (!can_be_judged(runs, tested, share))
            continue;
        verdicts[site].is_judged = true;
        if (is_hole(runs, tested, share) && is_empty(runs, site, block) == empty &&
            (empty || !meets_hole(runs, block, &verdicts[site])))
            mark_site(runs, site, block, &verdicts[site]);
    }
}

/* The sites that cannot be judged for themselves, without those whose hole is known. */
static void judge_rest(const struct runs *runs, int32_t block, bool *chosen, struct completeness_verdict verdicts[]) {
    for (size_t site = 0; site < runs->n_sites; site++)
        chosen[site] =
            !can_be_judged(runs, tally_of(runs, site, block), share_without(runs, tally_around(runs, site, block))) &&
            !meets_hole(runs, block, &verdicts[site]);
    choose_all_if_silent(runs, block, chosen);
    judge_together(runs, block, chosen, verdicts);
}

static int compare_numbers(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* How much more the shares of runs differ than those of independent people would: Pearson's chi-square per run, without
 * the tenth of the runs that differ most (a hole must not hide itself). Where people come by a common calendar, as to
 * tests that are due every thirty days, a February looks empty to thousands; they are worth few. */
static double dispersion_of(const struct runs *runs) {
    double share = (double)(runs->all.missing + 1) / (double)(runs->all.people + 2), sum = 0, *terms = runs->terms;
    size_t n = 0, kept;

    for (size_t site = 0; site < runs->n_sites; site++)
        for (int32_t block = 0; block < runs->grid->n_blocks[runs->scale]; block++) {
            struct tally one = tally_of(runs, site, block);
            double expected = (double)one.people * share, off = (double)one.missing - expected;
            if (one.people > 0)
                terms[n++] = off * off / (expected * (1 - share));
        }
    qsort(terms, n, sizeof *terms, compare_numbers);
    kept = n - n / 10;
    for (size_t i = 0; i < kept; i++)
        sum += terms[i];
    return kept > 0 && sum > (double)kept ? sum / (double)kept : 1;
}

static struct tally sum_all(const struct runs *runs) {
    struct tally all = {0};

    for (size_t site = 0; site < runs->n_sites; site++)
        for (int32_t block = 0; block < runs->grid->n_blocks[runs->scale]; block++)
            add(&all, tally_of(runs, site, block));
    return all;
}

static void measure(struct runs *runs) {
    runs->column = (size_t)(runs->run - completeness_least_run(runs->scale));
    runs->all = sum_all(runs);
    runs->dispersion = dispersion_of(runs);
}

enum pass { EMPTY_RUNS, OTHER_RUNS, TOGETHER, PASSES };

/* A run needs a block on both sides, so it ends before the last block and begins behind the first. */
static void judge_runs(struct runs *runs, enum pass pass, struct completeness_verdict verdicts[]) {
    int32_t n_blocks = runs->grid->n_blocks[runs->scale];

    measure(runs);
    for (int32_t block = 1; block + runs->run < n_blocks; block++)
        if (pass == TOGETHER)
            judge_rest(runs, block, runs->chosen, verdicts);
        else
            judge_apart(runs, block, pass == EMPTY_RUNS, verdicts);
}

static void judge_all_runs(struct runs runs, enum pass pass, struct completeness_verdict verdicts[]) {
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++) {
        runs.scale = (enum completeness_scale)scale;
        for (runs.run = completeness_least_run(runs.scale); runs.run <= completeness_most_run(runs.scale); runs.run++)
            judge_runs(&runs, pass, verdicts);
    }
}

static struct runs start_runs(const struct completeness_grid *grid, struct completeness_counts *const sites[],
                              size_t n_sites) {
    return (struct runs){.grid = grid,
                         .sites = sites,
                         .n_sites = n_sites,
                         .chosen = calloc(n_sites + 1, sizeof(bool)),
                         .terms = calloc((n_sites + 1) * COMPLETENESS_MOST_BLOCKS, sizeof(double))};
}

static bool has_room(const struct runs *runs) { return runs->chosen != NULL && runs->terms != NULL; }

static void end_runs(struct runs *runs) {
    free(runs->chosen);
    free(runs->terms);
}

bool completeness_judge(const struct completeness_grid *grid, struct completeness_counts *const sites[], size_t n_sites,
                        struct completeness_verdict verdicts[]) {
    struct runs runs = start_runs(grid, sites, n_sites);
    bool is_done = has_room(&runs);

    for (size_t site = 0; site < n_sites; site++)
        verdicts[site] = (struct completeness_verdict){.last_day = CALENDAR_NO_DAY};
    for (int pass = 0; is_done && pass < PASSES; pass++)
        judge_all_runs(runs, (enum pass)pass, verdicts);
    for (size_t site = 0; site < n_sites; site++)
        completeness_end(&(struct completeness_table){grid, sites, n_sites}, site, &verdicts[site]);
    end_runs(&runs);
    return is_done;
}

bool completeness_months(const struct completeness_grid *grid, struct completeness_counts *const sites[],
                         size_t n_sites, struct completeness_month months[]) {
    struct runs runs = start_runs(grid, sites, n_sites);
    bool is_done = has_room(&runs);
    int32_t n_blocks = grid->n_blocks[COMPLETENESS_MONTHS];

    runs.scale = COMPLETENESS_MONTHS;
    runs.run = 1;
    if (is_done)
        measure(&runs);
    for (size_t at = 0; is_done && at < n_sites * (size_t)n_blocks; at++) {
        size_t site = at / (size_t)n_blocks;
        int32_t block = (int32_t)(at % (size_t)n_blocks);
        struct tally tested = tally_of(&runs, site, block);
        double share = share_without(&runs, tally_around(&runs, site, block));
        months[at] = (struct completeness_month){(uint32_t)tested.people, (uint32_t)tested.missing,
                                                 exp(worth(&runs, tested.people) * log(share))};
    }
    end_runs(&runs);
    return is_done;
}
