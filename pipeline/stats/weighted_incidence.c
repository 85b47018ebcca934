/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/weighted_incidence.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/risk_sweep.h"

/* What happened at a time: weights of the rows at risk, with an event, with one of the cause; and what of it each row
 * at risk then, and each with its event then, has in the share. */
struct moment {
    double time, at_risk, events, cause_events;
    double risk;       /* summed up to and with this time, for a row at risk */
    double jump;       /* for an event of any cause */
    double cause_jump; /* the same if it is of the cause */
};

struct curve {
    struct moment *moments;
    size_t n;
    double last; /* exit of a row with a weight */
};

static bool is_of(int32_t event, int32_t cause) { return event > 0 && (cause == 0 || event == cause); }

/* Weights are added and taken away, so that what is left when all have gone may be rounding alone: only times with an
 * event count. Behind `until` one row is enough: it was followed so long. */
static void fill_moments(const struct survival_group *group, const double *weights, int32_t cause, double until,
                         struct curve *curve) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double at_risk = 0;

    for (double time; !(curve->last > until) && risk_sweep_next(&sweep, &time);) {
        struct moment moment = {.time = time};
        risk_sweep_step(&sweep, time, &step);
        for (size_t i = 0; i < step.n_entering; i++)
            at_risk += weights[step.entering[i]];
        moment.at_risk = at_risk;
        for (size_t i = 0; i < step.n_ending; i++) {
            uint32_t row = step.ending[i];
            int32_t event = group->sample->event[row];
            moment.events += event > 0 ? weights[row] : 0;
            moment.cause_events += is_of(event, cause) ? weights[row] : 0;
            at_risk -= weights[row];
            curve->last = weights[row] > 0 ? time : curve->last;
        }
        if (moment.events > 0 && time <= until)
            curve->moments[curve->n++] = moment;
    }
}

/* Weights at risk and without an event; what rounding left of fractions is nobody. */
static double staying_of(const struct moment *moment) {
    double staying = moment->at_risk - moment->events;

    return staying > 1e-12 * moment->at_risk ? staying : 0;
}

/* Rounding can leave a sum of all steps one unit beside 1. */
static double bounded(double share, double survival) { return survival > 0 || share < 1 - 1e-12 ? fmin(share, 1) : 1; }

/* Forward: S and F; then what each row has in it, for which F at the end must be known. */
static double follow(struct curve *curve, struct weighted_incidence *out) {
    double survival = 1, share = 0, risk = 0, so_far = 0, before = 1;

    *out = (struct weighted_incidence){.gone = HUGE_VAL, .before = nan("")};
    for (size_t j = 0; j < curve->n; j++) {
        const struct moment *moment = &curve->moments[j];
        double step = survival / moment->at_risk;
        out->largest_step = step > out->largest_step ? step : out->largest_step;
        share += step * moment->cause_events;
        survival *= staying_of(moment) / moment->at_risk;
        out->gone = survival > 0 ? out->gone : fmin(out->gone, moment->time);
        out->share = bounded(share, survival);
        out->before = out->share > 0 && out->share < 1 ? moment->time : out->before;
    }
    for (size_t j = 0; j < curve->n; j++) {
        struct moment *moment = &curve->moments[j];
        double staying = staying_of(moment);
        so_far += before / moment->at_risk * moment->cause_events;
        moment->cause_jump = before / moment->at_risk;
        moment->jump = staying > 0 && j + 1 < curve->n ? -(share - so_far) / staying : 0; /* 1 / ((1 - h) n) */
        risk += (moment->cause_jump * moment->cause_events + moment->jump * moment->events) / moment->at_risk;
        moment->risk = risk;
        before *= staying / moment->at_risk;
    }
    return survival;
}

/* How many moments are not after `time`. */
static size_t count_until(const struct curve *curve, double time) {
    size_t low = 0, high = curve->n > 0 && time < curve->moments[0].time ? 0 : curve->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (curve->moments[middle].time > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static double risk_until(const struct curve *curve, size_t n) { return n > 0 ? curve->moments[n - 1].risk : 0; }

/* A row with a weight and an event by `until` ends at a moment; one without a weight need not, and has no jump then. */
static void set_influences(const struct survival_group *group, const struct curve *curve, int32_t cause,
                           double *influence) {
    const struct survival_sample *rows = group->sample;
    size_t end = 0;

    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_exit[i];
        size_t begin = rows->entry == NULL ? 0 : count_until(curve, rows->entry[row]);
        const struct moment *last;
        while (end < curve->n && !(curve->moments[end].time > rows->exit[row]))
            end++;
        last = end > 0 ? &curve->moments[end - 1] : NULL;
        influence[row] = risk_until(curve, begin) - risk_until(curve, end);
        if (last != NULL && rows->event[row] > 0 && !(last->time < rows->exit[row]))
            influence[row] += last->jump + (is_of(rows->event[row], cause) ? last->cause_jump : 0);
    }
}

enum stats_status weighted_incidence_estimate(const struct survival_group *group, const double *weights, int32_t cause,
                                              double time, double *influence, struct weighted_incidence *out) {
    struct curve curve = {.moments = malloc((group->n_rows + 1) * sizeof *curve.moments)};
    struct weighted_incidence found;
    enum stats_status status = STATS_OK;

    if (curve.moments == NULL)
        return STATS_NO_MEMORY;
    fill_moments(group, weights, cause, time, &curve);
    if (follow(&curve, &found) > 0 && curve.last < time)
        status = STATS_BEYOND_FOLLOW_UP;
    if (status == STATS_OK) {
        set_influences(group, &curve, cause, influence);
        *out = found;
    }
    free(curve.moments);
    return status;
}
