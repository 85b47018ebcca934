/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_RISK_SETS_H
#define SWITCHBACK_STATS_RISK_SETS_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The counts at each distinct exit time of a group and at `times` asked for in addition.
 * Counts of people count each person once, whatever the number of rows.
 */
struct risk_set {
    double time;
    uint32_t at_risk;        /* rows */
    uint32_t people_at_risk; /* distinct people among them */
    uint32_t ended;          /* rows ending here; 0 at a time that was only asked for */
    uint32_t events;         /* rows with an event here, of any cause */
    uint32_t total_events;   /* the same up to and with this time */
    uint32_t event_people;   /* distinct people with an event up to and with this time */
};

struct risk_sets {
    size_t n_sets;
    int32_t n_causes;
    struct risk_set *sets;        /* ascending in time */
    uint32_t *cause_events;       /* [set * n_causes + cause - 1], at this time */
    uint32_t *cause_event_people; /* the same, people, up to and with this time */
};

/*
 * `times`: finite, ascending, any number; those equal to an exit time add nothing.
 * Free with risk_sets_free. STATS_EMPTY: the group has no rows. Memory: 32 + 8 n_causes bytes per
 * distinct time, 5 + 4 n_causes bits a person while it runs.
 */
enum stats_status risk_sets_build(const struct survival_group *group, const double *times, size_t n_times,
                                  struct risk_sets *out);
/* The last set not after `time`; n_sets when `time` is before all. */
size_t risk_sets_find(const struct risk_sets *sets, double time);
void risk_sets_free(struct risk_sets *sets);

#endif
