/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/kaplan_meier.h"

#include <math.h>
#include <stdlib.h>

#include "stats/person_jackknife.h"
#include "stats/risk_sweep.h"
#include "stats/survival_quantile.h"

/* d / (n (n - d)), the step of A; nothing when everyone at risk has the event: S is 0 then. */
static double hazard_step(const struct risk_set *set) {
    if (set->events == 0 || set->events == set->at_risk)
        return 0;
    return (double)set->events / ((double)set->at_risk * (double)(set->at_risk - set->events));
}

static void jackknife_end_row(struct person_jackknife *jackknife, const struct survival_group *group, uint32_t row,
                              const struct risk_set *set, double hazard) {
    double left = -hazard;
    if (group->sample->event[row] > 0 && set->at_risk > set->events)
        left += 1 / (double)(set->at_risk - set->events);
    person_jackknife_change(jackknife, group->person[row], left, -1);
}

/* Replaces Greenwood's sum, variance / S^2, of each point by the jackknife's. */
static void jackknife_walk(const struct survival_group *group, const struct risk_sets *counts,
                           struct person_jackknife *jackknife, struct interval *points) {
    struct risk_sweep sweep = risk_sweep_start(group);
    double hazard = 0;
    for (size_t i = 0; i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        struct risk_step step;
        risk_sweep_step(&sweep, set->time, &step);
        for (size_t j = 0; j < step.n_entering; j++)
            person_jackknife_change(jackknife, group->person[step.entering[j]], hazard, 1);
        hazard += hazard_step(set);
        for (size_t j = 0; j < step.n_ending; j++)
            jackknife_end_row(jackknife, group, step.ending[j], set, hazard);
        points[i].std_error = person_jackknife_sum(jackknife, hazard);
    }
}

static enum stats_status jackknife_variance(const struct survival_group *group, const struct risk_sets *counts,
                                            struct interval *points) {
    struct person_jackknife jackknife;
    enum stats_status status = person_jackknife_alloc(&jackknife, (size_t)group->n_people);
    if (status == STATS_OK)
        jackknife_walk(group, counts, &jackknife, points);
    person_jackknife_free(&jackknife);
    return status;
}

/* S, and in std_error for now Greenwood's sum of d / (n (n - d)). */
static void product_limit(const struct risk_sets *counts, struct interval *points) {
    double survival = 1, sum = 0;
    for (size_t i = 0; i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        if (set->events > 0)
            survival *= (double)(set->at_risk - set->events) / (double)set->at_risk;
        sum += hazard_step(set);
        points[i].estimate = survival;
        points[i].std_error = sum;
    }
}

/* From 0 on the limits stay. */
static struct confidence_limits limits_at(const struct kaplan_meier *curve, size_t i) {
    const struct interval *point = &curve->points[i], *before = i > 0 ? &curve->points[i - 1] : NULL;
    double people = curve->counts.sets[i].people_at_risk;
    if (point->estimate > 0)
        return confidence_survival(&curve->confidence, point->estimate, point->std_error, people);
    if (before != NULL && !(before->estimate > 0))
        return (struct confidence_limits){before->ci_low, before->ci_high};
    return confidence_survival_end(&curve->confidence, before, people);
}

static void add_limits(struct kaplan_meier *curve) {
    for (size_t i = 0; i < curve->n_points; i++) {
        struct interval *point = &curve->points[i];
        if (curve->counts.sets[i].time > curve->last_time && point->estimate > 0) {
            double unknown = nan("");
            *point = (struct interval){unknown, unknown, unknown, unknown};
            continue;
        }
        point->std_error = confidence_error(point->estimate, point->estimate * sqrt(fmax(point->std_error, 0)));
        struct confidence_limits limits = limits_at(curve, i);
        point->ci_low = limits.low;
        point->ci_high = limits.high;
    }
}

enum stats_status kaplan_meier_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                        const struct confidence *confidence, struct kaplan_meier *out) {
    if (!(confidence->level > 0 && confidence->level < 1))
        return STATS_INVALID;
    struct kaplan_meier curve = {.confidence = *confidence};
    enum stats_status status = risk_sets_build(group, times, n_times, &curve.counts);
    if (status != STATS_OK)
        return status;
    curve.n_points = curve.counts.n_sets;
    curve.last_time = group->sample->exit[group->by_exit[group->n_rows - 1]];
    curve.points = malloc(curve.n_points * sizeof *curve.points);
    status = curve.points != NULL ? STATS_OK : STATS_NO_MEMORY;
    if (status == STATS_OK)
        product_limit(&curve.counts, curve.points);
    if (status == STATS_OK && survival_group_repeats(group))
        status = jackknife_variance(group, &curve.counts, curve.points);
    if (status != STATS_OK) {
        kaplan_meier_free(&curve);
        return status;
    }
    add_limits(&curve);
    *out = curve;
    return STATS_OK;
}

void kaplan_meier_free(struct kaplan_meier *curve) {
    if (curve == NULL)
        return;
    risk_sets_free(&curve->counts);
    free(curve->points);
    *curve = (struct kaplan_meier){0};
}

enum stats_status kaplan_meier_quantile(const struct kaplan_meier *curve, double p, struct interval *out) {
    return survival_quantile(curve->counts.sets, curve->points, curve->n_points, p, out);
}
