/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/incidence_jackknife.h"

#include "stats/risk_sweep.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/*
 * Row i, at risk in (e, x], with h_j = d_j / n_j for all causes, h_kj for cause k, S the survival:
 *   U_i(t) = sum_{t_j <= t} [ S(t_j-) h_kj G_i(t_j-) + S(t_j-) (dN_ikj - Y_ij h_kj) / n_j ]
 *   G_i(t) = -sum_{t_l <= t} (dN_il - Y_il h_l) / (n_l - d_l)
 * the first term being the influence through S, the second through the hazard of cause k.
 * With A = sum h / (n - d), F = sum S(t-) h_k, D = sum S(t-) h_k A(t-), E = sum S(t-) h_k / n:
 *   while at risk   U = (D - D_e) - A_e (F - F_e) - (E - E_e)
 *   after the exit  U stays, plus G_i (F - F_x), G_i = A_x - A_e - [event] / (n_x - d_x),
 *                   plus [event k] S(x-) / n_x
 * so that for a person U = left + slope F + rows H, H = D - E, where left and slope change only
 * when a row enters or ends. The sum of squares over people is kept as six sums of products.
 */
/* What is smaller beside the largest terms so far is what rounding left of 0. */
static const long double rounding = 1e-17L;

struct share {
    double left, slope, rows;
};

struct sums {
    long double left_left, left_slope, left_rows, slope_slope, slope_rows, rows_rows, largest;
};

struct curves {
    double survival, hazard, incidence, h; /* S, A, F, H */
};

/* Products with a 0 are left out: whoever is at risk since 0 has rows alone, whoever has left for good has none. */
static void sums_add(struct sums *sums, const struct share *share, long double sign) {
    long double left = (long double)share->left, slope = (long double)share->slope;
    long double rows = (long double)share->rows;
    bool is_followed = fabs(share->left) > 0 || fabs(share->slope) > 0, has_rows = fabs(share->rows) > 0;
    if (is_followed) {
        sums->left_left += sign * left * left;
        sums->left_slope += sign * left * slope;
        sums->slope_slope += sign * slope * slope;
    }
    if (is_followed && has_rows) {
        sums->left_rows += sign * left * rows;
        sums->slope_rows += sign * slope * rows;
    }
    if (has_rows)
        sums->rows_rows += sign * rows * rows;
}

static double sums_variance(struct sums *sums, const struct curves *at) {
    long double f = (long double)at->incidence, h = (long double)at->h;
    long double terms = sums->left_left + f * f * sums->slope_slope + h * h * sums->rows_rows;
    long double sum = terms + 2 * (f * sums->left_slope + h * sums->left_rows + f * h * sums->slope_rows);
    sums->largest = terms > sums->largest ? terms : sums->largest;
    return sum > rounding * sums->largest ? (double)sum : 0;
}

static void share_change(struct sums *sums, struct share *share, const struct share *change) {
    sums_add(sums, share, -1);
    share->left += change->left;
    share->slope += change->slope;
    share->rows += change->rows;
    sums_add(sums, share, 1);
}

static struct share entering(const struct curves *at) {
    return (struct share){at->hazard * at->incidence - at->h, -at->hazard, 1};
}

/* `before` are the curves just before the exit, `after` with its events. */
static struct share ending(const struct curves *before, const struct curves *after, const struct risk_set *set,
                           int32_t event, int32_t cause) {
    double slope = after->hazard;
    if (event > 0 && set->at_risk > set->events)
        slope -= 1 / (double)(set->at_risk - set->events);
    double left = after->h - slope * after->incidence;
    if (event == cause)
        left += before->survival / set->at_risk;
    return (struct share){left, slope, -1};
}

static struct curves advance(const struct curves *before, const struct risk_set *set, double events) {
    struct curves after = *before;
    if (set->events == 0)
        return after;
    double n = set->at_risk, d = set->events, step = before->survival * events / n;
    after.incidence += step;
    after.h += step * (before->hazard - 1 / n);
    /* When all at risk have an event S is 0 and nothing later counts. */
    if (set->at_risk > set->events)
        after.hazard += d / (n * (n - d));
    after.survival *= (n - d) / n;
    return after;
}

static void walk(const struct survival_group *group, const struct risk_sets *counts, int32_t cause,
                 struct share *shares, struct interval *points) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    struct sums sums = {0};
    struct curves at = {1, 0, 0, 0};
    size_t n_causes = (size_t)counts->n_causes, k = (size_t)cause - 1;
    for (size_t i = 0; i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        risk_sweep_step(&sweep, set->time, &step);
        struct share change = entering(&at);
        for (size_t j = 0; j < step.n_entering; j++)
            share_change(&sums, &shares[group->person[step.entering[j]]], &change);
        struct curves after = advance(&at, set, counts->cause_events[i * n_causes + k]);
        for (size_t j = 0; j < step.n_ending; j++) {
            uint32_t row = step.ending[j];
            change = ending(&at, &after, set, group->sample->event[row], cause);
            share_change(&sums, &shares[group->person[row]], &change);
        }
        at = after;
        points[i].std_error = sqrt(fmax(sums_variance(&sums, &at), 0));
    }
}

enum stats_status incidence_jackknife(const struct survival_group *group, const struct risk_sets *counts, int32_t cause,
                                      struct interval *points) {
    struct share *shares = calloc((size_t)group->n_people, sizeof *shares);
    if (shares == NULL)
        return STATS_NO_MEMORY;
    walk(group, counts, cause, shares, points);
    free(shares);
    return STATS_OK;
}
