/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/comparison.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/heterogeneity.h"
#include "text/wording.h"

static const double LEVEL = 0.05, INTERVAL_LEVEL = 0.95;

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
    case COMPARISON_SIMILAR: return word_pool_format(numbers->pool, "%s are similar", groups);
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
