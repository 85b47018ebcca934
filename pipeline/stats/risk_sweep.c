/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/risk_sweep.h"

struct risk_sweep risk_sweep_start(const struct survival_group *group) {
    return (struct risk_sweep){.group = *group};
}

bool risk_sweep_next(const struct risk_sweep *sweep, double *time) {
    const struct survival_group *group = &sweep->group;
    if (sweep->ended >= group->n_rows)
        return false;
    *time = group->sample->exit[group->by_exit[sweep->ended]];
    return true;
}

bool risk_sweep_next_of(const struct risk_sweep *sweeps, size_t n_sweeps, double *time) {
    bool found = false;
    for (size_t i = 0; i < n_sweeps; i++) {
        double next;
        if (!risk_sweep_next(&sweeps[i], &next) || (found && !(next < *time)))
            continue;
        *time = next;
        found = true;
    }
    return found;
}

/* Without entry times everyone enters at the first step. */
static size_t count_entered(const struct survival_group *group, size_t entered, double time) {
    if (group->by_entry == NULL)
        return group->n_rows;
    while (entered < group->n_rows && group->sample->entry[group->by_entry[entered]] < time)
        entered++;
    return entered;
}

/* Who enters later has no count. */
static size_t count_rows_entered(const struct survival_group *group, size_t before, size_t entered) {
    return group->sample->count != NULL && before < entered ? (size_t)group->n_people : entered - before;
}

void risk_sweep_step(struct risk_sweep *sweep, double time, struct risk_step *step) {
    const struct survival_group *group = &sweep->group;
    const uint32_t *order = group->by_entry == NULL ? group->by_exit : group->by_entry;
    size_t entered = count_entered(group, sweep->entered, time), ended = sweep->ended;
    size_t at_risk = sweep->at_risk + count_rows_entered(group, sweep->entered, entered), rows = 0;
    for (; ended < group->n_rows && !(group->sample->exit[group->by_exit[ended]] > time); ended++)
        rows += survival_sample_count(group->sample, group->by_exit[ended]);
    *step = (struct risk_step){
        .time = time,
        .at_risk = at_risk,
        .entering = order + sweep->entered,
        .n_entering = entered - sweep->entered,
        .ending = group->by_exit + sweep->ended,
        .n_ending = ended - sweep->ended,
        .ended = rows,
    };
    sweep->entered = entered;
    sweep->ended = ended;
    sweep->at_risk = at_risk - rows;
}
