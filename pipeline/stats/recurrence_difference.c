/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/recurrence_difference.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"
#include "stats/risk_sweep.h"

/* Influences by person of the sample, whatever the group; without persons by row. */
struct influences {
    const int32_t *person;
    size_t n;
    double *of;
};

static enum stats_status influences_open(struct influences *influences, const struct survival_sample *sample) {
    influences->person = sample->person;
    influences->n = sample->person != NULL ? (size_t)sample->n_people : sample->n_rows;
    influences->of = calloc(influences->n + 1, sizeof(double));
    return influences->of != NULL ? STATS_OK : STATS_NO_MEMORY;
}

static void influences_add(struct influences *influences, uint32_t row, double change) {
    influences->of[influences->person != NULL ? (size_t)influences->person[row] : row] += change;
}

/* The mean at `time`; adds to each person sign times sum (dN - Y d / n) / n. */
static double add_mean(const struct survival_group *group, double time, double sign, struct influences *influences) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double mean = 0, loss = 0, next; /* loss: sum of d / n^2 */
    while (risk_sweep_next(&sweep, &next) && !(next > time)) {
        double events = 0;
        risk_sweep_step(&sweep, next, &step);
        for (size_t i = 0; i < step.n_entering; i++)
            influences_add(influences, step.entering[i], sign * loss);
        for (size_t i = 0; i < step.n_ending; i++)
            events += group->sample->event[step.ending[i]] > 0;
        double n = (double)step.at_risk;
        mean += events / n;
        loss += events / (n * n);
        for (size_t i = 0; i < step.n_ending; i++) {
            double jump = group->sample->event[step.ending[i]] > 0 ? 1 / n : 0;
            influences_add(influences, step.ending[i], sign * (jump - loss));
        }
    }
    /* Those still at risk have met all since they entered. */
    risk_sweep_step(&sweep, HUGE_VAL, &step);
    for (size_t i = 0; i < step.n_ending; i++)
        influences_add(influences, step.ending[i], -sign * loss);
    for (size_t i = 0; i < step.n_entering; i++)
        influences_add(influences, step.entering[i], sign * loss);
    return mean;
}

static double row_exposure(const struct survival_sample *sample, uint32_t row) {
    return sample->exit[row] - (sample->entry == NULL ? 0 : sample->entry[row]);
}

/* The rate, NaN without time at risk; adds to each person sign times (events - rate x exposure) / all exposure. */
static double add_rate(const struct survival_group *group, double sign, struct influences *influences) {
    double events = 0, exposure = 0;
    for (size_t i = 0; i < group->n_rows; i++) {
        events += group->sample->event[group->by_exit[i]] > 0;
        exposure += row_exposure(group->sample, group->by_exit[i]);
    }
    if (!(exposure > 0))
        return nan("");
    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_exit[i];
        double residual = (group->sample->event[row] > 0) - events / exposure * row_exposure(group->sample, row);
        influences_add(influences, row, sign * residual / exposure);
    }
    return events / exposure;
}

static void set_difference(const struct influences *influences, double difference, double level, struct interval *out) {
    double variance = 0;
    for (size_t i = 0; i < influences->n; i++)
        variance += influences->of[i] * influences->of[i];
    double std_error = sqrt(variance), half = distribution_normal_quantile(0.5 + level / 2) * std_error;
    *out = (struct interval){difference, std_error, difference - half, difference + half};
}

static double last_exit(const struct survival_group *group) {
    return group->sample->exit[group->by_exit[group->n_rows - 1]];
}

static enum stats_status check(const struct survival_group *first, const struct survival_group *second, double level) {
    if (!(level > 0 && level < 1) || first->sample != second->sample)
        return STATS_INVALID;
    return first->n_rows > 0 && second->n_rows > 0 ? STATS_OK : STATS_EMPTY;
}

enum stats_status recurrence_mean_difference(const struct survival_group *first, const struct survival_group *second,
                                             double time, double level, struct interval *out) {
    struct influences influences;
    enum stats_status status = check(first, second, level);
    if (status == STATS_OK && (time > last_exit(first) || time > last_exit(second)))
        status = STATS_BEYOND_FOLLOW_UP;
    if (status == STATS_OK)
        status = influences_open(&influences, first->sample);
    if (status != STATS_OK)
        return status;
    double before = add_mean(first, time, -1, &influences), after = add_mean(second, time, 1, &influences);
    set_difference(&influences, after - before, level, out);
    free(influences.of);
    return STATS_OK;
}

enum stats_status recurrence_rate_difference(const struct survival_group *first, const struct survival_group *second,
                                             double level, struct interval *out) {
    struct influences influences;
    enum stats_status status = check(first, second, level);
    if (status == STATS_OK)
        status = influences_open(&influences, first->sample);
    if (status != STATS_OK)
        return status;
    double before = add_rate(first, -1, &influences), after = add_rate(second, 1, &influences);
    if (isnan(before) || isnan(after))
        status = STATS_EMPTY;
    else
        set_difference(&influences, after - before, level, out);
    free(influences.of);
    return status;
}
