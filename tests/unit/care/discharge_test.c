/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule that takes recorded admissions instead of cover: X = discharged + 1, C = E - 30. */
#include "care/episode.h"
#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

static void assert_episode(size_t i, int32_t start, int32_t last, int32_t left_on, int32_t time_days) {
    const struct care_episode *episode = &t.episodes[i];

    assert_true(i < t.n_episodes);
    if (episode->start != start || episode->last_covered != last || episode->left_on != left_on ||
        episode->time_days != time_days)
        fail_msg("episode %zu: %d-%d left %d time %d, expected %d-%d left %d time %d", i, episode->start,
                 episode->last_covered, episode->left_on, episode->time_days, start, last, left_on, time_days);
}

static void a_person_leaves_on_the_day_after_the_discharge(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 100, CARE_EXIT_TRANSFERRED);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 10, 100, 101, 91);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_TRANSFERRED);
    assert_int_equal(t.episodes[0].censored_on, 370);
}

static void a_discharge_on_the_day_of_admission_is_one_day(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 10, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_episode(0, 10, 10, 11, 1);
}

static void a_readmission_within_a_day_joins(void **state) {
    (void)state;
    for (int32_t again = 95; again <= 105; again++) {
        observe_until(&t, 400);
        admit(&t, 10, 100, CARE_EXIT_JAIL);
        admit(&t, again, 200, CARE_EXIT_MOVED);
        build_discharge(&t);
        assert_int_equal(t.n_episodes, again <= 101 ? 1 : 2);
        if (again <= 101)
            assert_episode(0, 10, 200, 201, 191);
        else
            assert_int_equal(t.episodes[0].next_start, again);
        assert_int_equal(t.episodes[0].exit, again <= 101 ? CARE_EXIT_MOVED : CARE_EXIT_JAIL);
    }
}

static void an_admission_inside_another_changes_nothing(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 100, CARE_EXIT_LEFT)->site = 1;
    admit(&t, 20, 30, CARE_EXIT_COMPLETED)->site = 2;
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 10, 100, 101, 91);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
}

static void an_open_admission_with_activity_is_in_care(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    dose(&t, 341); /* 59 days before the end */
    build_discharge(&t);
    assert_episode(0, 10, 400, CARE_NO_DAY, 360);
}

static void an_open_admission_silent_for_60_days_ended_with_its_last_activity(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    dose(&t, 340);
    build_discharge(&t);
    assert_episode(0, 10, 340, 341, 331);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    dose(&t, 100);
    visit(&t, 341); /* an attended visit is a sign too */
    build_discharge(&t);
    assert_episode(0, 10, 400, CARE_NO_DAY, 360);
}

static void an_open_admission_without_anything_ended_where_it_began(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    build_discharge(&t);
    assert_episode(0, 10, 10, 11, 1);
}

static void a_discharge_past_the_end_is_not_known_yet(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 420, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_episode(0, 10, 400, CARE_NO_DAY, 360);
    observe_until(&t, 400);
    admit(&t, 10, 370, CARE_EXIT_LEFT); /* discharges of the last 30 days may not all be recorded */
    build_discharge(&t);
    assert_episode(0, 10, 370, CARE_NO_DAY, 360);
    observe_until(&t, 400);
    admit(&t, 10, 369, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_episode(0, 10, 369, 370, 360);
}

static void what_cannot_be_is_no_episode(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 5, CARE_EXIT_LEFT); /* discharged before admitted */
    admit(&t, 401, CARE_NO_DAY, CARE_EXIT_NONE);
    admit(&t, 402, 500, CARE_EXIT_NONE);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 0);
    observe_until(&t, 400);
    t.person.death = 50;
    admit(&t, 60, CARE_NO_DAY, CARE_EXIT_NONE);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 0);
}

static void death_ends_an_admission(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.person.death = 90;
    admit(&t, 10, 100, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_episode(0, 10, 90, 91, 81);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_DEATH);
}

static void an_admission_before_the_window_enters_late_and_one_that_ended_before_carries_no_time(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, -50, 60, CARE_EXIT_LEFT);
    admit(&t, 70, 200, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, -50, 60, 61, -1);
    assert_episode(1, 70, 200, 201, 131);
    assert_int_equal(t.episodes[1].entry_days, 30);
}

static void the_medication_of_an_admission_before_the_window_is_the_first_seen(void **state) {
    bool switches;
    (void)state;

    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, -50, 300, CARE_EXIT_LEFT);
    add_supply(&t, 128, 31, NALTREXONE, CARE_INJECTION); /* the first after an injection before the window */
    build_discharge(&t);
    assert_episode(0, -50, 300, 301, 351);
    assert_int_equal(t.episodes[0].first_covered, 128);
    assert_int_equal(care_first_medication(&t.person, &t.episodes[0], 14, &switches), NALTREXONE);
    t.person.n_supplies = 0;
    build_discharge(&t);
    assert_int_equal(t.episodes[0].first_covered, 100);
    assert_int_equal(care_first_medication(&t.person, &t.episodes[0], 14, &switches), CARE_NO_INDEX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_leaves_on_the_day_after_the_discharge),
        cmocka_unit_test(a_discharge_on_the_day_of_admission_is_one_day),
        cmocka_unit_test(a_readmission_within_a_day_joins),
        cmocka_unit_test(an_admission_inside_another_changes_nothing),
        cmocka_unit_test(an_open_admission_with_activity_is_in_care),
        cmocka_unit_test(an_open_admission_silent_for_60_days_ended_with_its_last_activity),
        cmocka_unit_test(an_open_admission_without_anything_ended_where_it_began),
        cmocka_unit_test(a_discharge_past_the_end_is_not_known_yet),
        cmocka_unit_test(what_cannot_be_is_no_episode),
        cmocka_unit_test(death_ends_an_admission),
        cmocka_unit_test(the_medication_of_an_admission_before_the_window_is_the_first_seen),
        cmocka_unit_test(an_admission_before_the_window_enters_late_and_one_that_ended_before_carries_no_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
