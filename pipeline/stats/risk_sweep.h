/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_RISK_SWEEP_H
#define SWITCHBACK_STATS_RISK_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * One walk through a group in time order: at each time, who enters the risk set before it, how
 * many are at risk just before it, and who ends at it. At risk at t: entry < t <= exit, so a
 * censoring tied with an event counts as at risk, and an entry at t does not.
 * Every survival estimator is such a walk; several groups are walked side by side.
 */
struct risk_sweep {
    struct survival_group group;
    size_t entered, ended; /* rows so far */
    size_t at_risk;        /* rows, with their counts */
};

struct risk_step {
    double time;
    size_t at_risk;           /* rows, with their counts */
    const uint32_t *entering; /* rows of the sample that entered since the last step */
    size_t n_entering;
    const uint32_t *ending; /* rows with exit == time; they are among those at risk */
    size_t n_ending;
    size_t ended; /* the same, with their counts */
};

struct risk_sweep risk_sweep_start(const struct survival_group *group);

/* The next exit time; false when no row is left. */
bool risk_sweep_next(const struct risk_sweep *sweep, double *time);

/* Steps to `time`: above the last step's, not above the next exit time. */
void risk_sweep_step(struct risk_sweep *sweep, double time, struct risk_step *step);

/* The earliest next exit time of several sweeps; false when none has a row left. */
bool risk_sweep_next_of(const struct risk_sweep *sweeps, size_t n_sweeps, double *time);

#endif
