/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/restricted_mean.h"

#include <math.h>
#include <stdbool.h>
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

/* A curve up to tau: its points 0 .. n - 1, and the area from each to tau. */
struct area {
    const struct survival_group *group;
    const struct kaplan_meier *curve;
    size_t n;
    const double *after;
};

/* Influence of a row, by person[row]: A_x / (n - d) if it has an event at x, minus the sum of A_j w_j over the
 * event times in (entry, min(x, tau)] (up to the sign). */
static void add_influences(const struct area *area, const int32_t *person, double sign, double *influence) {
    const struct survival_group *group = area->group;
    const struct kaplan_meier *curve = area->curve;
    const double *after = area->after;
    size_t n = area->n;
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const struct risk_set *set = &curve->counts.sets[i];
        risk_sweep_step(&sweep, set->time, &step);
        for (size_t j = 0; j < step.n_entering; j++)
            influence[person[step.entering[j]]] += sign * sum;
        sum += after[i] * weight(set);
        double jump = set->at_risk > set->events ? after[i] / (set->at_risk - set->events) : 0;
        for (size_t j = 0; j < step.n_ending; j++) {
            uint32_t row = step.ending[j];
            influence[person[row]] += sign * ((group->sample->event[row] > 0 ? jump : 0) - sum);
        }
    }
    /* Rows still at risk at tau have met every event time since they entered. */
    risk_sweep_step(&sweep, HUGE_VAL, &step);
    for (size_t j = 0; j < step.n_ending; j++)
        influence[person[step.ending[j]]] -= sign * sum;
    for (size_t j = 0; j < step.n_entering; j++)
        influence[person[step.entering[j]]] += sign * sum;
}

static enum stats_status jackknife(const struct survival_group *group, const struct kaplan_meier *curve, size_t n,
                                   const double *after, double *variance) {
    double *influence = calloc((size_t)group->n_people, sizeof *influence);
    if (influence == NULL)
        return STATS_NO_MEMORY;
    add_influences(&(struct area){group, curve, n, after}, group->person, 1, influence);
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

/* One group's part of the joint influences, by person of the sample. */
static enum stats_status add_group(const struct survival_group *group, const struct kaplan_meier *curve, double tau,
                                   double sign, double *influence) {
    size_t at = risk_sets_find(&curve->counts, tau), n = at == curve->n_points ? 0 : at + 1;
    double *after = malloc((n + 1) * sizeof *after);
    if (after == NULL)
        return STATS_NO_MEMORY;
    areas_after(curve, n, tau, after);
    add_influences(&(struct area){group, curve, n, after}, group->sample->person, sign, influence);
    free(after);
    return STATS_OK;
}

/* The variance of the difference when someone has rows in both groups; else *shared is false. */
static enum stats_status joint_variance(const struct survival_group *groups[2], const struct kaplan_meier *curves,
                                        double tau, bool *shared, double *variance) {
    const struct survival_sample *sample = groups[0]->sample;
    size_t n = sample->person != NULL ? (size_t)sample->n_people : 0;
    double *influence = calloc(n + 1, sizeof *influence);
    bool *seen = calloc(n + 1, sizeof *seen);
    enum stats_status status = influence != NULL && seen != NULL ? STATS_OK : STATS_NO_MEMORY;
    *shared = false;
    *variance = 0;
    for (size_t i = 0; status == STATS_OK && n > 0 && i < groups[0]->n_rows; i++)
        seen[sample->person[groups[0]->by_exit[i]]] = true;
    for (size_t i = 0; status == STATS_OK && n > 0 && i < groups[1]->n_rows; i++)
        *shared = *shared || seen[sample->person[groups[1]->by_exit[i]]];
    for (int g = 0; status == STATS_OK && *shared && g < 2; g++)
        status = add_group(groups[g], &curves[g], tau, g == 0 ? -1 : 1, influence);
    for (size_t i = 0; status == STATS_OK && *shared && i < n; i++)
        *variance += influence[i] * influence[i];
    free(influence);
    free(seen);
    return status;
}

enum stats_status restricted_mean_difference(const struct survival_group *first, const struct survival_group *second,
                                             double tau, double level, struct interval *out) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, level};
    const struct survival_group *groups[2] = {first, second};
    struct kaplan_meier curves[2] = {{0}, {0}};
    struct interval means[2];
    bool shared = false;
    double variance = 0;
    enum stats_status status = first->sample == second->sample ? STATS_OK : STATS_INVALID;
    for (int g = 0; status == STATS_OK && g < 2; g++) {
        status = kaplan_meier_estimate(groups[g], NULL, 0, &confidence, &curves[g]);
        if (status == STATS_OK)
            status = restricted_mean(groups[g], &curves[g], tau, &means[g]);
    }
    if (status == STATS_OK)
        status = joint_variance(groups, curves, tau, &shared, &variance);
    if (status == STATS_OK) {
        double difference = means[1].estimate - means[0].estimate;
        double std_error = shared ? sqrt(variance) : hypot(means[0].std_error, means[1].std_error);
        double half = distribution_normal_quantile(0.5 + level / 2) * std_error;
        *out = (struct interval){difference, std_error, difference - half, difference + half};
    }
    kaplan_meier_free(&curves[0]);
    kaplan_meier_free(&curves[1]);
    return status;
}
