/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is to be called. E is 400, the gap 30 throughout. */
#include "care/to_do.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;
static struct care_standing standing;

static void stand(void) {
    cover(&t);
    standing = care_standing_of(&t.person, &t.covers, 30, 30);
}

static enum care_call call_now(void) {
    stand();
    return care_call(&standing);
}

static void people_uncovered_for_1_to_30_days_are_called(void **state) {
    (void)state;
    for (int32_t last = 360; last <= 400; last++) {
        observe_until(&t, 400);
        admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        doses(&t, 300, last);
        assert_int_equal(call_now(), last >= 370 && last < 400 ? CARE_CALL_OPEN : CARE_CALL_NONE);
        assert_int_equal(standing.uncovered, 400 - last);
        assert_int_equal(standing.has_left, last < 370);
        assert_ptr_equal(standing.open, &t.admissions[0]);
    }
}

/* Who is censored by the rule of episodes is called, and nobody else. */
static void who_can_be_called_is_whom_the_rule_leaves_undecided(void **state) {
    (void)state;
    for (int32_t last = 360; last < 400; last++) {
        observe_until(&t, 400);
        doses(&t, 300, last);
        build_coverage(&t, 30);
        assert_int_equal(call_now() != CARE_CALL_NONE, t.episodes[0].left_on == CARE_NO_DAY);
    }
}

static void who_has_no_open_admission_stands_beside_with_the_last_discharge(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 100, 200, CARE_EXIT_JAIL);
    admit(&t, 300, 392, CARE_EXIT_MOVED);
    doses(&t, 380, 390);
    assert_int_equal(call_now(), CARE_CALL_DISCHARGED);
    assert_ptr_equal(standing.closed, &t.admissions[1]);
    admit(&t, 395, CARE_NO_DAY, CARE_EXIT_NONE); /* readmitted, and not seen yet */
    assert_int_equal(call_now(), CARE_CALL_OPEN);
    assert_null(standing.closed);
    observe_until(&t, 400);
    doses(&t, 380, 390); /* no admission is known at all */
    assert_int_equal(call_now(), CARE_CALL_OPEN);
}

static void nobody_is_left_out_for_having_begun_in_detoxification(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit_to(&t, CARE_DETOXIFICATION, 380, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 380, 390);
    assert_int_equal(call_now(), CARE_CALL_OPEN);
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
        assert_int_equal(call_now(), last < 386 ? CARE_CALL_OPEN : CARE_CALL_NOT_DUE);
        assert_true(standing.by_visits);
    }
    t.admissions[0].discharged = 399; /* no visit is waited for */
    assert_int_equal(call_now(), CARE_CALL_DISCHARGED);
    observe_until(&t, 400);
    admit_to(&t, CARE_COUNSELING, 300, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 390);
    visit(&t, 397); /* too few to tell a rhythm */
    assert_int_equal(call_now(), CARE_CALL_OPEN);
    assert_int_equal(standing.last_visit, 397);
}

static void the_dead_and_those_of_whom_nothing_can_be_known_are_not_called(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 380, 390);
    t.person.death = 395;
    assert_int_equal(call_now(), CARE_CALL_NONE);
    t.person.death = CARE_NO_DAY;
    assert_int_equal(call_now(), CARE_CALL_OPEN);
    hide(&t, 391, INT32_MAX);
    assert_int_equal(call_now(), CARE_CALL_NOT_KNOWN);
    t.unknown[0].first = 392; /* one uncovered day is known */
    assert_int_equal(call_now(), CARE_CALL_OPEN);
    assert_int_equal(standing.uncovered, 10);
    observe_until(&t, 400);
    doses(&t, 300, 310); /* 30 known days, then nothing comes from the site: leaving cannot be told */
    hide(&t, 341, INT32_MAX);
    assert_int_equal(call_now(), CARE_CALL_NOT_KNOWN);
    t.unknown[0].first = 342; /* 31 known days: left */
    assert_int_equal(call_now(), CARE_CALL_NONE);
    assert_true(standing.has_left);
}

/* Covered on the day of the list of a month ago, or since: on one of three lists, whatever the gap. */
static void nobody_falls_between_the_lists_of_two_months(void **state) {
    (void)state;
    for (int32_t gap = 3; gap <= 60; gap++)
        for (int32_t last = 369; last < 400; last++)
            for (int is_discharged = 0; is_discharged < 2; is_discharged++) {
                observe_until(&t, 400);
                admit(&t, 300, is_discharged ? last : CARE_NO_DAY, CARE_EXIT_ADMINISTRATIVE);
                doses(&t, 300, last);
                cover(&t);
                standing = care_standing_of(&t.person, &t.covers, gap, gap > 30 ? gap : 30);
                if (is_discharged) {
                    assert_int_equal(care_call(&standing), CARE_CALL_DISCHARGED);
                } else {
                    assert_int_equal(care_call(&standing), 400 - last <= gap ? CARE_CALL_OPEN : CARE_CALL_NONE);
                    assert_true(care_call(&standing) == CARE_CALL_OPEN ||
                                care_open_without_care_since(&standing, 0) == last);
                }
            }
    observe_until(&t, 400);
    admit(&t, 300, 368, CARE_EXIT_ADMINISTRATIVE);
    doses(&t, 300, 368); /* the list of a month ago has them */
    assert_int_equal(call_now(), CARE_CALL_NONE);
}

/* To be called on the list of a month ago (E is then 369), and discharged since: never on none. */
static void who_was_to_be_called_and_was_discharged_since_is_told(void **state) {
    (void)state;
    for (int32_t gap = 3; gap <= 60; gap++)
        for (int32_t last = 369 - gap; last < 369; last++)
            for (int32_t discharged = 369; discharged <= 400; discharged++) {
                observe_until(&t, 400);
                admit(&t, 300, discharged, CARE_EXIT_ADMINISTRATIVE);
                doses(&t, 300, last);
                cover(&t);
                standing = care_standing_of(&t.person, &t.covers, gap, gap > 30 ? gap : 30);
                assert_int_equal(care_call(&standing) == CARE_CALL_DISCHARGED, discharged > 369 || 400 - last <= gap);
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_uncovered_for_1_to_30_days_are_called),
        cmocka_unit_test(who_can_be_called_is_whom_the_rule_leaves_undecided),
        cmocka_unit_test(who_has_no_open_admission_stands_beside_with_the_last_discharge),
        cmocka_unit_test(nobody_is_left_out_for_having_begun_in_detoxification),
        cmocka_unit_test(who_comes_for_visits_is_called_when_the_own_rhythm_is_overdue),
        cmocka_unit_test(the_dead_and_those_of_whom_nothing_can_be_known_are_not_called),
        cmocka_unit_test(nobody_falls_between_the_lists_of_two_months),
        cmocka_unit_test(who_was_to_be_called_and_was_discharged_since_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
