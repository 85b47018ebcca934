/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_CONTROL_CHART_H
#define SWITCHBACK_STATS_CONTROL_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * The chart of individual values (XmR) of a series of months: is a month more than the usual month-to-month
 * variation? Values must not overlap (counts of a month, shares of a month's own admissions): a census or a rolling
 * year repeats itself, and half its months would be marked for nothing.
 *
 * value[i]: the i-th month on any scale; NaN: the month is missing. A missing month is a gap: no moving range, run or
 *   trend goes across it. Limits lie at the mean +- 2.66 mean moving range (2.66 = 3 / 1.128, the expected range of
 *   two normal values in standard deviations); they are not cut to what is possible (a count below 0).
 *
 * The rules. Each marks the month with which the pattern is complete:
 *   CONTROL_OUTSIDE   outside the limits
 *   CONTROL_ONE_SIDE  the seventh or later month in a row on one side of the center (a month on it ends the row)
 *   CONTROL_TREND     the seventh or later month in a row of which each is above (below) the one before
 *   CONTROL_NEAR      two of three months in a row in the outer third towards a limit, all three on that side
 *
 * control_chart_build: limits from the first n_baseline of n months (n_baseline = n unless frozen).
 *   STATS_EMPTY: fewer than least_points values in them. STATS_NOT_ESTIMABLE: no two neighbouring values.
 *   STATS_INVALID: n_baseline over n, or an infinite value.
 * control_chart_judge: signals[i] = the rules that mark month i, combined by |; 0 for a missing month.
 * control_chart_expected_signals: marks to expect among n months that vary normally around a fixed center with known
 *   limits: the sum over the rules, slightly too high since a month may be marked by several.
 *
 * Source: Shewhart 1931; Wheeler, Understanding Variation, 1993 (2.66 and the moving range); the rules as NHS England,
 * Making Data Count, states them.
 * Checked against: the same definitions written again in base R, and a simulation of the expected marks
 * (tests/reference/control_chart.R).
 */
enum control_rule { CONTROL_OUTSIDE = 1, CONTROL_ONE_SIDE = 2, CONTROL_TREND = 4, CONTROL_NEAR = 8 };

struct control_chart {
    double center, lower, upper;
    double moving_range; /* mean of the absolute differences of neighbours */
    size_t n_points;     /* values that the limits rest on */
};

enum stats_status control_chart_build(const double *value, size_t n, size_t n_baseline, size_t least_points,
                                      struct control_chart *chart);
void control_chart_judge(const struct control_chart *chart, const double *value, size_t n, uint32_t *signals);
double control_chart_expected_signals(size_t n);

#endif
