/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected: tests/reference/thin_curve.R, and by hand where a comment says so. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/thin_curve.h"

enum { ROWS = 40 };

struct found {
    double from, restart;
    bool early, at[2]; /* on days 12 and 40 */
};

static struct found look(const double *entry, const double *exit, const int32_t *event, size_t n_rows) {
    struct survival_sample sample = {.n_rows = n_rows, .entry = entry, .exit = exit, .event = event, .n_causes = 1};
    struct survival_split split;
    struct risk_sets counts;
    struct found found;
    assert_int_equal(survival_split_build(&sample, NULL, 1, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 0);
    assert_int_equal(risk_sets_build(&group, NULL, 0, &counts), STATS_OK);
    found.from = thin_curve_from(&counts, 0);
    found.early = thin_curve_is_early(&counts, found.from);
    assert_int_equal(thin_curve_restart(&group, &counts, &found.restart), STATS_OK);
    found.at[0] = thin_curve_at(&group, found.from, 0, 12);
    found.at[1] = thin_curve_at(&group, found.from, 0, 40);
    risk_sets_free(&counts);
    survival_split_free(&split);
    return found;
}

/* By hand: with 20 people the curve falls by 1/20 for each; after 9 have been censored and one has left on day 10, 10
 * are at risk with S = 19/20, and 19/200 > 1/11 on day 11. Nobody comes later. */
static void a_curve_is_thin_where_one_person_moves_it_by_more_than_an_eleventh(void **state) {
    (void)state;
    double exit[20];
    int32_t event[20];
    for (size_t i = 0; i < 20; i++) {
        exit[i] = i == 0 ? 1 : i < 10 ? 5 : (double)i + 1;
        event[i] = i == 0 || i >= 10;
    }
    struct found found = look(NULL, exit, event, 20);
    assert_close(found.from, 11, 0);
    assert_false(found.early);
    assert_close(found.restart, 0, 0);
}

/* By hand: all leave one by one, S(t-) / n is 1/20 all the way down to the last of them. */
static void few_left_on_a_low_curve_move_it_little(void **state) {
    (void)state;
    double exit[20];
    int32_t event[20];
    for (size_t i = 0; i < 20; i++) {
        exit[i] = (double)i + 1;
        event[i] = 1;
    }
    assert_true(isinf(look(NULL, exit, event, 20).from));
}

/* thin_curve.R, "late": 3 people from day 0, two of whom leave; 30 more are seen from day 40 on. */
static void few_early_and_many_later_is_early(void **state) {
    (void)state;
    double entry[33], exit[33];
    int32_t event[33];
    for (size_t i = 0; i < 33; i++) {
        entry[i] = i < 3 ? 0 : 40;
        exit[i] = i < 3 ? (double[]){5, 9, 200}[i] : 40 + 7 * (double)(i - 2);
        event[i] = i < 3 ? i < 2 : (i - 3) % 2 == 0;
    }
    struct found found = look(entry, exit, event, 33);
    assert_close(found.from, 5, 0);
    assert_true(found.early);
    assert_close(found.restart, 40, 0);
}

/* By hand: nobody is at risk in (3, 6]; that is 3 of 12 days, and 3 of 40, which is less than an eleventh. */
static void a_time_without_anybody_at_risk_is_thin_while_it_is_much_of_all(void **state) {
    (void)state;
    double entry[ROWS], exit[ROWS];
    int32_t event[ROWS];
    for (size_t i = 0; i < 30; i++) {
        entry[i] = i < 15 ? 0 : 6;
        exit[i] = i < 15 ? 3 : 50;
        event[i] = 0;
    }
    struct found found = look(entry, exit, event, 30);
    assert_true(isinf(found.from));
    assert_true(found.at[0]);
    assert_false(found.at[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_curve_is_thin_where_one_person_moves_it_by_more_than_an_eleventh),
        cmocka_unit_test(few_left_on_a_low_curve_move_it_little),
        cmocka_unit_test(few_early_and_many_later_is_early),
        cmocka_unit_test(a_time_without_anybody_at_risk_is_thin_while_it_is_much_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
