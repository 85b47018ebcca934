/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every estimator with each of its allocations failing in turn: it says STATS_NO_MEMORY, leaves its output as it was
 * and gives back what it had. malloc, calloc and free are replaced for the program; under a sanitizer, which has its
 * own, the tests are left out.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stats/aalen_johansen.h"
#include "stats/benjamini_hochberg.h"
#include "stats/cox_model.h"
#include "stats/gray_test.h"
#include "stats/kaplan_meier.h"
#include "stats/log_rank.h"
#include "stats/mean_cumulative.h"
#include "stats/multistate.h"
#include "stats/restricted_mean.h"
#include "stats/thin_curve.h"

#if defined(__SANITIZE_ADDRESS__)
#define REPLACED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define REPLACED 0
#endif
#endif
#ifndef REPLACED
#define REPLACED 1
#endif

static long until_failure = -1; /* allocations left before one fails; negative: none fails */
static long live;               /* blocks given and not taken back while counting */
static int counting;

#if REPLACED
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void __libc_free(void *block);
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void free(void *block);

static int allocation_fails(void) {
    if (!counting)
        return 0;
    if (until_failure == 0)
        return 1;
    until_failure--;
    live++;
    return 0;
}

void *malloc(size_t size) { return allocation_fails() ? NULL : __libc_malloc(size); }

void *calloc(size_t n, size_t size) { return allocation_fails() ? NULL : __libc_calloc(n, size); }

void free(void *block) {
    live -= counting && block != NULL;
    __libc_free(block);
}
#endif

/* Two groups, two people with several rows, delayed entry: every path allocates. */
static double entry[] = {0, 0, 2, 2.385, 0, 3}, exits[] = {2, 3, 4, 5, 6, 7}, covariates[] = {1, 4, 2, 2, 7, 1};
static const struct cox_covariates one_covariate = {.n_terms = 1, .values = covariates};
static int32_t event[] = {1, 2, 0, 1, 1, 2}, person[] = {0, 1, 0, 2, 3, 1}, group[] = {0, 1, 0, 1, 0, 1},
               single[] = {0, 1, 2, 3, 4, 5}, from[6];
static struct survival_sample sample = {6, entry, exits, event, person, 2, 6, NULL};
static struct survival_sample simple = {6, NULL, exits, event, single, 2, 6, NULL};
static const struct confidence confidence = {CONFIDENCE_LOG_LOG, 0.95};

/* What is run: everything it needs is made before counting begins. */
struct subject {
    struct survival_split split, simple_split;
    struct survival_group group, whole;
    struct survival_split whole_split;
    struct kaplan_meier curve;
    struct cox_fit fit;
};

static enum stats_status run_split(struct subject *subject) {
    struct survival_split split;
    (void)subject;
    enum stats_status status = survival_split_build(&sample, group, 2, &split);
    if (status == STATS_OK)
        survival_split_free(&split);
    return status;
}

static enum stats_status run_kaplan_meier(struct subject *subject) {
    struct kaplan_meier curve;
    enum stats_status status = kaplan_meier_estimate(&subject->group, NULL, 0, &confidence, &curve);
    if (status == STATS_OK)
        kaplan_meier_free(&curve);
    return status;
}

static enum stats_status run_restricted_mean(struct subject *subject) {
    struct interval mean;
    return restricted_mean(&subject->group, &subject->curve, 5.5, &mean);
}

static enum stats_status run_aalen_johansen(struct subject *subject) {
    struct aalen_johansen incidence;
    enum stats_status status = aalen_johansen_estimate(&subject->group, NULL, 0, &confidence, &incidence);
    if (status == STATS_OK)
        aalen_johansen_free(&incidence);
    return status;
}

static enum stats_status run_log_rank(struct subject *subject) {
    struct chi_square_test test;
    return log_rank_test(&subject->split, 1, 2, 0, &test);
}

static enum stats_status run_gray(struct subject *subject) {
    struct chi_square_test test;
    return gray_test(&subject->simple_split, 1, 2, 1, &test);
}

static enum stats_status run_mean_cumulative(struct subject *subject) {
    struct mean_cumulative mean;
    enum stats_status status = mean_cumulative_estimate(&subject->group, NULL, 0, 0.95, &mean);
    if (status == STATS_OK)
        mean_cumulative_free(&mean);
    return status;
}

static enum stats_status run_rate(struct subject *subject) {
    struct interval rate, exact;
    return mean_cumulative_rate(&subject->group, 0.95, &rate, &exact);
}

static enum stats_status run_multistate(struct subject *subject) {
    struct multistate multistate;
    struct interval states[2];
    struct multistate_count counts[2];
    enum stats_status status = multistate_follow(&subject->whole, 0, from);
    if (status == STATS_OK)
        status = multistate_estimate(&subject->whole, from, 0, &multistate);
    if (status != STATS_OK)
        return status;
    status = multistate_occupation(&multistate, 4, 0.95, states);
    if (status == STATS_OK)
        status = multistate_mean(&multistate, 0, 4, 0.95, states);
    if (status == STATS_OK)
        status = multistate_count(&multistate, 4, counts);
    multistate_free(&multistate);
    return status;
}

static enum stats_status run_cox(struct subject *subject) {
    struct cox_fit fit;
    enum stats_status status = cox_fit(&subject->whole_split, &one_covariate, COX_EFRON, &fit);
    if (status == STATS_OK)
        cox_fit_free(&fit);
    return status;
}

/* Who has the covariate has no event: the likelihood has no maximum. */
static enum stats_status run_cox_limit(struct subject *subject) {
    double covariate[8] = {0};
    for (size_t i = 0; i < subject->whole_split.sample->n_rows; i++)
        covariate[i] = subject->whole_split.sample->event[i] == 0;
    struct cox_fit fit;
    enum stats_status status =
        cox_fit(&subject->whole_split, &(struct cox_covariates){.n_terms = 1, .values = covariate}, COX_EFRON, &fit);
    if (status == STATS_OK)
        cox_fit_free(&fit);
    return status == STATS_MONOTONE ? STATS_OK : status;
}

static enum stats_status run_restart(struct subject *subject) {
    struct risk_sets counts;
    double start;
    enum stats_status status = risk_sets_build(&subject->whole, NULL, 0, &counts);
    if (status != STATS_OK)
        return status;
    status = thin_curve_restart(&subject->whole, &counts, &start);
    risk_sets_free(&counts);
    return status;
}

static enum stats_status run_proportional(struct subject *subject) {
    const size_t of_term[] = {0};
    struct chi_square_test tests[2];
    return cox_test_proportional(&subject->whole_split, &one_covariate, &subject->fit, of_term, 1, tests);
}

static enum stats_status run_concordance(struct subject *subject) {
    struct interval concordance;
    return cox_concordance(&subject->whole_split, subject->fit.risk, 0.95, &concordance);
}

static enum stats_status run_benjamini_hochberg(struct subject *subject) {
    (void)subject;
    double q[2];
    return benjamini_hochberg((const double[]){0.0385, 0.02}, 2, q);
}

static void subject_open(struct subject *subject) {
    memset(subject, 0, sizeof *subject);
    assert_int_equal(survival_split_build(&sample, group, 2, &subject->split), STATS_OK);
    assert_int_equal(survival_split_build(&simple, group, 2, &subject->simple_split), STATS_OK);
    assert_int_equal(survival_split_build(&sample, NULL, 1, &subject->whole_split), STATS_OK);
    subject->group = survival_split_group(&subject->split, 0);
    subject->whole = survival_split_group(&subject->whole_split, 0);
    assert_int_equal(kaplan_meier_estimate(&subject->group, NULL, 0, &confidence, &subject->curve), STATS_OK);
    assert_int_equal(cox_fit(&subject->whole_split, &one_covariate, COX_EFRON, &subject->fit), STATS_OK);
}

static void subject_close(struct subject *subject) {
    survival_split_free(&subject->split);
    survival_split_free(&subject->simple_split);
    survival_split_free(&subject->whole_split);
    kaplan_meier_free(&subject->curve);
    cox_fit_free(&subject->fit);
}

/* Fails the first, the second ... allocation until none fails. */
static void fail_each(enum stats_status (*function)(struct subject *subject)) {
    struct subject subject;
    enum stats_status status = STATS_NO_MEMORY;
    long n = 0;
    if (!REPLACED)
        skip();
    subject_open(&subject);
    for (; status == STATS_NO_MEMORY && n < 1000; n++) {
        until_failure = n;
        live = 0;
        counting = 1;
        status = function(&subject);
        counting = 0;
        assert_int_equal(live, 0);
    }
    subject_close(&subject);
    assert_int_equal(status, STATS_OK);
    assert_true(n > 1);
}

#define EACH_ALLOCATION_MAY_FAIL(name)                                                                                 \
    static void name##_says_so_when_memory_is_short(void **state) {                                                    \
        (void)state;                                                                                                   \
        fail_each(run_##name);                                                                                         \
    }

EACH_ALLOCATION_MAY_FAIL(split)
EACH_ALLOCATION_MAY_FAIL(kaplan_meier)
EACH_ALLOCATION_MAY_FAIL(restricted_mean)
EACH_ALLOCATION_MAY_FAIL(aalen_johansen)
EACH_ALLOCATION_MAY_FAIL(log_rank)
EACH_ALLOCATION_MAY_FAIL(gray)
EACH_ALLOCATION_MAY_FAIL(mean_cumulative)
EACH_ALLOCATION_MAY_FAIL(rate)
EACH_ALLOCATION_MAY_FAIL(multistate)
EACH_ALLOCATION_MAY_FAIL(cox)
EACH_ALLOCATION_MAY_FAIL(cox_limit)
EACH_ALLOCATION_MAY_FAIL(restart)
EACH_ALLOCATION_MAY_FAIL(proportional)
EACH_ALLOCATION_MAY_FAIL(concordance)
EACH_ALLOCATION_MAY_FAIL(benjamini_hochberg)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(split_says_so_when_memory_is_short),
        cmocka_unit_test(kaplan_meier_says_so_when_memory_is_short),
        cmocka_unit_test(restricted_mean_says_so_when_memory_is_short),
        cmocka_unit_test(aalen_johansen_says_so_when_memory_is_short),
        cmocka_unit_test(log_rank_says_so_when_memory_is_short),
        cmocka_unit_test(gray_says_so_when_memory_is_short),
        cmocka_unit_test(mean_cumulative_says_so_when_memory_is_short),
        cmocka_unit_test(rate_says_so_when_memory_is_short),
        cmocka_unit_test(multistate_says_so_when_memory_is_short),
        cmocka_unit_test(cox_says_so_when_memory_is_short),
        cmocka_unit_test(cox_limit_says_so_when_memory_is_short),
        cmocka_unit_test(restart_says_so_when_memory_is_short),
        cmocka_unit_test(proportional_says_so_when_memory_is_short),
        cmocka_unit_test(concordance_says_so_when_memory_is_short),
        cmocka_unit_test(benjamini_hochberg_says_so_when_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
