/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs of blocks of one length (care/completeness.h), and the chance that one looks empty: the part of
 * care/completeness_judge.h that computes.
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_RUNS_H
#define SWITCHBACK_CARE_COMPLETENESS_RUNS_H

#include "care/completeness_judge.h"

/* Sums of one length of run. */
struct completeness_tally {
    uint64_t people, missing;
};

enum { COMPLETENESS_MOST_LENGTHS = 16 };

/* What all runs of one length have in common; dispersion 0: not measured yet. */
struct completeness_common {
    struct completeness_tally all;
    double dispersion, together; /* at least 1: of each site for itself; of all as if they were one, at least that */
};

/* The runs of one length of one table, all sites. */
struct completeness_runs {
    const struct completeness_grid *grid;
    struct completeness_counts *const *sites;
    size_t n_sites;
    enum completeness_scale scale;
    int32_t run; /* blocks */
    size_t column;
    struct completeness_tally all;
    double dispersion, together;
    double chance; /* a run is a hole below it */
    bool *chosen;  /* work space: one a site */
    double *terms; /* one a site and week */
    /* Of the length at hand, the sites of a block beside each other, as they are judged. */
    struct completeness_tally *tested, *around;
    struct completeness_common (*common)[COMPLETENESS_MOST_LENGTHS]; /* by scale, then by length from the least on */
};

/* Work space for a table; it is there when completeness_runs_have_room says so. */
struct completeness_runs completeness_runs_start(const struct completeness_grid *grid,
                                                 struct completeness_counts *const sites[], size_t n_sites);
bool completeness_runs_have_room(const struct completeness_runs *runs);
void completeness_runs_end(struct completeness_runs *runs);

/* What the runs of .scale and .run have in common. */
void completeness_runs_measure(struct completeness_runs *runs);

/* The run of a site that begins (nearest to as-of) with the block; all of the site that meet it or its neighbours. */
struct completeness_tally completeness_runs_tally(const struct completeness_runs *runs, size_t site, int32_t block);
struct completeness_tally completeness_runs_around(const struct completeness_runs *runs, size_t site, int32_t block);
void completeness_tally_add(struct completeness_tally *sum, struct completeness_tally more);

/* The share of people without a row, of all runs but those left out; of a run that begins with the block and lies
 * within the last 30 days, of which rows still come, one in ten at least. */
double completeness_runs_share(const struct completeness_runs *runs, int32_t block, struct completeness_tally left_out);

/* So many independent people the tested ones are worth. */
uint32_t completeness_runs_worth(const struct completeness_runs *runs, uint64_t people);

/* Could an empty run be below the chance; is this one, with at least half of its people missing? */
bool completeness_runs_can_be_judged(const struct completeness_runs *runs, struct completeness_tally tested,
                                     double share);
bool completeness_runs_are_hole(const struct completeness_runs *runs, struct completeness_tally tested, double share);

#endif
