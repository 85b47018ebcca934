/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_runs.h"

#include <math.h>
#include <stdlib.h>

static const double HOLE_CHANCE = 1e-6, HOLE_RUNS = 20000;

/* What the lower nine tenths of chi-squares of one degree of freedom are on the mean: P(chi2_3 < q) / 0.9, where q is
 * their quantile of 0.9. */
static const double KEPT_CHI_SQUARE = 0.623015;

/* Rows of the last month still come: of a run within it, everybody may be without one for that reason. */
enum { LATE_DAYS = 30 };
static const double LATE_SHARE = 0.1;

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

struct completeness_tally completeness_runs_tally(const struct completeness_runs *runs, size_t site, int32_t block) {
    return runs->tested[(size_t)block * runs->n_sites + site];
}

/* All runs of the site that meet this one or its neighbours. */
struct completeness_tally completeness_runs_around(const struct completeness_runs *runs, size_t site, int32_t block) {
    return runs->around[(size_t)block * runs->n_sites + site];
}

static void take_site(const struct completeness_runs *runs, size_t site) {
    const struct completeness_counts *counts = runs->sites[site];
    const uint32_t *people = counts->people[runs->scale] + runs->column,
                   *missing = counts->missing[runs->scale] + runs->column;
    int32_t n_blocks = runs->grid->n_blocks[runs->scale];
    struct completeness_tally sum = {0};

    for (int32_t block = -runs->run; block < n_blocks; block++) {
        int32_t comes = block + runs->run, goes = block - runs->run - 1;
        if (comes < n_blocks) {
            size_t at = (size_t)comes * counts->n_runs[runs->scale];
            struct completeness_tally one = {people[at], missing[at]};
            runs->tested[(size_t)comes * runs->n_sites + site] = one;
            completeness_tally_add(&sum, one);
        }
        if (goes >= 0) {
            struct completeness_tally gone = completeness_runs_tally(runs, site, goes);
            sum.people -= gone.people;
            sum.missing -= gone.missing;
        }
        if (block >= 0)
            runs->around[(size_t)block * runs->n_sites + site] = sum;
    }
}

void completeness_tally_add(struct completeness_tally *sum, struct completeness_tally more) {
    sum->people += more.people;
    sum->missing += more.missing;
}

static bool may_be_late(const struct completeness_runs *runs, int32_t block) {
    return runs->grid->as_of - runs->grid->first_day[runs->scale][block + runs->run - 1] < LATE_DAYS;
}

double completeness_runs_share(const struct completeness_runs *runs, int32_t block,
                               struct completeness_tally left_out) {
    double people = (double)(runs->all.people - left_out.people),
           missing = (double)(runs->all.missing - left_out.missing), share = (missing + 1) / (people + 2);

    return may_be_late(runs, block) ? fmax(share, LATE_SHARE) : share;
}

/* So many independent people the tested ones are worth. */
uint32_t completeness_runs_worth(const struct completeness_runs *runs, uint64_t people) {
    return (uint32_t)((double)people / runs->dispersion);
}

bool completeness_runs_can_be_judged(const struct completeness_runs *runs, struct completeness_tally tested,
                                     double share) {
    return completeness_runs_worth(runs, tested.people) * log(share) < log(runs->chance);
}

bool completeness_runs_are_hole(const struct completeness_runs *runs, struct completeness_tally tested, double share) {
    return 2 * tested.missing >= tested.people && completeness_runs_can_be_judged(runs, tested, share) &&
           completeness_upper_tail(completeness_runs_worth(runs, tested.people),
                                   completeness_runs_worth(runs, tested.missing), share) < runs->chance;
}

static int compare_numbers(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* Pearson's chi-square of a run, where there is anybody. */
static size_t add_term(double *terms, size_t n, struct completeness_tally one, double share) {
    double expected = (double)one.people * share, off = (double)one.missing - expected;

    if (one.people > 0)
        terms[n++] = off * off / (expected * (1 - share));
    return n;
}

/* How much more the shares of runs differ than those of independent people would: Pearson's chi-square per run, without
 * the tenth of the runs that differ most (a hole must not hide itself), beside what is so left of independent ones.
 * Where people come by a common calendar, as to tests that are due every thirty days, a February looks empty to
 * thousands; they are worth few. */
static double dispersion_of(double *terms, size_t n) {
    double sum = 0, of_independent;
    size_t kept = n - n / 10;

    qsort(terms, n, sizeof *terms, compare_numbers);
    for (size_t i = 0; i < kept; i++)
        sum += terms[i];
    of_independent = KEPT_CHI_SQUARE * (double)kept;
    return kept > 0 && sum > of_independent ? sum / of_independent : 1;
}

static double common_share(const struct completeness_runs *runs) {
    return (double)(runs->all.missing + 1) / (double)(runs->all.people + 2);
}

/* Of each site for itself. */
static double dispersion_apart(const struct completeness_runs *runs) {
    size_t n = 0;

    for (size_t site = 0; site < runs->n_sites; site++)
        for (int32_t block = 0; block < runs->grid->n_blocks[runs->scale]; block++)
            n = add_term(runs->terms, n, completeness_runs_tally(runs, site, block), common_share(runs));
    return dispersion_of(runs->terms, n);
}

/* Of all sites as if they were one: of few people each, a calendar that all share is seen in the sum alone. */
static double dispersion_together(const struct completeness_runs *runs) {
    size_t n = 0;

    for (int32_t block = 0; block < runs->grid->n_blocks[runs->scale]; block++) {
        struct completeness_tally sum = {0};
        for (size_t site = 0; site < runs->n_sites; site++)
            completeness_tally_add(&sum, completeness_runs_tally(runs, site, block));
        n = add_term(runs->terms, n, sum, common_share(runs));
    }
    return dispersion_of(runs->terms, n);
}

static struct completeness_tally sum_all(const struct completeness_runs *runs) {
    struct completeness_tally all = {0};

    for (size_t site = 0; site < runs->n_sites; site++)
        for (int32_t block = 0; block < runs->grid->n_blocks[runs->scale]; block++)
            completeness_tally_add(&all, completeness_runs_tally(runs, site, block));
    return all;
}

void completeness_runs_measure(struct completeness_runs *runs) {
    struct completeness_common *common;

    runs->column = (size_t)(runs->run - completeness_least_run(runs->scale));
    common = &runs->common[runs->scale][runs->column];
    for (size_t site = 0; site < runs->n_sites; site++)
        take_site(runs, site);
    if (!(common->dispersion > 0)) {
        common->all = runs->all = sum_all(runs);
        common->dispersion = dispersion_apart(runs);
        common->together = fmax(common->dispersion, dispersion_together(runs));
    }
    runs->all = common->all;
    runs->dispersion = common->dispersion;
    runs->together = common->together;
}

static double count_runs(const struct completeness_grid *grid, size_t n_sites) {
    double n = 0;

    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++)
        n += (double)grid->n_blocks[scale] * (completeness_most_run((enum completeness_scale)scale) -
                                              completeness_least_run((enum completeness_scale)scale) + 1);
    return n * (double)n_sites;
}

/* Many runs share what many would find by chance. */
static double chance_of(double n_runs) { return n_runs > HOLE_RUNS ? HOLE_CHANCE * HOLE_RUNS / n_runs : HOLE_CHANCE; }

struct completeness_runs completeness_runs_start(const struct completeness_grid *grid,
                                                 struct completeness_counts *const sites[], size_t n_sites) {
    size_t n_cells = (n_sites + 1) * (size_t)(grid->n_blocks[COMPLETENESS_WEEKS] + 1);

    return (struct completeness_runs){
        .grid = grid,
        .sites = sites,
        .n_sites = n_sites,
        .chance = chance_of(count_runs(grid, n_sites)),
        .chosen = calloc(n_sites + 1, sizeof(bool)),
        .terms = calloc(n_cells, sizeof(double)),
        .tested = calloc(n_cells, sizeof(struct completeness_tally)),
        .around = calloc(n_cells, sizeof(struct completeness_tally)),
        .common = calloc(COMPLETENESS_SCALES, sizeof(struct completeness_common[COMPLETENESS_MOST_LENGTHS]))};
}

bool completeness_runs_have_room(const struct completeness_runs *runs) {
    return runs->chosen != NULL && runs->terms != NULL && runs->tested != NULL && runs->around != NULL &&
           runs->common != NULL;
}

void completeness_runs_end(struct completeness_runs *runs) {
    free(runs->chosen);
    free(runs->terms);
    free(runs->tested);
    free(runs->around);
    free(runs->common);
}
