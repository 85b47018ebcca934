/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gray_test.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/group_walk.h"

/* One group while walking; "before" is just before this time. */
struct gray_group {
    double survival_before, survival;   /* Kaplan-Meier of all causes */
    double incidence_before, incidence; /* F_g of the cause */
    double at_risk, events, others;     /* numbers at this time; others: competing events */
    double h;                           /* n_g / S_g(t-): the paper's h_r */
    double risk;                        /* h (1 - F_g(t-)): the paper's R_r, those at risk for the
                                           subdistribution */
    double square;                      /* sum of q^2 m over the events met (see add_variance) */
};

/*
 * The variance of the score of group i is sum over groups k and events of m (f_ik + q C_ik)^2,
 * where C_ik = c_ik at the end of the walk: m is the variance of the event's increment, q the
 * weight of what comes after it. As C is not known while walking, it is opened into three sums.
 */
struct gray {
    size_t n_groups;
    int32_t cause;
    struct gray_group *groups;
    double pooled, pooled_before; /* F of all groups */
    double total_h;
    double *a, *c;    /* [i * n_groups + k] */
    double *cross;    /* [i * n_groups + k]: sum of f_ik q m */
    double *score;    /* of all strata, [group] */
    double *variance; /* of all strata, [i * n_groups + j] */
};

static double read_step(struct gray *gray, const struct group_walk *walk, double *others) {
    double events = 0;
    *others = 0;
    gray->total_h = 0;
    for (size_t g = 0; g < gray->n_groups; g++) {
        struct gray_group *group = &gray->groups[g];
        group->at_risk = (double)walk->steps[g].at_risk;
        group->events = (double)group_walk_events(walk, g, gray->cause);
        group->others = (double)group_walk_events(walk, g, 0) - group->events;
        group->h = group->risk = 0;
        events += group->events;
        *others += group->others;
        if (!(group->at_risk > 0))
            continue;
        double ended = group->events + group->others, n = group->at_risk;
        group->survival = group->survival_before * (n - ended) / n;
        group->incidence = group->incidence_before + group->survival_before * group->events / n;
        group->h = n / group->survival_before;
        group->risk = group->h * (1 - group->incidence_before);
        gray->total_h += group->h;
    }
    return events;
}

static void add_score(struct gray *gray, double events) {
    size_t n = gray->n_groups;
    /* Where the pooled incidence has come to 1 a group is alone at risk, and every a is 0. It may go past 1. */
    double rest = 1 - gray->pooled_before, total_risk = 0;
    double step = fabs(rest) > 0 ? events / gray->total_h / rest : 0;
    for (size_t i = 0; i < n; i++)
        total_risk += gray->groups[i].risk;
    for (size_t i = 0; i < n; i++) {
        gray->score[i] += gray->groups[i].events - events * gray->groups[i].risk / total_risk;
        for (size_t k = 0; k < n; k++) {
            double share = gray->groups[k].h / gray->total_h, a = gray->groups[i].h * ((i == k) - share);
            gray->a[i * n + k] = a;
            gray->c[i * n + k] += a * step;
        }
    }
}

/* `direct` is 1 for an event of the cause, which also moves the score itself (f = a - q c), and 0
 * for a competing one (f = -q c). */
static void add_variance(struct gray *gray, size_t k, double q, double m, double direct) {
    size_t n = gray->n_groups;
    gray->groups[k].square += q * q * m;
    for (size_t i = 0; i < n; i++) {
        double f_i = direct * gray->a[i * n + k] - q * gray->c[i * n + k];
        gray->cross[i * n + k] += f_i * q * m;
        for (size_t j = 0; j < n; j++) {
            double f_j = direct * gray->a[j * n + k] - q * gray->c[j * n + k];
            gray->variance[i * n + j] += f_i * f_j * m;
        }
    }
}

/* Events of the cause at this time are spread over the groups by the pooled hazard; the last factor
 * is the hypergeometric correction for ties. */
static void add_cause(struct gray *gray, double events) {
    for (size_t k = 0; k < gray->n_groups; k++) {
        const struct gray_group *group = &gray->groups[k];
        if (!(group->at_risk > 0))
            continue;
        double q = group->survival > 0 ? 1 - (1 - gray->pooled) / group->survival : 1;
        double ties = events > 1 ? 1 - (events - 1) / (gray->total_h * group->survival_before - 1) : 1;
        add_variance(gray, k, q, ties * group->survival_before * events / (gray->total_h * group->at_risk), 1);
    }
}

static void add_others(struct gray *gray) {
    for (size_t k = 0; k < gray->n_groups; k++) {
        const struct gray_group *group = &gray->groups[k];
        if (!(group->others > 0 && group->survival > 0))
            continue;
        double ties = group->others > 1 ? 1 - (group->others - 1) / (group->at_risk - 1) : 1;
        double share = group->survival_before / group->at_risk;
        add_variance(gray, k, -(1 - gray->pooled) / group->survival, ties * share * share * group->others, 0);
    }
}

static void start_stratum(struct gray *gray) {
    size_t n = gray->n_groups;
    gray->pooled = gray->pooled_before = 0;
    for (size_t i = 0; i < n; i++)
        gray->groups[i] = (struct gray_group){.survival_before = 1, .survival = 1};
    for (size_t i = 0; i < n * n; i++)
        gray->a[i] = gray->c[i] = gray->cross[i] = 0;
}

static void end_stratum(struct gray *gray) {
    size_t n = gray->n_groups;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            for (size_t k = 0; k < n; k++) {
                double c_i = gray->c[i * n + k], c_j = gray->c[j * n + k];
                gray->variance[i * n + j] +=
                    c_i * c_j * gray->groups[k].square + c_i * gray->cross[j * n + k] + c_j * gray->cross[i * n + k];
            }
}

static void walk_stratum(struct gray *gray, struct group_walk *walk) {
    start_stratum(gray);
    while (group_walk_advance(walk)) {
        double others, events = read_step(gray, walk, &others);
        if (events > 0) {
            gray->pooled = gray->pooled_before + events / gray->total_h;
            add_score(gray, events);
            add_cause(gray, events);
        }
        if (others > 0)
            add_others(gray);
        gray->pooled_before = gray->pooled;
        for (size_t g = 0; g < gray->n_groups; g++) {
            gray->groups[g].survival_before = gray->groups[g].survival;
            gray->groups[g].incidence_before = gray->groups[g].incidence;
        }
    }
    end_stratum(gray);
}

static bool gray_alloc(struct gray *gray) {
    size_t n = gray->n_groups;
    gray->groups = calloc(n, sizeof *gray->groups);
    gray->score = calloc(n, sizeof(double));
    gray->a = calloc(n * n, sizeof(double));
    gray->c = calloc(n * n, sizeof(double));
    gray->cross = calloc(n * n, sizeof(double));
    gray->variance = calloc(n * n, sizeof(double));
    return gray->groups != NULL && gray->score != NULL && gray->a != NULL && gray->c != NULL && gray->cross != NULL &&
           gray->variance != NULL;
}

static void gray_free(struct gray *gray) {
    free(gray->groups);
    free(gray->score);
    free(gray->a);
    free(gray->c);
    free(gray->cross);
    free(gray->variance);
}

static enum stats_status gray_check(const struct survival_split *split, size_t n_strata, size_t n_groups,
                                    int32_t cause) {
    if (n_groups < 1 || n_strata * n_groups != split->n_groups)
        return STATS_INVALID;
    if (cause < 1 || cause > split->sample->n_causes)
        return STATS_INVALID;
    if (survival_sample_delayed(split->sample))
        return STATS_DELAYED_ENTRY;
    bool repeats;
    enum stats_status status = survival_split_repeats(split, &repeats);
    return status == STATS_OK && repeats ? STATS_SEVERAL_PER_PERSON : status;
}

enum stats_status gray_test(const struct survival_split *split, size_t n_strata, size_t n_groups, int32_t cause,
                            struct chi_square_test *out) {
    enum stats_status status = gray_check(split, n_strata, n_groups, cause);
    if (status != STATS_OK)
        return status;
    struct gray gray = {.n_groups = n_groups, .cause = cause};
    status = gray_alloc(&gray) ? STATS_OK : STATS_NO_MEMORY;
    for (size_t s = 0; status == STATS_OK && s < n_strata; s++) {
        struct group_walk walk;
        status = group_walk_open(&walk, split, s * n_groups, n_groups);
        if (status == STATS_OK)
            walk_stratum(&gray, &walk);
        group_walk_close(&walk);
    }
    if (status == STATS_OK)
        status = chi_square_score(gray.score, gray.variance, n_groups, out);
    gray_free(&gray);
    return status;
}
