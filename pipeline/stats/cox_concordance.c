/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance of stats/cox_model.h. */
#include <stdlib.h>

#include "stats/cox_model.h"
#include "stats/order.h"

/* Numbers of rows at risk by the rank of their score, as a binary indexed tree: a prefix sum in O(log n). */
struct scores {
    uint32_t *rank; /* by row of the sample, 1 .. n_ranks; equal scores share one */
    size_t n_ranks;
    uint32_t *tree; /* n_ranks + 1 */
};

static void scores_add(struct scores *scores, uint32_t rank, uint32_t change) {
    for (size_t i = rank; i <= scores->n_ranks; i += i & (~i + 1))
        scores->tree[i] += change;
}

static double scores_up_to(const struct scores *scores, size_t rank) {
    double sum = 0;
    for (size_t i = rank; i > 0; i -= i & (~i + 1))
        sum += scores->tree[i];
    return sum;
}

static enum stats_status scores_open(struct scores *scores, const double *risk, size_t n) {
    uint32_t *order = malloc((n + 1) * sizeof *order);
    *scores = (struct scores){0};
    scores->rank = malloc((n + 1) * sizeof *scores->rank);
    scores->tree = calloc(n + 2, sizeof *scores->tree);
    enum stats_status status = STATS_NO_MEMORY;
    if (order != NULL && scores->rank != NULL && scores->tree != NULL) {
        order_start(n, order);
        status = order_sort(risk, n, order);
    }
    for (size_t i = 0; status == STATS_OK && i < n; i++) {
        if (i == 0 || risk[order[i]] > risk[order[i - 1]])
            scores->n_ranks++;
        scores->rank[order[i]] = (uint32_t)scores->n_ranks;
    }
    free(order);
    return status;
}

static void scores_close(struct scores *scores) {
    free(scores->rank);
    free(scores->tree);
}

struct pairs {
    double concordant, tied, all;
};

static void add_pairs(const struct scores *scores, uint32_t row, struct pairs *pairs) {
    uint32_t rank = scores->rank[row];
    double below = scores_up_to(scores, rank - 1), equal = scores_up_to(scores, rank) - below;
    pairs->concordant += below;
    pairs->tied += equal;
    pairs->all += scores_up_to(scores, scores->n_ranks);
}

/* From late to early: those censored at a time are there before its events are compared, those with an event after. */
static void walk(const struct survival_group *group, struct scores *scores, struct pairs *pairs) {
    const struct survival_sample *sample = group->sample;
    size_t end = group->n_rows, staying = group->by_entry == NULL ? 0 : group->n_rows;
    while (end > 0) {
        double time = sample->exit[group->by_exit[end - 1]];
        size_t from = end;
        while (staying > 0 && !(sample->entry[group->by_entry[staying - 1]] < time))
            scores_add(scores, scores->rank[group->by_entry[--staying]], UINT32_MAX);
        while (from > 0 && !(sample->exit[group->by_exit[from - 1]] < time))
            from--;
        for (size_t i = from; i < end; i++)
            if (sample->event[group->by_exit[i]] == 0)
                scores_add(scores, scores->rank[group->by_exit[i]], 1);
        for (size_t i = from; i < end; i++)
            if (sample->event[group->by_exit[i]] != 0)
                add_pairs(scores, group->by_exit[i], pairs);
        for (size_t i = from; i < end; i++)
            if (sample->event[group->by_exit[i]] != 0)
                scores_add(scores, scores->rank[group->by_exit[i]], 1);
        end = from;
    }
    /* The next stratum begins with nobody. */
    size_t stayed = group->by_entry == NULL ? group->n_rows : staying;
    const uint32_t *rows = group->by_entry == NULL ? group->by_exit : group->by_entry;
    for (size_t i = 0; i < stayed; i++)
        scores_add(scores, scores->rank[rows[i]], UINT32_MAX);
}

enum stats_status cox_concordance(const struct survival_split *strata, const double *risk, double *out) {
    struct scores scores;
    struct pairs pairs = {0};
    enum stats_status status = scores_open(&scores, risk, strata->sample->n_rows);
    for (size_t s = 0; status == STATS_OK && s < strata->n_groups; s++) {
        struct survival_group group = survival_split_group(strata, s);
        walk(&group, &scores, &pairs);
    }
    scores_close(&scores);
    if (status == STATS_OK && !(pairs.all > 0))
        status = STATS_NOT_ESTIMABLE;
    if (status == STATS_OK)
        *out = (pairs.concordant + pairs.tied / 2) / pairs.all;
    return status;
}
