/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A series of months as rows of estimates, with its control chart (stats/control_chart.h).
 *
 * Of each month with a value: MEASURE_center, MEASURE_lower_limit, MEASURE_upper_limit (cut to what is possible) and
 * MEASURE_signal: estimate 1 when a rule marks the month, else 0; each rule that does has a row of its own with the
 * rule in subgroup: outside, one_side, trend, near. MEASURE_expected_signals: estimate = marks to expect by chance,
 * events = months marked, at_risk = months judged.
 *
 * Limits are set anew only where the configuration says so, with a reason that the report prints:
 *
 *     [rebase]
 *     2025-10 = each new person is called weekly
 *     [months]
 *     baseline_until = 2024-12
 *
 * and from the month on behind the closing of a site, which is no change of the others.
 *
 * Each section of months between rebases needs least_points values; without them it has no limits, and a note says so.
 * The section that holds baseline_until takes its limits from the months up to it. Months that hold fewer than
 * MONTH_CHART_LEAST_PEOPLE people together, fewer than MONTH_CHART_LEAST_MEAN each, or cohorts of fewer than
 * MONTH_CHART_LEAST_COHORT have no limits: of 0 and 1 every second month would be unusual.
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_CHART_H
#define SWITCHBACK_ESTIMATE_MONTH_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ini_file.h"
#include "settings/month_words.h"
#include "table/estimates_table.h"

enum {
    MONTH_CHART_MOST_REBASES = MONTH_WORDS_MOST,
    MONTH_CHART_LEAST_PEOPLE = 30,
    MONTH_CHART_LEAST_MEAN = 5,
    MONTH_CHART_LEAST_COHORT = 11
};

struct month_rebase {
    int32_t month;      /* calendar_month_index */
    const char *reason; /* borrowed */
};

struct month_chart_settings {
    size_t least_points;
    int32_t baseline_until;                                /* calendar_month_index; -1: limits move with the data */
    struct month_rebase rebases[MONTH_CHART_MOST_REBASES]; /* ascending */
    size_t n_rebases;
    bool quiet;
};

/* A series: what its rows share, and its values; NaN: missing, or not yet decided. */
struct month_chart_series {
    const char *measure;
    int32_t first_month; /* calendar_month_index of value[0] */
    const double *value;
    size_t n_months;
    double most;   /* the largest value that is possible (1 for shares) */
    double people; /* that all its months hold together */
};

/* Reads [months] and [rebase], or ends the program with exit 78. */
struct month_chart_settings month_chart_read_settings(const struct ini_file *file, bool quiet);

/* Sets limits anew from a month on, unless they are already; `reason` is borrowed. */
void month_chart_rebase(struct month_chart_settings *settings, int32_t month, const char *reason);

/* Writes one row `rebase` per rebase inside the months: period, the reason in subgroup. */
void month_chart_write_rebases(const struct month_chart_settings *settings, struct table_writer *writer,
                               int32_t first_month, size_t n_months);

/* Writes the chart's rows; analysis is `months`. */
void month_chart_write(const struct month_chart_settings *settings, struct table_writer *writer,
                       const struct month_chart_series *series);

#endif
