/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance of stats/cox_model.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_model.h"
#include "stats/distribution.h"
#include "stats/order.h"

static const double rounding = 1e-12; /* of scores, which are logarithms */

/* Numbers of rows by the rank of their score, as a binary indexed tree: a prefix sum in O(log n). */
struct ranks {
    const uint32_t *rank; /* by row of the sample, 1 .. n; equal scores share one */
    size_t n;
    uint32_t *tree; /* n + 1 */
    uint32_t *of;   /* n + 1: of each rank alone */
    double all;
};

static void ranks_add(struct ranks *ranks, uint32_t row, uint32_t change) {
    for (size_t i = ranks->rank[row]; i <= ranks->n; i += i & (~i + 1))
        ranks->tree[i] += change;
    ranks->of[ranks->rank[row]] += change;
    ranks->all += change == 1 ? 1 : -1;
}

static double ranks_below(const struct ranks *ranks, uint32_t rank) {
    double sum = 0;
    for (size_t i = rank - 1; i > 0; i -= i & (~i + 1))
        sum += ranks->tree[i];
    return sum;
}

struct pairs {
    double concordant; /* tied scores count half */
    double all;
};

/* The pairs of a row that has the event with all of `later`, and of one that is later with all of `events`. */
static struct pairs pairs_of_event(const struct ranks *later, uint32_t row) {
    uint32_t rank = later->rank[row];
    return (struct pairs){ranks_below(later, rank) + later->of[rank] / 2.0, later->all};
}

static struct pairs pairs_of_later(const struct ranks *events, uint32_t row) {
    uint32_t rank = events->rank[row];
    return (struct pairs){events->all - ranks_below(events, rank) - events->of[rank] / 2.0, events->all};
}

/* Going from late to early: rows at risk, and the events met. */
struct concordance {
    uint32_t *rank;
    struct ranks at_risk, events;
    struct pairs *pairs; /* by row: those it is in */
    struct pairs total;
};

/* Scores that differ by rounding are tied, as those of a coefficient that is 0. */
static enum stats_status rank_scores(const double *risk, size_t n, uint32_t *rank, size_t *n_ranks) {
    uint32_t *order = malloc((n + 1) * sizeof *order);
    if (order == NULL)
        return STATS_NO_MEMORY;
    order_start(n, order);
    enum stats_status status = order_sort(risk, n, order);
    double tolerance = n > 0 ? rounding * fmax(1, risk[order[n - 1]] - risk[order[0]]) : 0;
    *n_ranks = 0;
    for (size_t i = 0; status == STATS_OK && i < n; i++) {
        if (i == 0 || risk[order[i]] > risk[order[i - 1]] + tolerance)
            ++*n_ranks;
        rank[order[i]] = (uint32_t)*n_ranks;
    }
    free(order);
    return status;
}

static enum stats_status concordance_open(struct concordance *concordance, const double *risk, size_t n) {
    size_t n_ranks = 0;
    *concordance = (struct concordance){.rank = malloc((n + 1) * sizeof(uint32_t))};
    concordance->pairs = calloc(n + 1, sizeof *concordance->pairs);
    concordance->at_risk.tree = calloc(n + 2, sizeof(uint32_t));
    concordance->events.tree = calloc(n + 2, sizeof(uint32_t));
    concordance->at_risk.of = calloc(n + 2, sizeof(uint32_t));
    concordance->events.of = calloc(n + 2, sizeof(uint32_t));
    if (concordance->rank == NULL || concordance->pairs == NULL || concordance->at_risk.tree == NULL ||
        concordance->events.tree == NULL || concordance->at_risk.of == NULL || concordance->events.of == NULL)
        return STATS_NO_MEMORY;
    enum stats_status status = rank_scores(risk, n, concordance->rank, &n_ranks);
    concordance->at_risk.rank = concordance->events.rank = concordance->rank;
    concordance->at_risk.n = concordance->events.n = n_ranks;
    return status;
}

static void concordance_close(struct concordance *concordance) {
    free(concordance->rank);
    free(concordance->pairs);
    free(concordance->at_risk.tree);
    free(concordance->events.tree);
    free(concordance->at_risk.of);
    free(concordance->events.of);
}

static void add_pairs(struct pairs *sum, struct pairs pairs, double sign) {
    sum->concordant += sign * pairs.concordant;
    sum->all += sign * pairs.all;
}

/* What a row meets is what has been met when it leaves less what had been when it came. */
static void come(struct concordance *concordance, uint32_t row) {
    ranks_add(&concordance->at_risk, row, 1);
    add_pairs(&concordance->pairs[row], pairs_of_later(&concordance->events, row), -1);
}

static void leave(struct concordance *concordance, uint32_t row) {
    ranks_add(&concordance->at_risk, row, UINT32_MAX);
    add_pairs(&concordance->pairs[row], pairs_of_later(&concordance->events, row), 1);
}

/* Those censored at a time are there before its events are compared, those with an event after. */
static void walk_time(struct concordance *concordance, const struct survival_sample *sample, const uint32_t *rows,
                      size_t n) {
    for (size_t i = 0; i < n; i++)
        if (sample->event[rows[i]] == 0)
            come(concordance, rows[i]);
    for (size_t i = 0; i < n; i++)
        if (sample->event[rows[i]] != 0) {
            struct pairs pairs = pairs_of_event(&concordance->at_risk, rows[i]);
            add_pairs(&concordance->pairs[rows[i]], pairs, 1);
            add_pairs(&concordance->total, pairs, 1);
        }
    for (size_t i = 0; i < n; i++)
        if (sample->event[rows[i]] != 0)
            ranks_add(&concordance->events, rows[i], 1);
    for (size_t i = 0; i < n; i++)
        if (sample->event[rows[i]] != 0)
            come(concordance, rows[i]);
}

static void ranks_clear(struct ranks *ranks) {
    memset(ranks->tree, 0, (ranks->n + 1) * sizeof *ranks->tree);
    memset(ranks->of, 0, (ranks->n + 1) * sizeof *ranks->of);
    ranks->all = 0;
}

/* The tree becomes plain prefix sums, so that rows that leave together need one look each. */
static void end_large_stratum(const uint32_t *rows, size_t n, struct concordance *concordance) {
    struct ranks *events = &concordance->events;
    uint32_t sum = 0;
    for (size_t rank = 1; rank <= events->n; rank++) {
        events->tree[rank] = sum;
        sum += events->of[rank];
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t rank = events->rank[rows[i]];
        double concordant = sum - events->tree[rank] - events->of[rank] / 2.0;
        add_pairs(&concordance->pairs[rows[i]], (struct pairs){concordant, sum}, 1);
    }
    ranks_clear(events);
    ranks_clear(&concordance->at_risk);
}

/* Those still at risk leave; the next stratum begins with nobody and no events. */
static void end_stratum(const struct survival_group *group, size_t staying, struct concordance *concordance) {
    const uint32_t *rows = group->by_entry == NULL ? group->by_exit : group->by_entry;
    if (group->n_rows > concordance->events.n / 16) {
        end_large_stratum(rows, staying, concordance);
        return;
    }
    for (size_t i = 0; i < staying; i++)
        leave(concordance, rows[i]);
    for (size_t i = 0; i < group->n_rows; i++)
        if (group->sample->event[group->by_exit[i]] != 0)
            ranks_add(&concordance->events, group->by_exit[i], UINT32_MAX);
}

static void walk(const struct survival_group *group, struct concordance *concordance) {
    const struct survival_sample *sample = group->sample;
    size_t end = group->n_rows, staying = end;
    while (end > 0) {
        double time = sample->exit[group->by_exit[end - 1]];
        size_t from = end;
        while (group->by_entry != NULL && staying > 0 && !(sample->entry[group->by_entry[staying - 1]] < time))
            leave(concordance, group->by_entry[--staying]);
        while (from > 0 && !(sample->exit[group->by_exit[from - 1]] < time))
            from--;
        walk_time(concordance, sample, group->by_exit + from, end - from);
        end = from;
    }
    end_stratum(group, staying, concordance);
}

/* A row moves the share C = c / a by (c_i - a_i C) / a; summed within person, squared. */
static enum stats_status sum_influences(const struct concordance *concordance, const struct survival_sample *sample,
                                        double share, double *variance) {
    size_t n = sample->person != NULL ? (size_t)sample->n_people : sample->n_rows;
    double *influence = calloc(n + 1, sizeof *influence);
    if (influence == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < sample->n_rows; i++) {
        const struct pairs *pairs = &concordance->pairs[i];
        influence[sample->person != NULL ? (size_t)sample->person[i] : i] += pairs->concordant - pairs->all * share;
    }
    *variance = 0;
    for (size_t i = 0; i < n; i++)
        *variance += influence[i] / concordance->total.all * (influence[i] / concordance->total.all);
    free(influence);
    return STATS_OK;
}

enum stats_status cox_concordance(const struct survival_split *strata, const double *risk, double level,
                                  struct interval *out) {
    struct concordance concordance;
    double share = 0, variance = 0;
    if (!(level > 0 && level < 1))
        return STATS_INVALID;
    enum stats_status status = concordance_open(&concordance, risk, strata->sample->n_rows);
    for (size_t s = 0; status == STATS_OK && s < strata->n_groups; s++) {
        struct survival_group group = survival_split_group(strata, s);
        walk(&group, &concordance);
    }
    if (status == STATS_OK && !(concordance.total.all > 0))
        status = STATS_NOT_ESTIMABLE;
    if (status == STATS_OK) {
        share = concordance.total.concordant / concordance.total.all;
        status = sum_influences(&concordance, strata->sample, share, &variance);
    }
    concordance_close(&concordance);
    if (status != STATS_OK)
        return status;
    double half = distribution_normal_quantile(0.5 + level / 2) * sqrt(variance);
    *out = (struct interval){share, sqrt(variance), fmax(share - half, 0), fmin(share + half, 1)};
    return STATS_OK;
}
