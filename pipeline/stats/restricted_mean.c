/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/restricted_mean.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"
#include "stats/risk_sweep.h"

/* after[i]: the area under S from the time of point i to tau. Returns the area from 0. */
static double areas_after(const struct kaplan_meier *curve, size_t n, double tau, double *after) {
    double area = 0, until = tau;
    for (size_t i = n; i-- > 0;) {
        double time = curve->counts.sets[i].time;
        area += curve->points[i].estimate * (until - time);
        after[i] = area;
        until = time;
    }
    return area + until;
}

/* d / (n (n - d)); where everyone at risk has the event the area after is 0. */
static double weight(const struct risk_set *set) {
    if (set->events == 0 || set->events == set->at_risk)
        return 0;
    return (double)set->events / ((double)set->at_risk * (double)(set->at_risk - set->events));
}

static double greenwood(const struct kaplan_meier *curve, size_t n, const double *after) {
    double variance = 0;
    for (size_t i = 0; i < n; i++)
        variance += after[i] * after[i] * weight(&curve->counts.sets[i]);
    return variance;
}

/* Influence of a row: A_x / (n - d) if it has an event at x, minus the sum of A_j w_j over the
 * event times in (entry, min(x, tau)] (up to the sign). */
static void add_influences(const struct survival_group *group, const struct kaplan_meier *curve, size_t n,
                           const double *after, double *influence) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const struct risk_set *set = &curve->counts.sets[i];
        risk_sweep_step(&sweep, set->time, &step);
        for (size_t j = 0; j < step.n_entering; j++)
            influence[group->person[step.entering[j]]] += sum;
        sum += after[i] * weight(set);
        double jump = set->at_risk > set->events ? after[i] / (set->at_risk - set->events) : 0;
        for (size_t j = 0; j < step.n_ending; j++) {
            uint32_t row = step.ending[j];
            influence[group->person[row]] += (group->sample->event[row] > 0 ? jump : 0) - sum;
        }
    }
    /* Rows still at risk at tau have met every event time since they entered. */
    risk_sweep_step(&sweep, HUGE_VAL, &step);
    for (size_t j = 0; j < step.n_ending; j++)
        influence[group->person[step.ending[j]]] -= sum;
    for (size_t j = 0; j < step.n_entering; j++)
        influence[group->person[step.entering[j]]] += sum;
}

static enum stats_status jackknife(const struct survival_group *group, const struct kaplan_meier *curve, size_t n,
                                   const double *after, double *variance) {
    double *influence = calloc((size_t)group->n_people, sizeof *influence);
    if (influence == NULL)
        return STATS_NO_MEMORY;
    add_influences(group, curve, n, after, influence);
    *variance = 0;
    for (int32_t person = 0; person < group->n_people; person++)
        *variance += influence[person] * influence[person];
    free(influence);
    return STATS_OK;
}

static void set_interval(double mean, double variance, double tau, double level, struct interval *out) {
    double std_error = sqrt(variance);
    double half = distribution_normal_quantile(0.5 + level / 2) * std_error;
    *out = (struct interval){mean, std_error, fmax(mean - half, 0), fmin(mean + half, tau)};
}

enum stats_status restricted_mean(const struct survival_group *group, const struct kaplan_meier *curve, double tau,
                                  struct interval *out) {
    if (!(tau > 0 && isfinite(tau)))
        return STATS_INVALID;
    size_t last = risk_sets_find(&curve->counts, curve->last_time);
    if (tau > curve->last_time && curve->points[last].estimate > 0)
        return STATS_BEYOND_FOLLOW_UP;
    size_t at = risk_sets_find(&curve->counts, tau), n = at == curve->n_points ? 0 : at + 1;
    double *after = malloc((n + 1) * sizeof *after);
    if (after == NULL)
        return STATS_NO_MEMORY;
    double mean = areas_after(curve, n, tau, after), variance = greenwood(curve, n, after);
    enum stats_status status = STATS_OK;
    if (survival_group_repeats(group))
        status = jackknife(group, curve, n, after, &variance);
    free(after);
    if (status == STATS_OK)
        set_interval(mean, variance, tau, curve->confidence.level, out);
    return status;
}

void restricted_mean_difference(const struct interval *first, const struct interval *second, double level,
                                struct interval *out) {
    double difference = second->estimate - first->estimate;
    double std_error = hypot(first->std_error, second->std_error);
    double half = distribution_normal_quantile(0.5 + level / 2) * std_error;
    *out = (struct interval){difference, std_error, difference - half, difference + half};
}
