/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/aalen_johansen.h"

#include <math.h>
#include <stdlib.h>

#include "stats/incidence_jackknife.h"
#include "stats/survival_quantile.h"

static enum stats_status allocate(struct aalen_johansen *incidence) {
    size_t n_causes = (size_t)incidence->n_causes;
    incidence->survival = malloc(incidence->n_points * sizeof *incidence->survival);
    incidence->causes = calloc(n_causes, sizeof *incidence->causes);
    if (incidence->survival == NULL || incidence->causes == NULL)
        return STATS_NO_MEMORY;
    for (size_t k = 0; k < n_causes; k++) {
        incidence->causes[k] = malloc(incidence->n_points * sizeof *incidence->causes[k]);
        if (incidence->causes[k] == NULL)
            return STATS_NO_MEMORY;
    }
    return STATS_OK;
}

static void accumulate(struct aalen_johansen *incidence) {
    size_t n_causes = (size_t)incidence->n_causes;
    double survival = 1;
    for (size_t i = 0; i < incidence->n_points; i++) {
        const struct risk_set *set = &incidence->counts.sets[i];
        for (size_t k = 0; k < n_causes; k++) {
            double events = incidence->counts.cause_events[i * n_causes + k];
            double before = i > 0 ? incidence->causes[k][i - 1].estimate : 0;
            double step = events > 0 ? survival * events / set->at_risk : 0;
            incidence->causes[k][i].estimate = before + step;
        }
        if (set->events > 0)
            survival *= (double)(set->at_risk - set->events) / (double)set->at_risk;
        incidence->survival[i] = survival;
    }
}

/* Rounding can leave a sum of all steps one unit beside 1. */
static double bounded(double estimate, double survival) {
    return survival > 0 || estimate < 1 - 1e-12 ? fmin(estimate, 1) : 1;
}

/* From 1 on the limits stay. */
static struct confidence_limits limits_at(const struct interval *points, size_t i, double people,
                                          const struct confidence *confidence) {
    const struct interval *point = &points[i], *before = i > 0 ? &points[i - 1] : NULL;
    if (isnan(point->estimate) || point->estimate < 1)
        return confidence_incidence(confidence, point->estimate, point->std_error, people);
    if (before != NULL && !(before->estimate < 1))
        return (struct confidence_limits){before->ci_low, before->ci_high};
    return confidence_incidence_end(confidence, before, people);
}

static void add_limits(struct aalen_johansen *incidence, size_t k, const struct confidence *confidence) {
    double people = 0;
    for (size_t i = 0; i < incidence->n_points; i++) {
        const struct risk_set *set = &incidence->counts.sets[i];
        struct interval *point = &incidence->causes[k][i];
        /* Once all have left, the people are those at risk when the last of them did. */
        if (incidence->survival[i] > 0 || i == 0 || incidence->survival[i - 1] > 0)
            people = set->people_at_risk;
        if (set->time > incidence->last_time && incidence->survival[i] > 0) {
            double unknown = nan("");
            *point = (struct interval){unknown, unknown, unknown, unknown};
            continue;
        }
        point->estimate = bounded(point->estimate, incidence->survival[i]);
        point->std_error = confidence_error(point->estimate, point->std_error);
        struct confidence_limits limits = limits_at(incidence->causes[k], i, people, confidence);
        point->ci_low = limits.low;
        point->ci_high = limits.high;
    }
}

enum stats_status aalen_johansen_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                          const struct confidence *confidence, struct aalen_johansen *out) {
    if (!(confidence->level > 0 && confidence->level < 1))
        return STATS_INVALID;
    struct aalen_johansen incidence = {.n_causes = group->sample->n_causes};
    enum stats_status status = risk_sets_build(group, times, n_times, &incidence.counts);
    if (status != STATS_OK)
        return status;
    incidence.n_points = incidence.counts.n_sets;
    incidence.last_time = group->sample->exit[group->by_exit[group->n_rows - 1]];
    status = allocate(&incidence);
    if (status == STATS_OK)
        accumulate(&incidence);
    if (status == STATS_OK)
        status = incidence_jackknife(group, &incidence.counts, incidence.causes);
    for (size_t k = 0; status == STATS_OK && k < (size_t)incidence.n_causes; k++)
        add_limits(&incidence, k, confidence);
    if (status == STATS_OK)
        *out = incidence;
    else
        aalen_johansen_free(&incidence);
    return status;
}

void aalen_johansen_free(struct aalen_johansen *incidence) {
    if (incidence == NULL)
        return;
    for (int32_t k = 0; incidence->causes != NULL && k < incidence->n_causes; k++)
        free(incidence->causes[k]);
    free(incidence->causes);
    free(incidence->survival);
    risk_sets_free(&incidence->counts);
    *incidence = (struct aalen_johansen){0};
}

enum stats_status aalen_johansen_quantile(const struct aalen_johansen *incidence, int32_t cause, double p,
                                          struct interval *out) {
    if (cause < 1 || cause > incidence->n_causes)
        return STATS_INVALID;
    return incidence_quantile(incidence->counts.sets, incidence->causes[cause - 1], incidence->n_points, p, out);
}
