/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_release.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void forget_numbers(struct protect_row *row) {
    row->n = row->event_people = row->at_risk = row->events = (double)NAN;
    row->estimate = row->ci_low = row->ci_high = (double)NAN;
}

void protect_release_empty(struct protect_row *row) {
    forget_numbers(row);
    row->withheld = false;
}

/* That nobody can leave yet is known of the supplies, whoever left. */
static void withhold(struct protect_row *row) {
    forget_numbers(row);
    row->withheld = true;
    row->flag = strstr(row->flag, "by_construction") != NULL ? "withheld;by_construction" : "withheld";
}

/* Fewer than 30 people, people with the event, or people followed: the number may be told, but not relied on. */
static void mark_unreliable(struct protect_row *row, const struct protect_limits *limits) {
    const double counts[] = {row->n, row->at_risk, row->held};

    row->flag = strstr(row->flag, "by_construction") != NULL ? "by_construction" : "";
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (!isnan(counts[i]) && counts[i] < limits->reliable)
            row->flag = "unreliable";
}

/* People whose state on the day is known: still followed, or with the event before. A sum of classes. */
static double known_people(const struct protect_row *row, double whole, double width) {
    if (row->kind == PROTECT_PORTION || row->kind == PROTECT_MONTHLY || isnan(row->at_risk))
        return protect_counts_class(whole, width);
    return protect_counts_class(row->at_risk, width) + protect_counts_class(row->held, width);
}

static void release_share(struct protect_row *row, const struct protect_limits *limits) {
    double width = limits->width, whole = row->kind == PROTECT_PORTION ? row->at_risk : row->n;
    struct protect_share share = protect_counts_share(row->held, whole, known_people(row, whole, width), width);
    bool is_survival = row->kind == PROTECT_SURVIVAL || row->kind == PROTECT_MONTHLY;

    mark_unreliable(row, limits);
    row->estimate = (is_survival ? 100 - share.percent : share.percent) / 100;
    row->ci_low = (is_survival ? 100 - share.high : share.low) / 100;
    row->ci_high = (is_survival ? 100 - share.low : share.high) / 100;
    row->n = protect_counts_class(row->n, width);
    row->at_risk = row->kind == PROTECT_MONTHLY ? (double)NAN : protect_counts_class(row->at_risk, width);
    row->event_people = row->events = (double)NAN;
}

static void release_count(struct protect_row *row, const struct protect_limits *limits) {
    double count = protect_counts_class(row->estimate, limits->width);

    row->held = row->estimate;
    row->n = row->at_risk = (double)NAN;
    mark_unreliable(row, limits);
    if (row->held <= 0)
        row->flag = "";
    forget_numbers(row);
    row->events = row->estimate = count;
}

void protect_release_row(struct protect_row *row, const struct protect_limits *limits) {
    if (row->withheld) {
        withhold(row);
        return;
    }
    switch (row->kind) {
    case PROTECT_SURVIVAL:
    case PROTECT_INCIDENCE:
    case PROTECT_PORTION: release_share(row, limits); return;
    case PROTECT_COUNT: release_count(row, limits); return;
    case PROTECT_MONTHLY:
        if (isnan(row->held))
            release_count(row, limits);
        else
            release_share(row, limits);
        return;
    case PROTECT_LEAVE_OUT:
    case PROTECT_QUANTILE:
    case PROTECT_TEST_P:
    case PROTECT_PARAMETER: return;
    }
}

/* The first day on which the released number is under the level; NaN when it never is. */
static double first_under(const struct protect_row *like, const struct protect_row *rows, size_t n_rows, double level,
                          size_t which) {
    double first = (double)NAN;

    for (size_t i = 0; i < n_rows; i++) {
        const double numbers[] = {rows[i].estimate, rows[i].ci_low, rows[i].ci_high};
        if (rows[i].kind != PROTECT_SURVIVAL || rows[i].withheld || !protect_row_same_people(&rows[i], like))
            continue;
        if (numbers[which] < level && !(rows[i].time_days >= first))
            first = rows[i].time_days;
    }
    return first;
}

static void release_quantile(struct protect_row *row, const struct protect_row *rows, size_t n_rows,
                             const struct protect_limits *limits) {
    double level = 1 - (*row->subgroup == '\0' ? 0.5 : strtod(row->subgroup, NULL));
    const struct protect_row *curve = NULL;
    double n = row->n;

    for (size_t i = 0; i < n_rows && curve == NULL; i++)
        if (rows[i].kind == PROTECT_SURVIVAL && !rows[i].withheld && protect_row_same_people(&rows[i], row))
            curve = &rows[i];
    if (curve == NULL) {
        withhold(row);
        return;
    }
    forget_numbers(row);
    row->n = curve->n;
    row->estimate = first_under(row, rows, n_rows, level, 0);
    row->ci_low = first_under(row, rows, n_rows, level, 1);
    row->ci_high = first_under(row, rows, n_rows, level, 2);
    row->flag = isnan(row->estimate) ? "not_reached" : n < limits->reliable ? "unreliable" : "";
}

/* A comparison tells of every group in it: all must be large enough to be told themselves. */
static bool groups_are_told(const struct protect_row *test, const struct protect_row *rows, size_t n_rows) {
    bool any = false;

    for (size_t i = 0; i < n_rows; i++) {
        const struct protect_row *row = &rows[i];
        bool told = false;
        if ((row->kind != PROTECT_SURVIVAL && row->kind != PROTECT_INCIDENCE) ||
            strcmp(row->analysis, test->analysis) != 0 || strcmp(row->rule, test->rule) != 0 ||
            strcmp(row->group_by, test->group_by) != 0)
            continue;
        for (size_t j = 0; j < n_rows && !told; j++)
            told = rows[j].kind == row->kind && !rows[j].withheld && protect_row_same_people(&rows[j], row);
        if (!told)
            return false;
        any = true;
    }
    return any;
}

static void release_p(struct protect_row *row, const struct protect_row *rows, size_t n_rows) {
    static const double steps[] = {0.001, 0.01, 0.05};
    double p = row->estimate, told = 1;

    for (size_t i = sizeof steps / sizeof steps[0]; i-- > 0;)
        if (p < steps[i])
            told = steps[i];
    if (isnan(p) || !groups_are_told(row, rows, n_rows)) {
        withhold(row);
        return;
    }
    forget_numbers(row);
    row->estimate = told;
}

void protect_release_derived(struct protect_row *row, const struct protect_row *rows, size_t n_rows,
                             const struct protect_limits *limits) {
    if (row->kind == PROTECT_QUANTILE)
        release_quantile(row, rows, n_rows, limits);
    else if (row->kind == PROTECT_TEST_P)
        release_p(row, rows, n_rows);
}
