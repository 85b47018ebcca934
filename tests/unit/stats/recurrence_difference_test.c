/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/recurrence_difference.h by hand; tests/crosscheck holds it against R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/mean_cumulative.h"
#include "stats/recurrence_difference.h"

enum { ROWS = 8 };

static const double start[ROWS] = {0, 0, 0, 4, 0, 0, 0, 4}, stop[ROWS] = {4, 9, 4, 11.5, 4, 9, 4, 11.5};
static const int32_t event[ROWS] = {1, 1, 0, 1, 1, 1, 0, 1}, group[ROWS] = {0, 0, 0, 0, 1, 1, 1, 1};
static const int32_t apart[ROWS] = {0, 1, 2, 0, 3, 4, 5, 3}, same[ROWS] = {0, 1, 2, 0, 0, 1, 2, 0};

static void check_error(const struct interval *difference, bool other_people, double each) {
    if (other_people)
        assert_close(difference->std_error, sqrt(2) * each, 1e-14);
    else
        assert_true(difference->std_error < 1e-15 * each);
}

/* The same rows as two groups: of other people the variances add, of the same people nothing is left. */
static void who_is_in_both_groups_counts_once(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        const struct survival_sample sample = {ROWS, start, stop, event, i == 0 ? apart : same, 1, 6, NULL};
        const double at = 9;
        struct survival_split split;
        struct mean_cumulative mean;
        struct interval rate, exact, difference;
        assert_int_equal(survival_split_build(&sample, group, 2, &split), STATS_OK);
        struct survival_group first = survival_split_group(&split, 0), second = survival_split_group(&split, 1);
        assert_int_equal(mean_cumulative_estimate(&first, &at, 1, 0.95, &mean), STATS_OK);
        assert_int_equal(mean_cumulative_rate(&first, 0.95, &rate, &exact), STATS_OK);
        assert_int_equal(recurrence_mean_difference(&first, &second, at, 0.95, &difference), STATS_OK);
        assert_close(difference.estimate, 0, 0);
        check_error(&difference, i == 0, mean.points[1].std_error);
        assert_int_equal(recurrence_rate_difference(&first, &second, 0.95, &difference), STATS_OK);
        check_error(&difference, i == 0, rate.std_error);
        assert_close(difference.ci_low, -1.9599639845400545 * difference.std_error, 1e-13);
        mean_cumulative_free(&mean);
        survival_split_free(&split);
    }
}

static void second_less_first(void **state) {
    (void)state;
    const int32_t uneven[ROWS] = {0, 0, 0, 1, 1, 1, 1, 1};
    const struct survival_sample sample = {ROWS, start, stop, event, NULL, 1, 0, NULL};
    struct survival_split split;
    struct interval difference = {7, 7, 7, 7};
    assert_int_equal(survival_split_build(&sample, uneven, 2, &split), STATS_OK);
    struct survival_group first = survival_split_group(&split, 0), second = survival_split_group(&split, 1);
    assert_int_equal(recurrence_mean_difference(&first, &second, 9.2, 0.95, &difference), STATS_BEYOND_FOLLOW_UP);
    assert_int_equal(recurrence_mean_difference(&first, &second, 9, 1, &difference), STATS_INVALID);
    assert_close(difference.estimate, 7, 0);
    /* 1/3 at 4, 1/1 at 9; 1/3 at 4, 1/3 at 9 */
    assert_int_equal(recurrence_mean_difference(&first, &second, 9, 0.95, &difference), STATS_OK);
    assert_close(difference.estimate, 1 / 3.0 + 1 / 3.0 - 1 / 3.0 - 1, 1e-15);
    assert_int_equal(recurrence_rate_difference(&first, &second, 0.95, &difference), STATS_OK);
    assert_close(difference.estimate, 4 / 32.0 - 2 / 17.0, 1e-14);
    first.n_rows = 0;
    assert_int_equal(recurrence_rate_difference(&first, &second, 0.95, &difference), STATS_EMPTY);
    survival_split_free(&split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_in_both_groups_counts_once),
        cmocka_unit_test(second_less_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
