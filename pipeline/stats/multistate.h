/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_MULTISTATE_H
#define SWITCHBACK_STATS_MULTISTATE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Where people are over time: the Aalen-Johansen estimate of state occupation from intervals (entry, exit] spent in
 * `from`, at whose end the state event - 1 is entered (event 0: none). Returns, gaps and delayed entry are free.
 *
 *   p(t) = p(0) prod_{t_j <= t} (I + dA_j), dA_hl = d_hl / n_h, n_h rows in state h just before t_j
 *   p(0): everyone in `initial`
 *   mean time in a state between two times: the area under its p between them
 *   variance: infinitesimal jackknife. Row i in state h moves p(t) by
 *     sum_j p_h(t_j-) / n_hj [ dN_i,hl(t_j) (R_j[l] - R_j[h]) - Y_ij sum_l dA_hl (R_j[l] - R_j[h]) ],
 *   R_j = prod_{t_j < t_i <= t} (I + dA_i) (for the mean: its area); influences are summed within person, then squared.
 *   One pass over the rows per time asked for, person by person: nothing is kept by person, state or time.
 *   limits: p as stats/confidence.h for an incidence; mean -+ z se, cut to [0, tau - from]
 *
 * Source: Aalen & Johansen, Scand J Stat 1978, 5:141; Andersen, Borgan, Gill & Keiding 1993, sec. IV.4.
 * Checked against: R survival 3.5-3 survfit(Surv(start, stop, factor) ~ g, id =, istate =, influence = TRUE):
 * 1e-9 relative (tests/reference/multistate.R).
 */
/* An interval, and where its ends lie among the times of the estimate. */
struct multistate_row {
    double entry, exit;
    int32_t person, from, to;    /* to: the state entered at exit; `from` when none is */
    uint32_t n_before, n_within; /* times not after entry, not after exit */
};

struct multistate {
    struct survival_group group;
    struct multistate_row *rows; /* of the group, person by person, in the order of their ends */
    const int32_t *from;         /* by row of the sample */
    size_t n_states, n_times;
    double *times;      /* at which someone changes state, ascending */
    double *at_risk;    /* [j * n_states + h] rows in h just before times[j] */
    double *moves;      /* [(j * n_states + h) * n_states + l] d_hl / n_h; the diagonal holds minus the row's sum */
    double *occupation; /* [j * n_states + h] p_h after times[0] .. times[j - 1]: n_times + 1 vectors */
    double last_time;   /* the last exit */
};

/*
 * The state each row is spent in: `initial` for a person's first interval, then the last state entered. `group` holds
 * all rows of the people (several groups may be estimated from them later). STATS_INVALID: two intervals of one person
 * overlap, or `initial` is no state. STATS_NO_MEMORY.
 */
enum stats_status multistate_follow(const struct survival_group *group, int32_t initial, int32_t *from);

/*
 * States are 0 .. n_causes - 1 of the sample. Borrows group and from; free with multistate_free. STATS_EMPTY,
 * STATS_NO_MEMORY.
 */
enum stats_status multistate_estimate(const struct survival_group *group, const int32_t *from, int32_t initial,
                                      struct multistate *out);
void multistate_free(struct multistate *multistate);

/* The number of times not after `time`: the vector of occupation in force then. */
size_t multistate_find(const struct multistate *multistate, double time);

/*
 * Into states[0 .. n_states - 1]: share of people in each state at `time`; mean time in each after `from` and up to
 * `tau`, of all, whatever state they were in at `from`.
 * STATS_BEYOND_FOLLOW_UP: after the last exit. STATS_INVALID: level, from < 0, tau <= from. STATS_NO_MEMORY.
 */
enum stats_status multistate_occupation(const struct multistate *multistate, double time, double level,
                                        struct interval *states);
enum stats_status multistate_mean(const struct multistate *multistate, double from, double tau, double level,
                                  struct interval *states);

/* People with a row at risk just before `time`, in whatever state: each counts once, however many paths are theirs. */
double multistate_people_at_risk(const struct multistate *multistate, double time);

/* People and rows behind a state's number at a time. */
struct multistate_count {
    double events;       /* stays in it begun up to `time`, the first ones of the initial state included */
    double event_people; /* people who were in it at any time up to `time` */
};

/* Into counts[0 .. n_states - 1]. STATS_NO_MEMORY. */
enum stats_status multistate_count(const struct multistate *multistate, double time, struct multistate_count *counts);

#endif
