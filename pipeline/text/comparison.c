/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/comparison.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "stats/heterogeneity.h"
#include "stats/proportion.h"
#include "text/wording.h"

static const double LEVEL = 0.05, INTERVAL_LEVEL = 0.95;

enum { MOST_REBASE_MONTHS = 24 };

/* Of rows that share nobody; rows without an interval meet everything. */
static bool meet(const struct estimate *left, const struct estimate *right) {
    if (isnan(left->ci_low) || isnan(left->ci_high) || isnan(right->ci_low) || isnan(right->ci_high))
        return true;
    return left->ci_low <= right->ci_high && right->ci_low <= left->ci_high;
}

static bool some_lie_apart(const struct estimate *const rows[], size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (!meet(rows[i], rows[k]))
                return true;
    return false;
}

/* NaN: the rows have no test. */
static double test_rows(const struct estimate *const rows[], size_t n) {
    struct interval *groups = memory_alloc(n, sizeof *groups);
    struct chi_square_test test = {.p_value = (double)NAN};
    enum stats_status status;

    for (size_t i = 0; i < n; i++)
        groups[i] = (struct interval){rows[i]->estimate, (double)NAN, rows[i]->ci_low, rows[i]->ci_high};
    status = heterogeneity_test(groups, n, INTERVAL_LEVEL, &test);
    free(groups);
    return status == STATS_OK ? test.p_value : (double)NAN;
}

static enum comparison_result decide(const struct estimate *const rows[], size_t n, double p) {
    bool apart = some_lie_apart(rows, n);

    p = isnan(p) ? test_rows(rows, n) : p;
    if (p >= LEVEL)
        return COMPARISON_SIMILAR;
    return p < LEVEL && apart ? COMPARISON_DIFFER : COMPARISON_UNKNOWN;
}

struct comparison comparison_of_rows(const struct estimate *const rows[], size_t n, double p) {
    const struct estimate **sayable = memory_alloc(n, sizeof *sayable);
    struct comparison comparison = {.result = COMPARISON_UNKNOWN, .n_groups = n};
    size_t n_sayable = 0;

    for (size_t i = 0; i < n; i++) {
        if (rows[i] == NULL || !number_is_sayable(rows[i]))
            continue;
        sayable[n_sayable++] = rows[i];
        if (comparison.lowest == NULL || rows[i]->estimate < comparison.lowest->estimate)
            comparison.lowest = rows[i];
        if (comparison.highest == NULL || rows[i]->estimate > comparison.highest->estimate)
            comparison.highest = rows[i];
    }
    comparison.n_sayable = n_sayable;
    if (n_sayable > 1)
        comparison.result = decide(sayable, n_sayable, p);
    free(sayable);
    return comparison;
}

struct comparison comparison_of_groups(const struct numbers *numbers, const struct number_key *key) {
    struct number_list list = numbers_list(numbers, key, NUMBERS_ANY_GROUP);
    struct number_key test = {
        .analysis = key->analysis, .rule = key->rule, .measure = "log_rank_p", .group_by = key->group_by};
    struct comparison comparison = comparison_of_rows(list.rows, list.n, numbers_value(numbers, &test));

    number_list_free(&list);
    return comparison;
}

const char *comparison_words(const struct numbers *numbers, const struct comparison *comparison, const char *groups) {
    if (comparison->n_groups < 2)
        return NULL;
    if (comparison->n_sayable < 2)
        return word_pool_format(numbers->pool, "there are too few people to compare %s", groups);
    switch (comparison->result) {
    case COMPARISON_SIMILAR: return word_pool_format(numbers->pool, "there is no clear difference between %s", groups);
    case COMPARISON_DIFFER:
        return word_pool_format(numbers->pool, "%s differ clearly, which may come from who their patients are", groups);
    case COMPARISON_UNKNOWN: break;
    }
    return word_pool_format(numbers->pool, "whether %s differ cannot be told", groups);
}

size_t comparison_ties(const struct estimate *const rows[], size_t n) {
    size_t ties = 0;

    if (n == 0 || rows[0] == NULL || !number_is_sayable(rows[0]))
        return 0;
    for (size_t i = 0; i < n; i++)
        ties += rows[i] != NULL && number_is_shown(rows[i]) && meet(rows[0], rows[i]);
    return ties;
}

/* ---- periods ---- */

static const double ALIKE_PART[2] = {4.0 / 9, 5.0 / 9}, ALIKE_POINTS[2] = {-0.1, 0.1};

/* "2026-10" is 1 month, "2025-11/2026-10" are 12. */
static int months_of(const char *period) {
    int first_year, first_month, last_year, last_month;

    if (sscanf(period, "%4d-%2d/%4d-%2d", &first_year, &first_month, &last_year, &last_month) != 4)
        return 1;
    return (last_year - first_year) * 12 + last_month - first_month + 1;
}

/* Of the last rebase, or (group_by "") of so many months. */
static const struct estimate *find_compared(const struct numbers *numbers, const char *measure, const char *group_by,
                                            int months) {
    const struct number_key key = {.analysis = ANALYSIS_COMPARED, .measure = measure, .group_by = group_by};
    struct number_list list =
        numbers_list(numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_PERIOD);
    const struct estimate *found = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && (months == 0 || months_of(list.rows[i]->period) == months) &&
            (found == NULL || strcmp(list.rows[i]->period, found->period) > 0))
            found = list.rows[i];
    number_list_free(&list);
    return found;
}

static enum comparison_change change_of(const struct estimate *row, double none, const double alike[2]) {
    if (row->ci_low > none)
        return COMPARISON_UP;
    if (row->ci_high < none)
        return COMPARISON_DOWN;
    return row->ci_low >= alike[0] && row->ci_high <= alike[1] ? COMPARISON_ALIKE : COMPARISON_UNCLEAR;
}

/* To the digits that are printed: of shares whole percents, of rates one, of counts all. */
static bool print_alike(double a, double b) {
    double step = a <= 1 && b <= 1 ? 0.01 : 0.1;

    return fabs(floor(a / step + 0.5) - floor(b / step + 0.5)) < 0.5;
}

static enum comparison_change same_or(enum comparison_change change, const struct estimate *later,
                                      const struct estimate *earlier) {
    bool is_change = change == COMPARISON_UP || change == COMPARISON_DOWN;

    return !is_change && print_alike(later->estimate, earlier->estimate) ? COMPARISON_SAME : change;
}

static struct comparison_periods compare_periods(const struct numbers *numbers, const char *measure,
                                                 const char *group_by, int months) {
    const char *before = word_pool_format(numbers->pool, "%s_before", measure),
               *part = word_pool_format(numbers->pool, "%s_part", measure),
               *difference = word_pool_format(numbers->pool, "%s_difference", measure);
    struct comparison_periods found = {find_compared(numbers, measure, group_by, months),
                                       find_compared(numbers, before, group_by, months), false, COMPARISON_UNCLEAR};
    const struct estimate *counts = find_compared(numbers, part, group_by, months),
                          *shares = find_compared(numbers, difference, group_by, months);

    if (counts == NULL && shares == NULL && strstr(measure, "_rate") == NULL) {
        struct comparison_periods rates =
            compare_periods(numbers, word_pool_format(numbers->pool, "%s_rate", measure), group_by, months);
        found.is_sayable = rates.is_sayable && found.later != NULL && found.earlier != NULL &&
                           strcmp(rates.later->period, found.later->period) == 0;
        found.change = rates.change;
        return found;
    }

    if (found.later == NULL || found.earlier == NULL)
        return found;
    if (counts != NULL)
        found.is_sayable = counts->n >= NUMBERS_LEAST_SAYABLE;
    else
        found.is_sayable = shares != NULL && number_is_sayable(found.later) && number_is_sayable(found.earlier);
    if (found.is_sayable)
        found.change = same_or(counts != NULL ? change_of(counts, 0.5, ALIKE_PART) : change_of(shares, 0, ALIKE_POINTS),
                               found.later, found.earlier);
    return found;
}

struct comparison_periods comparison_of_periods(const struct numbers *numbers, const char *measure, int months) {
    return compare_periods(numbers, measure, "", months);
}

bool comparison_by_time_known(const struct numbers *numbers, const char *measure, int months,
                              enum comparison_change *change) {
    const struct estimate *part =
        find_compared(numbers, word_pool_format(numbers->pool, "%s_known_part", measure), "", months);

    if (part == NULL || part->n < NUMBERS_LEAST_SAYABLE)
        return false;
    *change = change_of(part, 0.5, ALIKE_PART);
    return true;
}

struct comparison_periods comparison_since_rebase(const struct numbers *numbers, const char *measure) {
    struct comparison_periods found = compare_periods(numbers, measure, "rebase", 0);

    if (found.later != NULL && months_of(found.later->period) > MOST_REBASE_MONTHS)
        found = (struct comparison_periods){NULL, NULL, false, COMPARISON_UNCLEAR};
    return found;
}

struct comparison_periods comparison_of_shares(const struct estimate *later, const struct estimate *earlier) {
    struct comparison_periods found = {later, earlier, number_is_sayable(later) && number_is_sayable(earlier),
                                       COMPARISON_UNCLEAR};
    struct interval difference;

    if (!found.is_sayable || proportion_difference((struct proportion_share){later->estimate, later->n},
                                                   (struct proportion_share){earlier->estimate, earlier->n},
                                                   INTERVAL_LEVEL, &difference) != STATS_OK)
        return found;
    found.change = same_or(
        change_of(&(struct estimate){.ci_low = difference.ci_low, .ci_high = difference.ci_high}, 0, ALIKE_POINTS),
        later, earlier);
    return found;
}

const char *comparison_change_words(enum comparison_change change) {
    switch (change) {
    case COMPARISON_UP: return "more";
    case COMPARISON_DOWN: return "fewer";
    case COMPARISON_ALIKE:
    case COMPARISON_SAME: return "about the same";
    case COMPARISON_UNCLEAR: break;
    }
    return "no clear change";
}

struct comparison_periods comparison_of_two(const struct estimate *later, const struct estimate *earlier) {
    const struct estimate *const rows[] = {later, earlier};
    struct comparison comparison = comparison_of_rows(rows, 2, (double)NAN);
    struct comparison_periods found = {later, earlier, comparison.n_sayable == 2, COMPARISON_UNCLEAR};

    if (comparison.result == COMPARISON_DIFFER)
        found.change = comparison.highest == later ? COMPARISON_UP : COMPARISON_DOWN;
    if (found.is_sayable)
        found.change = same_or(found.change, later, earlier);
    return found;
}

const char *comparison_judged(const struct numbers *numbers, const char *measure) {
    const char *rate = word_pool_format(numbers->pool, "%s_rate", measure);
    struct number_list list =
        numbers_list(numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS, .measure = rate}, NUMBERS_ANY_PERIOD);
    bool has_rate = list.n > 0;

    number_list_free(&list);
    return has_rate ? rate : measure;
}

struct comparison_month comparison_of_month(const struct numbers *numbers, const struct estimate *row) {
    static const char *const rules[] = {"outside", "one_side", "trend", "near"};
    const char *judged = comparison_judged(numbers, row->measure);
    struct number_key key = {.analysis = row->analysis, .measure = judged, .period = row->period};
    struct comparison_month month = {.rule = ""};
    double value = numbers_value(numbers, &key), signal, center;

    key.measure = word_pool_format(numbers->pool, "%s_center", judged);
    center = numbers_value(numbers, &key);
    month.is_rate = judged != row->measure;
    month.is_high = value > center;
    month.is_low = value < center;
    key.measure = word_pool_format(numbers->pool, "%s_signal", judged);
    signal = numbers_value(numbers, &key);
    month.is_judged = !isnan(signal);
    month.is_unusual = month.is_judged && signal > 0.5;
    for (size_t i = sizeof rules / sizeof rules[0]; month.is_unusual && i-- > 0;) {
        key.subgroup = rules[i];
        if (numbers_find(numbers, &key) != NULL)
            month.rule = rules[i];
    }
    return month;
}
