/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_DATA_H
#define SWITCHBACK_STATS_COX_DATA_H

#include <stddef.h>
#include <stdint.h>

#include "stats/cox_model.h"
#include "stats/cox_sums.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Inside of the Cox model: rows laid out in the order of the walk (stratum by stratum, exit descending), covariates
 * centred, and the walk itself, which at each event time has the sums over the risk set and over those with an event.
 */
struct cox_data {
    const struct survival_split *strata;
    size_t n_rows, n_terms;
    enum cox_ties ties;
    size_t stride; /* n_terms up to a multiple of COX_LANES: the length of rows here and in sums of squares, 0 at the
                      end */
    double *covariates;     /* [place * stride + term], centred */
    double *time;           /* exit, by place */
    bool *event;            /* by place */
    uint32_t *rows;         /* row of the sample at each place */
    uint32_t *places;       /* place of each row of the sample; NULL without delayed entry */
    double *means, *ranges; /* by term; ranges: largest minus smallest */
    double *risk, *weight;  /* by place: linear predictor and its exponential, at the last coefficients */
};

enum stats_status cox_data_open(const struct survival_split *strata, const struct cox_covariates *covariates,
                                enum cox_ties ties, struct cox_data *data);
void cox_data_close(struct cox_data *data);

/* Sets risk and weight from coefficients. */
void cox_data_set_risk(struct cox_data *data, const double *coefficients);

/* The walk through one stratum, from the last exit to the first. */
struct cox_walk {
    const struct cox_data *data;
    struct survival_group group;
    size_t place, end; /* next place, end of the stratum's places */
    size_t staying;    /* rows group.by_entry[0 .. staying - 1] have not left towards earlier times */
    double time;
    size_t from;                     /* the rows at places from .. place - 1 end at `time` */
    struct cox_sums at_risk, events; /* at `time` */
    bool alone; /* a single row, with an event, ends at `time`: of `events` only count and weight are set, as all else
                   counts 0 times */
};

enum stats_status cox_walk_open(struct cox_walk *walk, const struct cox_data *data);
void cox_walk_start(struct cox_walk *walk, size_t stratum);
/* To the next earlier exit time. False when the stratum is done. */
bool cox_walk_advance(struct cox_walk *walk);
void cox_walk_close(struct cox_walk *walk);

/*
 * The scalars of the tied events at one time: with r = 0 .. d - 1, f = r / d (Breslow: 0) and s = sum over the risk set
 * minus f times the sum over the events, sums over r of log s and of f^a (1 / s)^b. With them
 *   mean covariate over r   sum (S1 - f D1) / s           = S1 inverse - D1 f_inverse
 *   sum of its squares      sum (S1 - f D1)(S1 - f D1)'/s^2 = S1 S1' squares - (S1 D1' + D1 S1') f_squares + D1 D1'
 * ff_squares
 */
struct cox_ties_sums {
    double logs, inverse, f_inverse, squares, f_squares, ff_squares;
};

struct cox_ties_sums cox_walk_ties(const struct cox_walk *walk);

#endif
