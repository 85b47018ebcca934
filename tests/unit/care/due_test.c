/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was due: daily doses and pickups, days by hand. */
#include "care/due.h"

#include "cmocka_begin.h"

static struct care_run given(int32_t day, int32_t days) {
    return (struct care_run){.first = day, .last = day + days - 1, .given = day};
}

static void assert_due(const struct care_due due[], size_t n, const struct care_due expected[], size_t n_expected) {
    assert_int_equal(n, n_expected);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(due[i].day, expected[i].day);
        assert_int_equal(due[i].missed, expected[i].missed);
    }
}

/* Day 0 is a Monday; the clinic is closed on the sixth day of each week, for which a dose is given along on the fifth.
 * Doses on the days 0 to 5, 7 to 12, but not on 9: due are only days of the second week, as no day of the first is a
 * weekday with a dose before; day 13 (closed) is covered by day 12's. */
static void a_daily_dose_is_due_on_a_weekday_with_one_before(void **state) {
    struct care_run groups[] = {given(0, 1), given(1, 1), given(2, 1),  given(3, 1),  given(4, 1), given(5, 2),
                                given(7, 1), given(8, 1), given(10, 1), given(11, 1), given(12, 2)};
    enum { N = sizeof groups / sizeof groups[0] };
    struct care_due due[64];

    (void)state;
    assert_true(care_due_doses_capacity(groups, N) <= 64);
    /* after day 12: 14 to 16 have three doses in the week before (of 7: 7, 8, 10, 11, 12), 17 (10, 11, 12), 18 two */
    assert_due(due, care_due_doses(groups, N, due),
               (struct care_due[]){{7, false},
                                   {8, false},
                                   {9, true},
                                   {10, false},
                                   {11, false},
                                   {12, false},
                                   {14, true},
                                   {15, true},
                                   {16, true},
                                   {17, true}},
               10);
    /* closed on the sixth day, and nothing was taken along: not due, as no sixth day has a dose */
    groups[10] = given(12, 1);
    assert_int_equal(care_due_doses(groups, N, due), 10);
    assert_int_equal(due[6].day, 14);
    assert_int_equal(care_due_doses(groups, 0, due), 0);
}

static void a_pickup_is_due_when_a_supply_ends(void **state) {
    /* on the day, two days late, early, and never again */
    const struct care_run groups[] = {given(0, 7), given(7, 7), given(16, 7), given(22, 7)};
    struct care_due due[8];

    (void)state;
    assert_due(due, care_due_pickups(groups, 4, due),
               (struct care_due[]){{7, false}, {14, true}, {23, false}, {29, true}}, 4);
}

static void nothing_is_due_while_another_supply_runs(void **state) {
    /* an injection over two weekly supplies: the first of them ends under it; one of four days is no pickup's */
    const struct care_run groups[] = {given(0, 31), given(3, 7), given(28, 7), given(40, 4)};
    struct care_due due[8];

    (void)state;
    assert_due(due, care_due_pickups(groups, 4, due), (struct care_due[]){{31, false}, {35, true}}, 2);
}

/* Neither outlasts the other, and their end is due once. */
static void two_supplies_that_are_alike_end_together(void **state) {
    const struct care_run groups[] = {given(0, 7), given(0, 7), given(7, 7), given(7, 7)};
    struct care_due due[8];

    (void)state;
    assert_due(due, care_due_pickups(groups, 4, due), (struct care_due[]){{7, false}, {14, true}}, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_daily_dose_is_due_on_a_weekday_with_one_before),
        cmocka_unit_test(a_pickup_is_due_when_a_supply_ends),
        cmocka_unit_test(nothing_is_due_while_another_supply_runs),
        cmocka_unit_test(two_supplies_that_are_alike_end_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
