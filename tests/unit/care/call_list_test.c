/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can still be called. E is 400 throughout. */
#include "care/call_list.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;
static struct care_call call;

static bool is_called(void) {
    cover(&t);
    return care_call(&t.person, &t.covers, &call);
}

static void people_uncovered_for_1_to_30_days_are_called(void **state) {
    (void)state;
    for (int32_t last = 360; last <= 400; last++) {
        observe_until(&t, 400);
        admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        doses(&t, 300, last);
        assert_int_equal(is_called(), last >= 370 && last < 400);
        if (last >= 370 && last < 400) {
            assert_int_equal(call.days, 400 - last);
            assert_true(call.is_open);
        }
    }
}

static void who_has_no_open_admission_stands_beside_with_the_last_discharge(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 100, 200, CARE_EXIT_JAIL);
    admit(&t, 300, 392, CARE_EXIT_MOVED);
    doses(&t, 380, 390);
    assert_true(is_called());
    assert_false(call.is_open);
    assert_int_equal(call.discharged, 392);
    assert_int_equal(call.reason, CARE_EXIT_MOVED);
    admit(&t, 395, CARE_NO_DAY, CARE_EXIT_NONE); /* readmitted, and not seen yet */
    assert_true(is_called());
    assert_true(call.is_open);
    assert_int_equal(call.discharged, CARE_NO_DAY);
    observe_until(&t, 400);
    doses(&t, 380, 390); /* no admission is known at all */
    assert_true(is_called());
    assert_true(call.is_open);
}

static void nobody_is_left_out_for_having_begun_in_detoxification(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit_to(&t, CARE_DETOXIFICATION, 380, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 380, 390);
    assert_true(is_called());
}

static void who_comes_for_visits_is_called_when_the_own_rhythm_is_overdue(void **state) {
    (void)state;
    for (int32_t last = 375; last <= 399; last++) {
        observe_until(&t, 400);
        admit_to(&t, CARE_COUNSELING, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        visit(&t, last - 42);
        visit(&t, last - 28);
        visit(&t, last - 14); /* every two weeks */
        visit(&t, last);
        assert_int_equal(is_called(), last < 386);
    }
    observe_until(&t, 400);
    admit_to(&t, CARE_COUNSELING, 300, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 390);
    visit(&t, 397); /* too few to tell a rhythm */
    assert_true(is_called());
    assert_int_equal(call.last_visit, 397);
}

static void the_dead_and_those_of_whom_nothing_can_be_known_are_not_called(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 380, 390);
    t.person.death = 395;
    assert_false(is_called());
    t.person.death = CARE_NO_DAY;
    assert_true(is_called());
    hide(&t, 391, INT32_MAX);
    assert_false(is_called());
    t.unknown[0].first = 392; /* one uncovered day is known */
    assert_true(is_called());
    assert_int_equal(call.days, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_uncovered_for_1_to_30_days_are_called),
        cmocka_unit_test(who_has_no_open_admission_stands_beside_with_the_last_discharge),
        cmocka_unit_test(nobody_is_left_out_for_having_begun_in_detoxification),
        cmocka_unit_test(who_comes_for_visits_is_called_when_the_own_rhythm_is_overdue),
        cmocka_unit_test(the_dead_and_those_of_whom_nothing_can_be_known_are_not_called),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
