/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_GROUP_WALK_H
#define SWITCHBACK_STATS_GROUP_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/risk_sweep.h"
#include "stats/status.h"

/*
 * Several groups of a split walked side by side through the distinct exit times of all, for the
 * tests that compare them. Open, advance until it says false, close (also after a failed open).
 */
struct group_walk {
    size_t n_groups;
    struct risk_sweep *sweeps;
    struct risk_step *steps; /* of each group, at `time` */
    double time;
    double at_risk; /* rows of all groups */
};

enum stats_status group_walk_open(struct group_walk *walk, const struct survival_split *split, size_t first_group,
                                  size_t n_groups);
bool group_walk_advance(struct group_walk *walk);
void group_walk_close(struct group_walk *walk);

/* Rows ending at this step in one group with an event of `cause`; cause 0: of any. */
size_t group_walk_events(const struct group_walk *walk, size_t group, int32_t cause);

#endif
