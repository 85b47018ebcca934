/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cohorts of tests/reference/survival_cohorts.csv and what R made of them,
 * tests/reference/survival_expected.csv, read for the tests of the survival estimators.
 * Paths are relative to the repository's root, where the tests run.
 */
#ifndef SWITCHBACK_TESTS_REFERENCE_COHORTS_H
#define SWITCHBACK_TESTS_REFERENCE_COHORTS_H

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
#include "stats/survival_sample.h"

#define SURVIVAL_EXPECTED "tests/reference/survival_expected.csv"

enum { COHORT_ROWS = 1500, COHORT_FIELDS = 9, COHORT_NAME = 32 };

struct cohort {
    char name[COHORT_NAME];
    struct survival_sample sample;
    double entry[COHORT_ROWS], exit[COHORT_ROWS];
    int32_t event[COHORT_ROWS], person[COHORT_ROWS], group[COHORT_ROWS], stratum[COHORT_ROWS];
    size_t n_groups, n_strata;
};

struct expectation {
    char cohort[COHORT_NAME], measure[COHORT_NAME];
    int32_t group, cause;
    double time, estimate, std_error, low, high; /* NaN: not compared */
};

static FILE *reference_open(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("cannot open %s (run from the repository's root)", path);
    char header[256];
    assert_non_null(fgets(header, sizeof header, file));
    return file;
}

/* Splits a line of plain cells in place; false at the end. */
static bool reference_read(FILE *file, char *line, int size, char *fields[COHORT_FIELDS]) {
    if (fgets(line, size, file) == NULL)
        return false;
    line[strcspn(line, "\n")] = '\0';
    char *rest = line;
    for (size_t i = 0; i < COHORT_FIELDS; i++)
        fields[i] = rest == NULL ? line + strlen(line) : strsep(&rest, ",");
    return true;
}

static double reference_number(const char *text) { return *text == '\0' ? nan("") : strtod(text, NULL); }

static void cohort_add(struct cohort *cohort, char *fields[COHORT_FIELDS]) {
    size_t row = cohort->sample.n_rows++;
    assert_true(row < COHORT_ROWS);
    cohort->entry[row] = reference_number(fields[1]);
    cohort->exit[row] = reference_number(fields[2]);
    cohort->event[row] = atoi(fields[3]);
    cohort->group[row] = atoi(fields[4]);
    cohort->stratum[row] = atoi(fields[5]);
    cohort->person[row] = atoi(fields[6]);
    struct survival_sample *sample = &cohort->sample;
    sample->entry = isnan(cohort->entry[0]) ? NULL : cohort->entry;
    sample->n_causes = cohort->event[row] > sample->n_causes ? cohort->event[row] : sample->n_causes;
    sample->n_people = cohort->person[row] >= sample->n_people ? cohort->person[row] + 1 : sample->n_people;
    if ((size_t)cohort->group[row] >= cohort->n_groups)
        cohort->n_groups = (size_t)cohort->group[row] + 1;
    if ((size_t)cohort->stratum[row] >= cohort->n_strata)
        cohort->n_strata = (size_t)cohort->stratum[row] + 1;
}

/* Reads one cohort by its name; the caller frees. */
static struct cohort *cohort_read(const char *name) {
    FILE *file = reference_open("tests/reference/survival_cohorts.csv");
    struct cohort *cohort = calloc(1, sizeof *cohort);
    assert_non_null(cohort);
    snprintf(cohort->name, sizeof cohort->name, "%s", name);
    cohort->sample =
        (struct survival_sample){.exit = cohort->exit, .event = cohort->event, .person = cohort->person, .n_causes = 1};
    char line[512], *fields[COHORT_FIELDS];
    while (reference_read(file, line, sizeof line, fields))
        if (strcmp(fields[0], name) == 0)
            cohort_add(cohort, fields);
    fclose(file);
    assert_true(cohort->sample.n_rows > 0);
    assert_int_equal(survival_sample_check(&cohort->sample, NULL), STATS_OK);
    return cohort;
}

/* Splits by group (strata false) or by stratum and group. */
static struct survival_split cohort_split(const struct cohort *cohort, bool strata) {
    static int32_t code[COHORT_ROWS];
    size_t n_strata = strata ? cohort->n_strata : 1;
    for (size_t i = 0; i < cohort->sample.n_rows; i++)
        code[i] = cohort->group[i] + (strata ? cohort->stratum[i] * (int32_t)cohort->n_groups : 0);
    struct survival_split split;
    assert_int_equal(survival_split_build(&cohort->sample, code, n_strata * cohort->n_groups, &split), STATS_OK);
    return split;
}

/* Calls `check` with every expectation whose measure begins with `measure`, its cohort and that
 * cohort's split by group. Returns how many there were. */
static size_t each_expectation(const char *path, const char *measure,
                               void (*check)(const struct cohort *, const struct survival_split *,
                                             const struct expectation *)) {
    FILE *file = reference_open(path);
    struct cohort *cohort = NULL;
    struct survival_split split = {0};
    char line[512], *fields[COHORT_FIELDS];
    size_t n = 0;
    while (reference_read(file, line, sizeof line, fields)) {
        if (strncmp(fields[1], measure, strlen(measure)) != 0)
            continue;
        struct expectation expected = {
            .group = *fields[2] == '\0' ? -1 : atoi(fields[2]),
            .cause = atoi(fields[3]),
            .time = reference_number(fields[4]),
            .estimate = reference_number(fields[5]),
            .std_error = reference_number(fields[6]),
            .low = reference_number(fields[7]),
            .high = reference_number(fields[8]),
        };
        snprintf(expected.cohort, sizeof expected.cohort, "%s", fields[0]);
        snprintf(expected.measure, sizeof expected.measure, "%s", fields[1]);
        if (cohort == NULL || strcmp(cohort->name, fields[0]) != 0) {
            survival_split_free(&split);
            free(cohort);
            cohort = cohort_read(fields[0]);
            split = cohort_split(cohort, false);
        }
        check(cohort, &split, &expected);
        n++;
    }
    survival_split_free(&split);
    free(cohort);
    fclose(file);
    return n;
}

/* R leaves rounding noise of 1e-17 where a standard error is 0: 1e-13 is 0 here. */
static void expect_close(const struct expectation *expected, const char *what, double actual, double wanted,
                         double relative) {
    if (isnan(wanted) || fabs(actual - wanted) <= relative * fabs(wanted) + 1e-13)
        return;
    fail_msg("%s %s group %d cause %d at %g: %s is %.17g, R has %.17g", expected->cohort, expected->measure,
             expected->group, expected->cause, expected->time, what, actual, wanted);
}

#endif
