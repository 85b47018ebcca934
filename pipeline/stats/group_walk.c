/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/group_walk.h"

#include <stdlib.h>

enum stats_status group_walk_open(struct group_walk *walk, const struct survival_split *split, size_t first_group,
                                  size_t n_groups) {
    *walk = (struct group_walk){.n_groups = n_groups};
    walk->sweeps = calloc(n_groups, sizeof *walk->sweeps);
    walk->steps = calloc(n_groups, sizeof *walk->steps);
    if (walk->sweeps == NULL || walk->steps == NULL)
        return STATS_NO_MEMORY;
    for (size_t g = 0; g < n_groups; g++) {
        struct survival_group group = survival_split_group(split, first_group + g);
        walk->sweeps[g] = risk_sweep_start(&group);
    }
    return STATS_OK;
}

bool group_walk_advance(struct group_walk *walk) {
    if (!risk_sweep_next_of(walk->sweeps, walk->n_groups, &walk->time))
        return false;
    walk->at_risk = 0;
    for (size_t g = 0; g < walk->n_groups; g++) {
        risk_sweep_step(&walk->sweeps[g], walk->time, &walk->steps[g]);
        walk->at_risk += (double)walk->steps[g].at_risk;
    }
    return true;
}

void group_walk_close(struct group_walk *walk) {
    free(walk->sweeps);
    free(walk->steps);
    *walk = (struct group_walk){0};
}

size_t group_walk_events(const struct group_walk *walk, size_t group, int32_t cause) {
    const struct risk_step *step = &walk->steps[group];
    const struct survival_sample *sample = walk->sweeps[group].group.sample;
    size_t n = 0;
    for (size_t i = 0; i < step->n_ending; i++) {
        int32_t code = sample->event[step->ending[i]];
        if (cause == 0 ? code > 0 : code == cause)
            n += survival_sample_count(sample, step->ending[i]);
    }
    return n;
}
