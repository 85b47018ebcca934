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
 * when a row enters or ends. The sum of squares over people is kept as six sums of products. Slope and rows are the
 * same whatever the cause k, so all causes are walked at once.
 */
/* What is smaller beside the largest terms so far is what rounding left of 0. */
static const long double rounding = 1e-17L;

/* Of one person, beside the rows: slope, and left by cause. */
enum { SLOPE, LEFT };

enum { AHEAD = 8 }; /* people whose shares are fetched while others change */

struct cause_sums {
    long double left_left, left_slope, left_rows, largest;
};

struct cause_curves {
    double incidence, h; /* F, H */
};

struct jackknife {
    size_t n_causes;
    int32_t *rows;           /* [person] at risk */
    double *shares, *change; /* [person * width]; of one person */
    size_t width;            /* LEFT + n_causes */
    bool has_events;         /* so far: until then shares are 0, and stay 0 */
    long double slope_slope, slope_rows, rows_rows;
    struct cause_sums *sums;     /* [cause] */
    struct cause_curves *curves; /* [cause] */
    double survival, hazard;     /* S, A */
};

/* Products with a 0 are left out: whoever is at risk since 0 has rows alone, whoever has left for good has none. */
static void add_share(struct jackknife *jackknife, const double *share, int32_t n_rows, long double sign) {
    long double slope = (long double)share[SLOPE], rows = (long double)n_rows;
    bool has_slope = fabs(share[SLOPE]) > 0;
    jackknife->rows_rows += sign * rows * rows;
    if (has_slope) {
        jackknife->slope_slope += sign * slope * slope;
        jackknife->slope_rows += sign * slope * rows;
    }
    for (size_t k = 0; k < jackknife->n_causes; k++) {
        long double left = (long double)share[LEFT + k];
        struct cause_sums *sums = &jackknife->sums[k];
        if (!(fabs(share[LEFT + k]) > 0))
            continue;
        sums->left_left += sign * left * left;
        sums->left_slope += sign * left * slope;
        sums->left_rows += sign * left * rows;
    }
}

static void change_share(struct jackknife *jackknife, double *share, int32_t *rows, int32_t more) {
    add_share(jackknife, share, *rows, -1);
    for (size_t i = 0; i < jackknife->width; i++)
        share[i] += jackknife->change[i];
    *rows += more;
    add_share(jackknife, share, *rows, 1);
}

/* The people of all these rows change alike: one row more at risk, or one less. */
static void change_people(struct jackknife *jackknife, const struct survival_group *group, const uint32_t rows[],
                          size_t n, int32_t more) {
    for (size_t j = 0; j < n; j++) {
        size_t person = (size_t)group->person[rows[j]];
        int32_t *own = &jackknife->rows[person];
        if (!jackknife->has_events) {
            jackknife->rows_rows += (long double)more * (2 * *own + more);
            *own += more;
            continue;
        }
        if (j + AHEAD < n)
            __builtin_prefetch(&jackknife->shares[(size_t)group->person[rows[j + AHEAD]] * jackknife->width]);
        change_share(jackknife, jackknife->shares + person * jackknife->width, own, more);
    }
}

static double variance_of(struct jackknife *jackknife, size_t k) {
    struct cause_sums *sums = &jackknife->sums[k];
    long double f = (long double)jackknife->curves[k].incidence, h = (long double)jackknife->curves[k].h;
    long double terms = sums->left_left + f * f * jackknife->slope_slope + h * h * jackknife->rows_rows;
    long double sum = terms + 2 * (f * sums->left_slope + h * sums->left_rows + f * h * jackknife->slope_rows);
    sums->largest = terms > sums->largest ? terms : sums->largest;
    return sum > rounding * sums->largest ? (double)sum : 0;
}

static void set_entering(struct jackknife *jackknife) {
    jackknife->change[SLOPE] = -jackknife->hazard;
    for (size_t k = 0; k < jackknife->n_causes; k++)
        jackknife->change[LEFT + k] = jackknife->hazard * jackknife->curves[k].incidence - jackknife->curves[k].h;
}

/* The curves are those with the events of the time; `survival` is the one just before it. */
static void set_ending(struct jackknife *jackknife, double survival, const struct risk_set *set, int32_t event) {
    double slope = jackknife->hazard;
    if (event > 0 && set->at_risk > set->events)
        slope -= 1 / (double)(set->at_risk - set->events);
    jackknife->change[SLOPE] = slope;
    for (size_t k = 0; k < jackknife->n_causes; k++) {
        double left = jackknife->curves[k].h - slope * jackknife->curves[k].incidence;
        if (event == (int32_t)k + 1)
            left += survival / set->at_risk;
        jackknife->change[LEFT + k] = left;
    }
}

static void advance(struct jackknife *jackknife, const struct risk_set *set, const uint32_t *events) {
    if (set->events == 0)
        return;
    double n = set->at_risk, d = set->events;
    jackknife->has_events = true;
    for (size_t k = 0; k < jackknife->n_causes; k++) {
        double step = jackknife->survival * events[k] / n;
        jackknife->curves[k].incidence += step;
        jackknife->curves[k].h += step * (jackknife->hazard - 1 / n);
    }
    /* When all at risk have an event S is 0 and nothing later counts. */
    if (set->at_risk > set->events)
        jackknife->hazard += d / (n * (n - d));
    jackknife->survival *= (n - d) / n;
}

/* Rows that end at one time come by event. */
static size_t count_alike(const struct survival_group *group, const uint32_t rows[], size_t n) {
    const int32_t *event = group->sample->event;
    size_t alike = 1;

    while (alike < n && event[rows[alike]] == event[rows[0]])
        alike++;
    return alike;
}

static void walk(const struct survival_group *group, const struct risk_sets *counts, struct jackknife *jackknife,
                 struct interval *const causes[]) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    for (size_t i = 0; i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        double survival = jackknife->survival;
        risk_sweep_step(&sweep, set->time, &step);
        set_entering(jackknife);
        change_people(jackknife, group, step.entering, step.n_entering, 1);
        advance(jackknife, set, &counts->cause_events[i * jackknife->n_causes]);
        for (size_t j = 0, n; j < step.n_ending; j += n) {
            n = count_alike(group, step.ending + j, step.n_ending - j);
            set_ending(jackknife, survival, set, group->sample->event[step.ending[j]]);
            change_people(jackknife, group, step.ending + j, n, -1);
        }
        for (size_t k = 0; k < jackknife->n_causes; k++)
            causes[k][i].std_error = sqrt(fmax(variance_of(jackknife, k), 0));
    }
}

enum stats_status incidence_jackknife(const struct survival_group *group, const struct risk_sets *counts,
                                      struct interval *const causes[]) {
    size_t n = (size_t)counts->n_causes, width = LEFT + n;
    struct jackknife jackknife = {.n_causes = n,
                                  .width = width,
                                  .survival = 1,
                                  .rows = calloc((size_t)group->n_people, sizeof(int32_t)),
                                  .shares = calloc((size_t)group->n_people * width, sizeof(double)),
                                  .change = calloc(width, sizeof(double)),
                                  .sums = calloc(n, sizeof(struct cause_sums)),
                                  .curves = calloc(n, sizeof(struct cause_curves))};
    bool has_room = jackknife.rows != NULL && jackknife.shares != NULL && jackknife.change != NULL &&
                    jackknife.sums != NULL && jackknife.curves != NULL;
    if (has_room)
        walk(group, counts, &jackknife, causes);
    free(jackknife.rows);
    free(jackknife.shares);
    free(jackknife.change);
    free(jackknife.sums);
    free(jackknife.curves);
    return has_room ? STATS_OK : STATS_NO_MEMORY;
}
