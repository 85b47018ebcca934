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
#include "stats/multistate.h"

enum { ROWS = 2000, NAME = 32 };

/* One cohort of tests/reference/multistate_rows.csv. */
struct cohort {
    char name[NAME];
    struct survival_sample sample;
    struct survival_split split;
    double entry[ROWS], exit[ROWS];
    int32_t event[ROWS], person[ROWS], expected_from[ROWS], from[ROWS];
};

static void cohort_read(struct cohort *cohort, const char *name) {
    FILE *file = fopen("tests/reference/multistate_rows.csv", "r");
    char line[256], found[NAME];
    int person, from, to;
    double start, stop;
    int32_t states = 1;
    size_t n = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%31[^,],%d,%lf,%lf,%d,%d", found, &person, &start, &stop, &from, &to) != 6 ||
            strcmp(found, name) != 0)
            continue;
        cohort->entry[n] = start;
        cohort->exit[n] = stop;
        cohort->person[n] = person;
        cohort->expected_from[n] = from;
        cohort->event[n++] = to;
        states = to > states ? to : states;
        states = from + 1 > states ? from + 1 : states;
    }
    fclose(file);
    snprintf(cohort->name, sizeof cohort->name, "%s", name);
    cohort->sample = (struct survival_sample){n,      cohort->entry, cohort->exit, cohort->event, cohort->person,
                                              states, (int32_t)n,    NULL};
    assert_int_equal(survival_split_build(&cohort->sample, NULL, 1, &cohort->split), STATS_OK);
    struct survival_group group = survival_split_group(&cohort->split, 0);
    assert_int_equal(multistate_follow(&group, 0, cohort->from), STATS_OK);
    assert_memory_equal(cohort->from, cohort->expected_from, n * sizeof *cohort->from);
}

static void expect(const char *line, const char *what, double actual, double expected, double relative) {
    if (!(fabs(actual - expected) <= relative * fabs(expected) + 1e-13))
        fail_msg("%s: %s is %.17g, R has %.17g", line, what, actual, expected);
}

static void check_line(const struct cohort *cohort, const char *line) {
    char measure[NAME];
    int state;
    double time, estimate, std_error, from_time;
    struct multistate multistate;
    struct interval states[8];
    struct survival_group group = survival_split_group(&cohort->split, 0);
    assert_int_equal(
        sscanf(line, "%*[^,],%31[^,],%d,%lf,%lf,%lf,%lf", measure, &state, &time, &estimate, &std_error, &from_time),
        6);
    if (state >= cohort->sample.n_causes)
        return; /* a state nobody was ever in */
    assert_int_equal(multistate_estimate(&group, cohort->from, 0, &multistate), STATS_OK);
    assert_int_equal(strcmp(measure, "mean") == 0 ? multistate_mean(&multistate, from_time, time, 0.95, states)
                                                  : multistate_occupation(&multistate, time, 0.95, states),
                     STATS_OK);
    expect(line, "estimate", states[state].estimate, estimate, 1e-11);
    expect(line, "std_error", states[state].std_error, std_error, 1e-9);
    assert_true(states[state].ci_low <= states[state].estimate && states[state].estimate <= states[state].ci_high);
    double sum = 0;
    for (int32_t s = 0; s < cohort->sample.n_causes; s++)
        sum += states[s].estimate;
    assert_close(sum, strcmp(measure, "mean") == 0 ? time - from_time : 1, 1e-11);
    multistate_free(&multistate);
}

static void occupation_mean_and_errors_are_those_of_r(void **state) {
    (void)state;
    FILE *file = fopen("tests/reference/multistate_expected.csv", "r");
    struct cohort *cohort = calloc(1, sizeof *cohort);
    char line[256], name[NAME];
    int n = 0;
    assert_non_null(file);
    assert_non_null(cohort);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        assert_int_equal(sscanf(line, "%31[^,]", name), 1);
        if (strcmp(name, cohort->name) != 0) {
            survival_split_free(&cohort->split);
            cohort_read(cohort, name);
        }
        check_line(cohort, line);
        n++;
    }
    fclose(file);
    survival_split_free(&cohort->split);
    free(cohort);
    assert_true(n > 400);
}

static double entry[] = {0, 4, 0}, stop[] = {4, 9, 6};
static int32_t event[] = {2, 1, 0}, person[] = {0, 0, 1}, from[3];
static struct survival_sample sample = {3, entry, stop, event, person, 2, 2, NULL};

/* 15 people with two paths each, all still in state 0: what is known is known of 15. */
static void exact_limits_count_people_not_paths(void **state) {
    enum { PATHS = 30 };
    double exits[PATHS];
    int32_t events[PATHS], people[PATHS], states_of[PATHS] = {0};
    struct survival_sample paths = {PATHS, NULL, exits, events, people, 2, PATHS / 2, NULL};
    struct survival_split split;
    struct survival_group group;
    struct multistate multistate;
    struct interval states[2];
    (void)state;

    for (int i = 0; i < PATHS; i++) {
        exits[i] = 100;
        events[i] = 0;
        people[i] = i / 2;
    }
    assert_int_equal(survival_split_build(&paths, NULL, 1, &split), STATS_OK);
    group = survival_split_group(&split, 0);
    assert_int_equal(multistate_estimate(&group, states_of, 0, &multistate), STATS_OK);
    assert_close(multistate_people_at_risk(&multistate, 90), 15, 0);
    assert_int_equal(multistate_occupation(&multistate, 90, 0.95, states), STATS_OK);
    assert_close(states[0].ci_low, pow(0.025, 1. / 15), 1e-12);
    assert_close(states[1].ci_high, 1 - pow(0.025, 1. / 15), 1e-12);
    multistate_free(&multistate);
    survival_split_free(&split);
}

static void counts_are_of_rows_and_people(void **state) {
    (void)state;
    struct survival_split split;
    struct multistate multistate;
    struct multistate_count counts[2];
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(multistate_follow(&group, 0, from), STATS_OK);
    assert_int_equal(multistate_estimate(&group, from, 0, &multistate), STATS_OK);
    assert_int_equal(multistate_count(&multistate, 5, counts), STATS_OK);
    assert_close(multistate_people_at_risk(&multistate, 5), 2, 0);
    assert_close(counts[0].events, 2, 0);
    assert_close(counts[0].event_people, 2, 0);
    assert_close(counts[1].events, 1, 0);
    struct interval states[2];
    assert_int_equal(multistate_occupation(&multistate, 9.5, 0.95, states), STATS_BEYOND_FOLLOW_UP);
    assert_int_equal(multistate_mean(&multistate, 0, 0, 0.95, states), STATS_INVALID);
    assert_int_equal(multistate_mean(&multistate, 5, 5, 0.95, states), STATS_INVALID);
    assert_int_equal(multistate_mean(&multistate, -1, 5, 0.95, states), STATS_INVALID);
    assert_int_equal(multistate_mean(&multistate, 0, 9, 0.95, states), STATS_OK);
    assert_close(states[0].estimate, 4 + 5 * 0.5, 1e-15);
    assert_int_equal(multistate_mean(&multistate, 2.385, 9, 0.95, states), STATS_OK);
    assert_close(states[0].estimate, 4 - 2.385 + 5 * 0.5, 1e-15);
    assert_int_equal(multistate_mean(&multistate, 5, 9, 0.95, states), STATS_OK);
    assert_close(states[1].estimate, 4 * 0.5, 1e-15);
    multistate_free(&multistate);
    survival_split_free(&split);
}

static void overlapping_intervals_are_refused(void **state) {
    (void)state;
    double early[] = {0, 3.385, 0};
    struct survival_sample overlapping = sample;
    struct survival_split split;
    overlapping.entry = early;
    assert_int_equal(survival_split_build(&overlapping, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(multistate_follow(&group, 0, from), STATS_INVALID);
    assert_int_equal(multistate_follow(&group, 2, from), STATS_INVALID);
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(occupation_mean_and_errors_are_those_of_r),
        cmocka_unit_test(exact_limits_count_people_not_paths),
        cmocka_unit_test(counts_are_of_rows_and_people),
        cmocka_unit_test(overlapping_intervals_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
