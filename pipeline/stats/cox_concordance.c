/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance of stats/cox_model.h. */
#include <math.h>
#include <stdlib.h>

#include "stats/cox_model.h"
#include "stats/distribution.h"
#include "stats/order.h"
#include "stats/place_counts.h"

enum { SMALL = 16 /* a stratum of less than this part of all rows is taken out row by row */ };

static const double rounding = 1e-12; /* of scores, which are logarithms */

/* Where a row's score stands among all: rows with tied scores have a place each, low .. high - 1. */
struct standing {
    uint32_t place, low, high;
};

struct pairs {
    double concordant; /* tied scores count half */
    double all;
};

/* What there is to know of a row's exit: */
enum { EVENT = 1, FIRST = 2 /* of the rows of its stratum that end at its time */ };

/* Rows are known by their index in the order of exits, so that a walk through time goes straight through memory. */
struct concordance {
    const struct survival_split *strata;
    size_t n;
    uint32_t *of_row; /* index of each row of the sample; NULL without delayed entry */
    unsigned char *marks;
    struct standing *standings;
    struct pairs *pairs; /* those a row is in */
    struct pairs total;
    struct place_counts at_risk, events; /* going from late to early: rows at risk, and the events met */
};

/* The pairs of a row that has the event with all of `later`, and of one that is later with all of `events`. */
static struct pairs pairs_of_event(const struct place_counts *later, const struct standing *row) {
    double below = (double)place_counts_before(later, row->low);
    double tied = row->high - row->low > 1 ? (double)place_counts_before(later, row->high) - below : 0;
    return (struct pairs){below + tied / 2, (double)later->n_taken};
}

static struct pairs pairs_of_later(const struct place_counts *events, const struct standing *row) {
    double below = (double)place_counts_before(events, row->low), all = (double)events->n_taken;
    double tied = (double)place_counts_before(events, row->high) - below;
    return (struct pairs){all - below - tied / 2, all};
}

static void lay_out(const struct concordance *concordance, const double *risk, double *score) {
    const struct survival_split *strata = concordance->strata;
    for (size_t s = 0; s < strata->n_groups; s++) {
        double last = -HUGE_VAL;
        for (size_t i = strata->start[s]; i < strata->start[s + 1]; i++) {
            uint32_t row = strata->by_exit[i];
            double time = strata->sample->exit[row];
            score[i] = risk[row];
            concordance->marks[i] =
                (unsigned char)((strata->sample->event[row] > 0 ? EVENT : 0) | (time > last ? FIRST : 0));
            last = time;
        }
    }
}

/* Scores that differ by rounding are tied, as those of a coefficient that is 0. */
static void set_standings(struct concordance *concordance, const double *score, const uint32_t *order) {
    size_t n = concordance->n;
    double tolerance = n > 0 ? rounding * fmax(1, score[order[n - 1]] - score[order[0]]) : 0;
    for (size_t low = 0, high; low < n; low = high) {
        for (high = low + 1; high < n && !(score[order[high]] > score[order[high - 1]] + tolerance);)
            high++;
        for (size_t place = low; place < high; place++)
            concordance->standings[order[place]] = (struct standing){(uint32_t)place, (uint32_t)low, (uint32_t)high};
    }
}

static enum stats_status rank_scores(struct concordance *concordance, const double *risk) {
    double *score = malloc((concordance->n + 1) * sizeof *score);
    uint32_t *order = malloc((concordance->n + 1) * sizeof *order);
    enum stats_status status = score != NULL && order != NULL ? STATS_OK : STATS_NO_MEMORY;
    if (status == STATS_OK) {
        lay_out(concordance, risk, score);
        order_start(concordance->n, order);
        status = order_sort(score, concordance->n, order);
    }
    if (status == STATS_OK)
        set_standings(concordance, score, order);
    free(score);
    free(order);
    return status;
}

static enum stats_status index_rows(struct concordance *concordance) {
    const struct survival_split *strata = concordance->strata;
    if (strata->by_entry == NULL)
        return STATS_OK;
    concordance->of_row = malloc((strata->sample->n_rows + 1) * sizeof *concordance->of_row);
    if (concordance->of_row == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < concordance->n; i++)
        concordance->of_row[strata->by_exit[i]] = (uint32_t)i;
    return STATS_OK;
}

static enum stats_status concordance_open(struct concordance *concordance, const struct survival_split *strata,
                                          const double *risk) {
    size_t n = strata->start[strata->n_groups];
    *concordance = (struct concordance){.strata = strata, .n = n};
    concordance->standings = malloc((n + 1) * sizeof *concordance->standings);
    concordance->pairs = calloc(n + 1, sizeof *concordance->pairs);
    concordance->marks = malloc(n + 1);
    if (concordance->standings == NULL || concordance->pairs == NULL || concordance->marks == NULL)
        return STATS_NO_MEMORY;
    enum stats_status status = rank_scores(concordance, risk);
    if (status == STATS_OK)
        status = index_rows(concordance);
    if (status == STATS_OK)
        status = place_counts_alloc(&concordance->at_risk, n);
    if (status == STATS_OK)
        status = place_counts_alloc(&concordance->events, n);
    return status;
}

static void concordance_close(struct concordance *concordance) {
    free(concordance->of_row);
    free(concordance->standings);
    free(concordance->pairs);
    free(concordance->marks);
    place_counts_free(&concordance->at_risk);
    place_counts_free(&concordance->events);
}

static void add_pairs(struct pairs *sum, struct pairs pairs, double sign) {
    sum->concordant += sign * pairs.concordant;
    sum->all += sign * pairs.all;
}

static bool has_event(const struct concordance *concordance, size_t index) {
    return (concordance->marks[index] & EVENT) != 0;
}

/* What a row meets is what has been met when it leaves less what had been when it came. */
static void come(struct concordance *concordance, size_t index) {
    const struct standing *row = &concordance->standings[index];
    place_counts_take(&concordance->at_risk, row->place);
    add_pairs(&concordance->pairs[index], pairs_of_later(&concordance->events, row), -1);
}

static void meet(struct concordance *concordance, size_t index) {
    add_pairs(&concordance->pairs[index], pairs_of_later(&concordance->events, &concordance->standings[index]), 1);
}

static void compare(struct concordance *concordance, size_t index) {
    struct pairs pairs = pairs_of_event(&concordance->at_risk, &concordance->standings[index]);
    add_pairs(&concordance->pairs[index], pairs, 1);
    add_pairs(&concordance->total, pairs, 1);
}

/* Those censored at a time are there before its events are compared, those with an event after. */
static void walk_time(struct concordance *concordance, size_t from, size_t end) {
    for (size_t i = from; i < end; i++)
        if (!has_event(concordance, i))
            come(concordance, i);
    for (size_t i = from; i < end; i++)
        if (has_event(concordance, i))
            compare(concordance, i);
    for (size_t i = from; i < end; i++)
        if (has_event(concordance, i))
            place_counts_take(&concordance->events, concordance->standings[i].place);
    for (size_t i = from; i < end; i++)
        if (has_event(concordance, i))
            come(concordance, i);
}

/* Nobody at risk and no events, for the next stratum. */
static void clear(struct concordance *concordance, const struct survival_group *group, size_t start, size_t staying) {
    if (group->n_rows > concordance->n / SMALL) {
        place_counts_clear(&concordance->at_risk);
        place_counts_clear(&concordance->events);
        return;
    }
    for (size_t i = 0; i < staying; i++) {
        size_t index = group->by_entry == NULL ? start + i : concordance->of_row[group->by_entry[i]];
        place_counts_leave(&concordance->at_risk, concordance->standings[index].place);
    }
    for (size_t i = start; i < start + group->n_rows; i++)
        if (has_event(concordance, i))
            place_counts_leave(&concordance->events, concordance->standings[i].place);
}

/* Rows whose entry is not before the exit of the row `last` leave towards earlier times; returns how many stay. */
static size_t leave(struct concordance *concordance, const struct survival_group *group, size_t staying, size_t last) {
    if (group->by_entry == NULL)
        return staying;
    double time = group->sample->exit[concordance->strata->by_exit[last]];
    while (staying > 0 && !(group->sample->entry[group->by_entry[staying - 1]] < time)) {
        size_t index = concordance->of_row[group->by_entry[--staying]];
        place_counts_leave(&concordance->at_risk, concordance->standings[index].place);
        meet(concordance, index);
    }
    return staying;
}

static void walk(struct concordance *concordance, size_t stratum) {
    struct survival_group group = survival_split_group(concordance->strata, stratum);
    size_t start = concordance->strata->start[stratum], end = start + group.n_rows, staying = group.n_rows;
    while (end > start) {
        size_t from = end - 1;
        staying = leave(concordance, &group, staying, from);
        while ((concordance->marks[from] & FIRST) == 0)
            from--;
        walk_time(concordance, from, end);
        end = from;
    }
    for (size_t i = 0; i < staying; i++)
        meet(concordance, group.by_entry == NULL ? start + i : concordance->of_row[group.by_entry[i]]);
    clear(concordance, &group, start, staying);
}

/* A row moves the share C = c / a by (c_i - a_i C) / a; summed within person, squared. */
static enum stats_status sum_influences(const struct concordance *concordance, double share, double *variance) {
    const struct survival_sample *sample = concordance->strata->sample;
    size_t n = sample->person != NULL ? (size_t)sample->n_people : concordance->n;
    double *influence = calloc(n + 1, sizeof *influence);
    if (influence == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < concordance->n; i++) {
        const struct pairs *pairs = &concordance->pairs[i];
        size_t person = sample->person != NULL ? (size_t)sample->person[concordance->strata->by_exit[i]] : i;
        influence[person] += pairs->concordant - pairs->all * share;
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
    enum stats_status status = concordance_open(&concordance, strata, risk);
    for (size_t s = 0; status == STATS_OK && s < strata->n_groups; s++)
        walk(&concordance, s);
    if (status == STATS_OK && !(concordance.total.all > 0))
        status = STATS_NOT_ESTIMABLE;
    if (status == STATS_OK) {
        share = concordance.total.concordant / concordance.total.all;
        status = sum_influences(&concordance, share, &variance);
    }
    concordance_close(&concordance);
    if (status != STATS_OK)
        return status;
    double half = distribution_normal_quantile(0.5 + level / 2) * sqrt(variance);
    *out = (struct interval){share, sqrt(variance), fmax(share - half, 0), fmin(share + half, 1)};
    return STATS_OK;
}
