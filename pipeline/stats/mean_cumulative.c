/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mean_cumulative.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"
#include "stats/person_jackknife.h"
#include "stats/rate.h"
#include "stats/risk_sweep.h"

static void walk(const struct survival_group *group, const struct risk_sets *counts, struct person_jackknife *jackknife,
                 struct interval *points) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double mean = 0, loss = 0; /* loss: sum of d / n^2 */
    for (size_t i = 0; i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        double n = set->at_risk, d = set->events;
        risk_sweep_step(&sweep, set->time, &step);
        for (size_t j = 0; j < step.n_entering; j++)
            person_jackknife_change(jackknife, group->person[step.entering[j]], loss, 1);
        mean += d > 0 ? d / n : 0;
        loss += d > 0 ? d / (n * n) : 0;
        for (size_t j = 0; j < step.n_ending; j++) {
            uint32_t row = step.ending[j];
            double jump = group->sample->event[row] > 0 ? 1 / n : 0;
            person_jackknife_change(jackknife, group->person[row], jump - loss, -1);
        }
        points[i].estimate = mean;
        points[i].std_error = sqrt(fmax(person_jackknife_sum(jackknife, loss), 0));
    }
}

static void set_limits(const struct risk_set *set, double last_time, double level, struct interval *point) {
    if (set->time > last_time) {
        double unknown = nan("");
        *point = (struct interval){unknown, unknown, unknown, unknown};
    } else if (point->estimate > 0) {
        double half = distribution_normal_quantile(0.5 + level / 2) * point->std_error;
        point->ci_low = point->estimate * exp(-half / point->estimate);
        point->ci_high = point->estimate * exp(half / point->estimate);
    } else {
        point->ci_low = 0;
        point->ci_high = set->people_at_risk > 0 ? -log((1 - level) / 2) / set->people_at_risk : nan("");
    }
}

enum stats_status mean_cumulative_estimate(const struct survival_group *group, const double *times, size_t n_times,
                                           double level, struct mean_cumulative *out) {
    if (!(level > 0 && level < 1))
        return STATS_INVALID;
    struct mean_cumulative mean = {0};
    struct person_jackknife jackknife;
    enum stats_status status = risk_sets_build(group, times, n_times, &mean.counts);
    if (status != STATS_OK)
        return status;
    mean.n_points = mean.counts.n_sets;
    mean.last_time = group->sample->exit[group->by_exit[group->n_rows - 1]];
    mean.points = malloc(mean.n_points * sizeof *mean.points);
    status = person_jackknife_alloc(&jackknife, (size_t)group->n_people);
    if (mean.points == NULL)
        status = STATS_NO_MEMORY;
    if (status == STATS_OK) {
        walk(group, &mean.counts, &jackknife, mean.points);
        for (size_t i = 0; i < mean.n_points; i++)
            set_limits(&mean.counts.sets[i], mean.last_time, level, &mean.points[i]);
        *out = mean;
    } else {
        mean_cumulative_free(&mean);
    }
    person_jackknife_free(&jackknife);
    return status;
}

double mean_cumulative_alone_from(const struct survival_group *group) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    for (double time; risk_sweep_next(&sweep, &time);) {
        risk_sweep_step(&sweep, time, &step);
        if (step.at_risk == 1 && group->sample->event[step.ending[0]] > 0)
            return time;
    }
    return HUGE_VAL;
}

void mean_cumulative_free(struct mean_cumulative *mean) {
    if (mean == NULL)
        return;
    risk_sets_free(&mean->counts);
    free(mean->points);
    *mean = (struct mean_cumulative){0};
}

enum stats_status mean_cumulative_rate(const struct survival_group *group, double level, struct interval *out,
                                       struct interval *exact) {
    size_t n_people = (size_t)group->n_people;
    const struct survival_sample *sample = group->sample;
    double all_events = 0, all_exposure = 0;
    double *events = calloc(n_people + 1, sizeof *events), *exposure = calloc(n_people + 1, sizeof *exposure);
    enum stats_status status = STATS_NO_MEMORY;
    if (events != NULL && exposure != NULL) {
        for (size_t i = 0; i < group->n_rows; i++) {
            uint32_t row = group->by_exit[i];
            int32_t person = group->person[row];
            events[person] += sample->event[row] > 0;
            exposure[person] += sample->exit[row] - (sample->entry == NULL ? 0 : sample->entry[row]);
        }
        for (size_t i = 0; i < n_people; i++) {
            all_events += events[i];
            all_exposure += exposure[i];
        }
        struct interval poisson;
        status = rate_exact(all_events, all_exposure, level, &poisson);
        if (status == STATS_OK)
            status = rate_robust(events, exposure, n_people, level, out);
        if (status == STATS_OK)
            *exact = poisson;
    }
    free(events);
    free(exposure);
    return status;
}
