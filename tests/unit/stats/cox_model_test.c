/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/cox_expected.h"
#include "stats/cox_model.h"

enum { ROWS = 300, FIELDS = 11, TERMS = 4, NAME = 32 };

/* One cohort of tests/reference/cox_rows.csv, and its fit. */
struct cohort {
    char name[NAME];
    struct survival_sample sample;
    struct survival_split strata;
    enum cox_ties ties;
    size_t n_terms;
    double entry[ROWS], exit[ROWS], covariates[ROWS * TERMS];
    int32_t event[ROWS], person[ROWS], stratum[ROWS];
    struct cox_fit fit;
    struct chi_square_test proportional[TERMS + 1];
    struct interval concordance;
    double expected[ROWS];
};

static void cohort_add(struct cohort *cohort, char *fields[FIELDS]) {
    size_t row = cohort->sample.n_rows++;
    assert_true(row < ROWS);
    cohort->ties = atoi(fields[1]) ? COX_BRESLOW : COX_EFRON;
    cohort->entry[row] = strtod(fields[2], NULL);
    cohort->sample.entry = *fields[2] == '\0' ? NULL : cohort->entry;
    cohort->exit[row] = strtod(fields[3], NULL);
    cohort->event[row] = atoi(fields[4]);
    cohort->stratum[row] = atoi(fields[5]);
    cohort->person[row] = atoi(fields[6]);
    cohort->sample.person = *fields[6] == '\0' ? NULL : cohort->person;
    cohort->n_terms = 0;
    while (cohort->n_terms < TERMS && *fields[7 + cohort->n_terms] != '\0')
        cohort->n_terms++;
    for (size_t k = 0; k < cohort->n_terms; k++)
        cohort->covariates[row * cohort->n_terms + k] = strtod(fields[7 + k], NULL);
}

static void cohort_read(struct cohort *cohort, const char *name) {
    FILE *file = fopen("tests/reference/cox_rows.csv", "r");
    char line[512], *fields[FIELDS];
    assert_non_null(file);
    memset(cohort, 0, sizeof *cohort);
    snprintf(cohort->name, sizeof cohort->name, "%s", name);
    cohort->sample =
        (struct survival_sample){.exit = cohort->exit, .event = cohort->event, .n_causes = 1, .n_people = ROWS};
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *rest = line;
        for (size_t i = 0; i < FIELDS; i++)
            fields[i] = rest == NULL ? line + strlen(line) : strsep(&rest, ",");
        if (strcmp(fields[0], name) == 0)
            cohort_add(cohort, fields);
    }
    fclose(file);
    static const size_t own_term[TERMS] = {0, 1, 2, 3};
    const struct cox_covariates covariates = {.n_terms = cohort->n_terms, .values = cohort->covariates};
    assert_int_equal(survival_split_build(&cohort->sample, cohort->stratum, 8, &cohort->strata), STATS_OK);
    assert_int_equal(cox_fit(&cohort->strata, &covariates, cohort->ties, &cohort->fit), STATS_OK);
    assert_int_equal(cox_test_proportional(&cohort->strata, &covariates, &cohort->fit, own_term, cohort->n_terms,
                                           cohort->proportional),
                     STATS_OK);
    assert_int_equal(
        cox_concordance(cox_fit_strata(&cohort->fit, &cohort->strata), cohort->fit.risk, 0.95, &cohort->concordance),
        STATS_OK);
    assert_int_equal(
        cox_expected(cox_fit_strata(&cohort->fit, &cohort->strata), cohort->fit.risk, cohort->ties, cohort->expected),
        STATS_OK);
}

static void cohort_free(struct cohort *cohort) {
    cox_fit_free(&cohort->fit);
    survival_split_free(&cohort->strata);
}

struct expectation {
    char what[NAME];
    int i, j;
    double value;
};

static double found(const struct cohort *cohort, const struct expectation *expected) {
    const struct cox_fit *fit = &cohort->fit;
    size_t i = (size_t)expected->i, at = i * fit->n_terms + (size_t)expected->j;

    if (strcmp(expected->what, "expected") == 0) /* i is a row */
        return cohort->expected[i];
    const struct {
        const char *what;
        double value;
    } single[] = {
        {"log_likelihood", fit->log_likelihood},
        {"log_likelihood_null", fit->log_likelihood_null},
        {"likelihood_ratio", fit->likelihood_ratio.statistic},
        {"wald", fit->wald.statistic},
        {"score", fit->score.statistic},
        {"concordance", cohort->concordance.estimate},
        {"concordance_error", cohort->concordance.std_error},
        {"zph", cohort->proportional[i].statistic},
        {"no_estimate", i < fit->n_terms && fit->no_estimate[i] != 0},
    };
    for (size_t k = 0; k < sizeof single / sizeof single[0]; k++)
        if (strcmp(single[k].what, expected->what) == 0)
            return single[k].value;
    if (strcmp(expected->what, "coefficient") == 0 || strcmp(expected->what, "whole_coefficient") == 0)
        return fit->coefficients[i];
    return strcmp(expected->what, "robust") == 0 ? fit->robust[at] : fit->variance[at];
}

/* cox.zph solves the whole system at once, which loses digits where covariates differ in scale. */
static double tolerance_of(const struct expectation *expected) {
    if (strcmp(expected->what, "concordance") == 0)
        return 1e-12;
    if (strcmp(expected->what, "zph") == 0)
        return 1e-9;
    if (strcmp(expected->what, "whole_coefficient") == 0)
        return 1e-8; /* R ends when its likelihood hardly rises any more */
    return 1e-10;
}

static void check(const struct cohort *cohort, const struct expectation *expected) {
    double actual = found(cohort, expected), scale = fabs(expected->value);
    if (strcmp(expected->what, "variance") == 0 || strcmp(expected->what, "robust") == 0) {
        const double *matrix = expected->what[0] == 'v' ? cohort->fit.variance : cohort->fit.robust;
        size_t p = cohort->fit.n_terms + 1; /* a covariance near 0 is compared on the scale of its variances */
        scale = sqrt(matrix[(size_t)expected->i * p] * matrix[(size_t)expected->j * p]);
    }
    if (strstr(expected->what, "coefficient") != NULL)
        scale = fmax(scale, sqrt(cohort->fit.variance[(size_t)expected->i * (cohort->fit.n_terms + 1)]));
    if (!(fabs(actual - expected->value) <= tolerance_of(expected) * scale + 1e-12))
        fail_msg("%s %s %d %d is %.17g, R has %.17g", cohort->name, expected->what, expected->i, expected->j, actual,
                 expected->value);
}

static void fits_are_those_of_r(void **state) {
    (void)state;
    FILE *file = fopen("tests/reference/cox_expected.csv", "r");
    struct cohort *cohort = calloc(1, sizeof *cohort);
    char line[256], name[NAME];
    int n = 0;
    assert_non_null(file);
    assert_non_null(cohort);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        struct expectation expected;
        if (sscanf(line, "%31[^,],%31[^,],%d,%d,%lf", name, expected.what, &expected.i, &expected.j, &expected.value) !=
            5)
            continue;
        if (strcmp(name, cohort->name) != 0) {
            cohort_free(cohort);
            cohort_read(cohort, name);
        }
        check(cohort, &expected);
        n++;
    }
    fclose(file);
    cohort_free(cohort);
    free(cohort);
    assert_true(n > 1000);
}

/* Of each cohort as many events as there were. */
static void expected_events_sum_to_those_observed(void **state) {
    static const char *const names[] = {"lung_efron", "lung_breslow", "heart", "bladder_tt", "no_events_delayed"};
    struct cohort *cohort = calloc(1, sizeof *cohort);
    (void)state;
    assert_non_null(cohort);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        double expected = 0;
        cohort_read(cohort, names[i]);
        for (size_t row = 0; row < cohort->sample.n_rows; row++)
            expected += cohort->expected[row];
        assert_close(expected, cohort->fit.events, 1e-9);
        cohort_free(cohort);
    }
    free(cohort);
}

/* By hand: four leave one after the other, nothing is known of them: 1/4, 1/4 + 1/3, and so on. Two who leave together
 * of four, by Efron: each meets 1/4 whole and half of 1/3; the two who stay both steps. */
static void expected_events_without_a_model_are_nelson_and_aalens(void **state) {
    static const double times[] = {1, 2, 3, 4}, together[] = {1, 1, 2, 2};
    static const int32_t all[] = {1, 1, 1, 1}, first[] = {1, 1, 0, 0};
    struct survival_sample sample = {.n_rows = 4, .exit = times, .event = all, .n_causes = 1};
    struct survival_split strata;
    double expected[4];
    (void)state;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &strata), STATS_OK);
    assert_int_equal(cox_expected(&strata, NULL, COX_EFRON, expected), STATS_OK);
    assert_close(expected[0], 1 / 4.0, 1e-15);
    assert_close(expected[1], 1 / 4.0 + 1 / 3.0, 1e-15);
    assert_close(expected[3], 1 / 4.0 + 1 / 3.0 + 1 / 2.0 + 1, 1e-15);
    survival_split_free(&strata);
    sample.exit = together;
    sample.event = first;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &strata), STATS_OK);
    assert_int_equal(cox_expected(&strata, NULL, COX_EFRON, expected), STATS_OK);
    assert_close(expected[0], 1 / 4.0 + 1 / 2.0 * 1 / 3.0, 1e-15);
    assert_close(expected[2], 1 / 4.0 + 1 / 3.0, 1e-15);
    survival_split_free(&strata);
}

static double exits[] = {1, 2, 3, 4, 5, 6, 7, 8};
static int32_t events[] = {1, 1, 1, 0, 1, 0, 1, 1};

static enum stats_status fit_terms(const double *covariates, size_t n_terms, struct cox_fit *fit) {
    struct survival_sample sample = {.n_rows = 8, .exit = exits, .event = events, .n_causes = 1};
    struct survival_split strata;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &strata), STATS_OK);
    enum stats_status status =
        cox_fit(&strata, &(struct cox_covariates){.n_terms = n_terms, .values = covariates}, COX_EFRON, fit);
    survival_split_free(&strata);
    return status;
}

static void constant_and_collinear_terms_are_left_out(void **state) {
    (void)state;
    double covariates[8 * 4], alone[8];
    for (size_t i = 0; i < 8; i++) {
        double x = alone[i] = (double)(i * 5 % 8) + 0.385;
        covariates[i * 4] = x;
        covariates[i * 4 + 1] = 2.385;
        covariates[i * 4 + 2] = (double)(i % 3);
        covariates[i * 4 + 3] = 3 * x - 2 * covariates[i * 4 + 2] + 1;
    }
    struct cox_fit fit;
    assert_int_equal(fit_terms(covariates, 4, &fit), STATS_OK);
    assert_true(!fit.left_out[0] && fit.left_out[1] && !fit.left_out[2] && fit.left_out[3]);
    assert_int_equal(fit.n_used, 2);
    assert_close(fit.coefficients[3], 0, 0);
    assert_close(fit.likelihood_ratio.df, 2, 0);
    cox_fit_free(&fit);
    for (size_t i = 0; i < 8; i++)
        alone[i] = 2.385;
    assert_int_equal(fit_terms(alone, 1, &fit), STATS_COLLINEAR);
}

static void a_coefficient_without_maximum_has_no_estimate(void **state) {
    (void)state;
    double covariates[8 * 2];
    for (size_t i = 0; i < 8; i++) {
        covariates[i * 2] = (double)(i * 5 % 8);
        covariates[i * 2 + 1] = i < 3 ? 1 : 0; /* those with it all have the event before any other */
    }
    struct cox_fit fit;
    assert_int_equal(fit_terms(covariates, 2, &fit), STATS_OK);
    assert_int_equal(fit.no_estimate[0], 0);
    assert_int_equal(fit.no_estimate[1], COX_TO_INFINITY);
    assert_int_equal(fit.n_used, 1);
    cox_fit_free(&fit);
    for (size_t i = 0; i < 8; i++)
        covariates[i * 2 + 1] *= -1;
    assert_int_equal(fit_terms(covariates, 2, &fit), STATS_OK);
    assert_int_equal(fit.no_estimate[1], COX_TO_MINUS_INFINITY);
    cox_fit_free(&fit);
}

/* The covariate falls with the time of the event: it can go to minus infinity, and then nothing is left to compare. */
static void where_all_is_infinite_there_is_no_model(void **state) {
    (void)state;
    double covariates[8 * 2];
    for (size_t i = 0; i < 8; i++) {
        covariates[i * 2] = (double)(i * i);
        covariates[i * 2 + 1] = (double)(i % 2);
    }
    struct cox_fit fit;
    assert_int_equal(fit_terms(covariates, 2, &fit), STATS_MONOTONE);
}

static void no_event_is_nothing_to_fit(void **state) {
    (void)state;
    int32_t none[] = {0, 0};
    double x[] = {1, 2};
    struct survival_sample sample = {.n_rows = 2, .exit = exits, .event = none, .n_causes = 1};
    struct survival_split strata;
    struct cox_fit fit;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &strata), STATS_OK);
    assert_int_equal(cox_fit(&strata, &(struct cox_covariates){.n_terms = 1, .values = x}, COX_EFRON, &fit),
                     STATS_EMPTY);
    assert_int_equal(cox_fit(&strata, &(struct cox_covariates){.n_terms = 0, .values = x}, COX_EFRON, &fit),
                     STATS_INVALID);
    struct interval concordance;
    assert_int_equal(cox_concordance(&strata, x, 0.95, &concordance), STATS_NOT_ESTIMABLE);
    survival_split_free(&strata);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_are_those_of_r),
        cmocka_unit_test(expected_events_sum_to_those_observed),
        cmocka_unit_test(expected_events_without_a_model_are_nelson_and_aalens),
        cmocka_unit_test(constant_and_collinear_terms_are_left_out),
        cmocka_unit_test(a_coefficient_without_maximum_has_no_estimate),
        cmocka_unit_test(where_all_is_infinite_there_is_no_model),
        cmocka_unit_test(no_event_is_nothing_to_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
