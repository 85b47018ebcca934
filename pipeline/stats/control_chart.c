/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/control_chart.h"

#include <math.h>
#include <stdbool.h>

#include "stats/distribution.h"

enum { ROW_OF_MONTHS = 7 };

static const double limit_factor = 2.66, limit_deviations = 3, outer_share = 2.0 / 3;

enum stats_status control_chart_build(const double *value, size_t n, size_t n_baseline, size_t least_points,
                                      struct control_chart *chart) {
    double sum = 0, ranges = 0;
    size_t n_points = 0, n_ranges = 0;

    if (n_baseline > n)
        return STATS_INVALID;
    for (size_t i = 0; i < n_baseline; i++) {
        bool follows = i > 0 && !isnan(value[i - 1]);
        if (isinf(value[i]))
            return STATS_INVALID;
        if (isnan(value[i]))
            continue;
        sum += value[i];
        n_points++;
        ranges += follows ? fabs(value[i] - value[i - 1]) : 0;
        n_ranges += follows;
    }
    if (n_points == 0 || n_points < least_points)
        return STATS_EMPTY;
    if (n_ranges == 0)
        return STATS_NOT_ESTIMABLE;
    double center = sum / (double)n_points, moving_range = ranges / (double)n_ranges;
    *chart = (struct control_chart){.center = center,
                                    .lower = center - limit_factor * moving_range,
                                    .upper = center + limit_factor * moving_range,
                                    .moving_range = moving_range,
                                    .n_points = n_points};
    return STATS_OK;
}

/* -1 below, 1 above, 0 for a missing value or one that differs by no more than rounding. */
static int side_of(const struct control_chart *chart, double value, double line) {
    double slack = 1e-12 * (fabs(chart->center) + chart->moving_range);

    return (value > line + slack) - (value < line - slack);
}

/* How many of the values up to i have the same side in a row; sides of a missing value are 0. */
struct row {
    int side;
    size_t length;
};

static void row_add(struct row *row, int side) {
    row->length = side == 0 ? 0 : side == row->side ? row->length + 1 : 1;
    row->side = side;
}

static bool is_outer(const struct control_chart *chart, double value, int side) {
    double line = chart->center + side * outer_share * (chart->upper - chart->center);

    return side != 0 && side_of(chart, value, line) == side;
}

static bool is_near(const struct control_chart *chart, const double last[3]) {
    int side = side_of(chart, last[0], chart->center), n_outer = 0;

    for (int i = 0; i < 3; i++) {
        if (side_of(chart, last[i], chart->center) != side)
            return false;
        n_outer += is_outer(chart, last[i], side);
    }
    return n_outer >= 2;
}

void control_chart_judge(const struct control_chart *chart, const double *value, size_t n, uint32_t *signals) {
    struct row sides = {0, 0}, steps = {0, 0};

    for (size_t i = 0; i < n; i++) {
        signals[i] = 0;
        row_add(&sides, side_of(chart, value[i], chart->center));
        row_add(&steps, i > 0 ? side_of(chart, value[i], value[i - 1]) : 0);
        if (isnan(value[i]))
            continue;
        if (side_of(chart, value[i], chart->upper) > 0 || side_of(chart, value[i], chart->lower) < 0)
            signals[i] |= CONTROL_OUTSIDE;
        if (sides.length >= ROW_OF_MONTHS)
            signals[i] |= CONTROL_ONE_SIDE;
        if (steps.length >= ROW_OF_MONTHS - 1)
            signals[i] |= CONTROL_TREND;
        if (i >= 2 && is_near(chart, &value[i - 2]))
            signals[i] |= CONTROL_NEAR;
    }
}

/*
 * Per month, for independent normal values with the limits at 3 standard deviations: 7 of 7 on one given side, twice;
 * one order of 7! that rises and one that falls; with p beyond 2 deviations on a side and 1/2 on that side,
 * 3 p^2 (1/2 - p) + p^3, twice.
 */
double control_chart_expected_signals(size_t n) {
    double beyond = 0.5 * distribution_normal_two_sided(limit_deviations * outer_share);
    double outside = distribution_normal_two_sided(limit_deviations);
    double near = 2 * (3 * beyond * beyond * (0.5 - beyond) + beyond * beyond * beyond);
    double one_side = 2 * pow(0.5, ROW_OF_MONTHS), trend = 2 / tgamma(ROW_OF_MONTHS + 1);
    double in_rows = n >= ROW_OF_MONTHS ? (double)(n - ROW_OF_MONTHS + 1) : 0, in_threes = n >= 3 ? (double)(n - 2) : 0;

    return (double)n * outside + in_rows * (one_side + trend) + in_threes * near;
}
