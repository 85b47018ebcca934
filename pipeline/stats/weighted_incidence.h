/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_WEIGHTED_INCIDENCE_H
#define SWITCHBACK_STATS_WEIGHTED_INCIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The share with an event of `cause` (0: any) by `time` of weighted rows, and its derivative for the weight of each
 * row: the equations in stats/part_of_mean.h.
 */
struct weighted_incidence {
    double share;        /* exactly 1 where all have had it */
    double gone;         /* time of the event that left nobody; infinity: somebody is left */
    double before;       /* the last time at which the share was above 0 and below 1; NaN: never up to `time` */
    double largest_step; /* of S, for one row with its event: the largest S(t-) / n at an event up to `time` */
};

/*
 * `weights`, `influence`: per row of the sample; weights of 0 and more. Rows with a weight of 0 have influences too.
 * STATS_BEYOND_FOLLOW_UP: `time` lies behind the last exit of a row with a weight while S is above 0. STATS_NO_MEMORY.
 */
enum stats_status weighted_incidence_estimate(const struct survival_group *group, const double *weights, int32_t cause,
                                              double time, double *influence, struct weighted_incidence *out);

#endif
