/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps, leaving, censoring and time. Detoxification and unknown days: episode_unknown_test.c. Why care ended:
 * exit_test.c. The discharge rule: discharge_test.c. */
#include "care/episode.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

/* start, last covered, left on (CARE_NO_DAY: not), time (-1: none). */
static void assert_episode(size_t i, int32_t start, int32_t last, int32_t left_on, int32_t time_days) {
    const struct care_episode *episode = &t.episodes[i];

    assert_true(i < t.n_episodes);
    if (episode->start != start || episode->last_covered != last || episode->left_on != left_on ||
        episode->time_days != time_days)
        fail_msg("episode %zu: %d-%d left %d time %d, expected %d-%d left %d time %d", i, episode->start,
                 episode->last_covered, episode->left_on, episode->time_days, start, last, left_on, time_days);
}

static void a_gap_of_exactly_g_days_holds_and_g_plus_1_breaks(void **state) {
    (void)state;
    for (int32_t gap = 1; gap <= 60; gap++) {
        observe_until(&t, 500);
        dose(&t, 10);
        dose(&t, 11 + gap); /* gap uncovered days */
        build_coverage(&t, gap);
        assert_int_equal(t.n_episodes, 1);
        assert_episode(0, 10, 11 + gap, 12 + gap, 2 + gap);
        observe_until(&t, 500);
        dose(&t, 10);
        dose(&t, 12 + gap);
        build_coverage(&t, gap);
        assert_int_equal(t.n_episodes, 2);
        assert_episode(0, 10, 10, 11, 1);
        assert_int_equal(t.episodes[0].next_start, 12 + gap);
        assert_int_equal(t.episodes[1].next_start, CARE_NO_DAY);
    }
}

static void a_person_of_one_dose_stays_one_day(void **state) {
    (void)state;
    observe_until(&t, 100);
    dose(&t, 10);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 10, 10, 11, 1);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
}

static void nobody_without_cover_has_an_episode(void **state) {
    (void)state;
    observe_until(&t, 100);
    admit(&t, 5, CARE_NO_DAY, CARE_EXIT_NONE);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 0);
}

static void leaving_is_decided_once_g_plus_1_uncovered_days_were_seen(void **state) {
    (void)state;
    for (int32_t end = 20; end <= 40; end++) {
        observe_until(&t, end);
        doses(&t, 0, 20);
        build_coverage(&t, 7);
        if (end - 20 >= 8)
            assert_episode(0, 0, 20, 21, 21);
        else
            assert_episode(0, 0, 20, CARE_NO_DAY, end - 7);
        assert_int_equal(t.episodes[0].censored_on, end - 7);
    }
}

static void stayers_and_the_undecided_are_censored_on_the_same_day(void **state) {
    (void)state;
    observe_until(&t, 100);
    doses(&t, 0, 100);
    build_coverage(&t, 30);
    assert_episode(0, 0, 100, CARE_NO_DAY, 70);
    observe_until(&t, 100);
    doses(&t, 0, 80); /* the extract ends in mid-gap */
    build_coverage(&t, 30);
    assert_episode(0, 0, 80, CARE_NO_DAY, 70);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_NONE);
}

static void who_starts_on_or_past_the_censoring_day_carries_no_time(void **state) {
    (void)state;
    observe_until(&t, 100);
    doses(&t, 70, 100);
    build_coverage(&t, 30);
    assert_episode(0, 70, 100, CARE_NO_DAY, -1);
    observe_until(&t, 100);
    doses(&t, 69, 100);
    build_coverage(&t, 30);
    assert_episode(0, 69, 100, CARE_NO_DAY, 1);
}

static void supply_past_the_end_does_not_move_the_censoring_day(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense(&t, 50, 366);
    build_coverage(&t, 14);
    assert_episode(0, 50, 100, CARE_NO_DAY, 36);
}

static void supply_past_death_does_not_move_the_leaving(void **state) {
    (void)state;
    observe_until(&t, 100);
    t.person.death = 52;
    dispense(&t, 50, 30);
    build_coverage(&t, 14);
    assert_episode(0, 50, 52, 53, 3);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_DEATH);
}

static void the_last_covered_day_follows_left_over_supply_and_switches(void **state) {
    (void)state;
    observe_until(&t, 300);
    add_supply(&t, 0, 14, BUPRENORPHINE, CARE_DISPENSED);
    add_supply(&t, 7, 14, BUPRENORPHINE, CARE_DISPENSED); /* pushed to 14-27 */
    add_supply(&t, 20, 5, METHADONE, CARE_DISPENSED);     /* switch: in place */
    build_coverage(&t, 7);
    assert_episode(0, 0, 27, 28, 28);
    observe_until(&t, 300);
    inject(&t, 0);
    dispense(&t, 33, 7);
    inject(&t, 45);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 0, 75, 76, 76);
}

static void care_of_visits_alone_has_a_gap_of_at_least_30_days(void **state) {
    (void)state;
    observe_until(&t, 300);
    admit_to(&t, CARE_COUNSELING, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 0);
    visit(&t, 31); /* 30 uncovered days */
    visit(&t, 63); /* 31 */
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 0, 31, 32, 32);
    assert_int_equal(t.episodes[0].censored_on, 270);
    assert_true(t.episodes[0].visits_only);
    build_coverage(&t, 60);
    assert_int_equal(t.n_episodes, 1);
    assert_int_equal(t.episodes[0].censored_on, 240);
}

static void a_leap_day_is_a_day(void **state) {
    (void)state;
    observe_until(&t, 20000);
    doses(&t, 19780, 19785); /* 2024-02-27 to 2024-03-03 */
    build_coverage(&t, 7);
    assert_episode(0, 19780, 19785, 19786, 6);
}

static void a_known_admission_before_the_window_enters_late(void **state) {
    (void)state;
    for (int32_t first = 100; first <= 131; first++) {
        observe_until(&t, 400);
        t.settings.window_start = 100;
        admit(&t, 40, CARE_NO_DAY, CARE_EXIT_NONE);
        doses(&t, first, 200);
        build_coverage(&t, 7);
        assert_int_equal(t.episodes[0].first_covered, first);
        assert_int_equal(t.episodes[0].entry_days, first < 131 ? first - 40 : 0);
        assert_episode(0, first < 131 ? 40 : 131, 200, 201, first < 131 ? 161 : 70);
        assert_false(t.episodes[0].prevalent);
    }
}

static void care_at_the_opening_without_an_admission_is_prevalent(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    doses(&t, 130, 200);
    build_coverage(&t, 7);
    assert_true(t.episodes[0].prevalent);
    assert_episode(0, 130, 200, 201, -1);
    observe_until(&t, 400);
    t.settings.window_start = 100;
    doses(&t, 131, 200);
    build_coverage(&t, 7);
    assert_false(t.episodes[0].prevalent);
    assert_episode(0, 131, 200, 201, 70);
    build_coverage(&t, 60); /* the opening reaches as far as the gap: 60 days */
    assert_true(t.episodes[0].prevalent);
}

static void who_is_admitted_inside_the_window_starts_there(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, 105, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 106, 200);
    build_coverage(&t, 7);
    assert_false(t.episodes[0].prevalent);
    assert_int_equal(t.episodes[0].entry_days, 0);
    assert_episode(0, 106, 200, 201, 95);
}

static void who_comes_back_soon_after_the_opening_does_not_enter_late_again(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, 40, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 100, 103);
    doses(&t, 115, 200);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 40, 103, 104, 64);
    assert_episode(1, 115, 200, 201, 86);
    assert_int_equal(t.episodes[1].entry_days, 0);
    t.person.n_admissions = 0;
    build_coverage(&t, 7);
    assert_true(t.episodes[0].prevalent);
    assert_int_equal(t.episodes[1].order, CARE_ORDER_RETURNED);
    assert_false(t.episodes[1].prevalent);
}

static void cover_before_the_window_is_not_time_at_risk(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    dose(&t, 94);
    doses(&t, 99, 200);
    admit(&t, 98, CARE_NO_DAY, CARE_EXIT_NONE); /* paper work after the first dose */
    build_coverage(&t, 7);
    assert_episode(0, 94, 200, 201, 107);
    assert_int_equal(t.episodes[0].entry_days, 6);
    observe_until(&t, 400);
    t.settings.window_start = 100;
    dose(&t, 20); /* one stray row long before */
    doses(&t, 101, 200);
    admit(&t, 40, CARE_NO_DAY, CARE_EXIT_NONE);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].time_days, -1);
    assert_episode(1, 40, 200, 201, 161);
    assert_int_equal(t.episodes[1].entry_days, 61); /* seen on day 101 */
}

static void the_medication_of_day_0_is_the_long_acting_one_and_nothing_later_changes_it(void **state) {
    (void)state;
    observe_until(&t, 400);
    add_supply(&t, 10, 7, BUPRENORPHINE, CARE_DISPENSED);
    inject(&t, 10);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].medication, NALTREXONE);
    observe_until(&t, 400);
    add_supply(&t, 10, 30, BUPRENORPHINE, CARE_DISPENSED);
    inject(&t, 11);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].medication, BUPRENORPHINE);
    observe_until(&t, 400);
    admit_to(&t, CARE_COUNSELING, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 5);
    inject(&t, 6);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].medication, CARE_NO_MEDICATION);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_of_exactly_g_days_holds_and_g_plus_1_breaks),
        cmocka_unit_test(a_person_of_one_dose_stays_one_day),
        cmocka_unit_test(nobody_without_cover_has_an_episode),
        cmocka_unit_test(leaving_is_decided_once_g_plus_1_uncovered_days_were_seen),
        cmocka_unit_test(stayers_and_the_undecided_are_censored_on_the_same_day),
        cmocka_unit_test(who_starts_on_or_past_the_censoring_day_carries_no_time),
        cmocka_unit_test(supply_past_the_end_does_not_move_the_censoring_day),
        cmocka_unit_test(supply_past_death_does_not_move_the_leaving),
        cmocka_unit_test(the_last_covered_day_follows_left_over_supply_and_switches),
        cmocka_unit_test(care_of_visits_alone_has_a_gap_of_at_least_30_days),
        cmocka_unit_test(a_leap_day_is_a_day),
        cmocka_unit_test(a_known_admission_before_the_window_enters_late),
        cmocka_unit_test(care_at_the_opening_without_an_admission_is_prevalent),
        cmocka_unit_test(who_is_admitted_inside_the_window_starts_there),
        cmocka_unit_test(who_comes_back_soon_after_the_opening_does_not_enter_late_again),
        cmocka_unit_test(cover_before_the_window_is_not_time_at_risk),
        cmocka_unit_test(the_medication_of_day_0_is_the_long_acting_one_and_nothing_later_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
