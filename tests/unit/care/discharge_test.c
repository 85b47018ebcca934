/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule that takes recorded admissions instead of cover: X = discharged + 1, C = E - 61. */
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

/* Seen every month, so that nothing is silent. */
static void come(int32_t from, int32_t to) {
    for (int32_t day = from; day <= to; day += 30)
        visit(&t, day);
}

static void a_person_leaves_on_the_day_after_the_discharge(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, 100, CARE_EXIT_TRANSFERRED);
    come(10, 100);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 10, 100, 101, 91);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_TRANSFERRED);
    assert_int_equal(t.episodes[0].censored_on, 339);
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
        come(10, 200);
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
    come(10, 100);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 10, 100, 101, 91);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
}

static void an_open_admission_with_contact_is_in_care(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    come(10, 330);
    dose(&t, 340); /* 60 days of silence */
    build_discharge(&t);
    assert_episode(0, 10, 400, CARE_NO_DAY, 329);
}

static void an_admission_silent_for_more_than_60_days_ended_with_its_last_contact(void **state) {
    (void)state;
    for (int32_t last = 310; last <= 345; last++) {
        observe_until(&t, 400);
        admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
        come(10, 310);
        if (last % 2 == 0)
            visit(&t, last);
        else
            dose(&t, last);
        build_discharge(&t);
        assert_int_equal(t.n_episodes, 1);
        if (last < 339)
            assert_episode(0, 10, last, last + 1, last - 9);
        else
            assert_int_equal(t.episodes[0].left_on, CARE_NO_DAY);
    }
}

static void silence_at_any_time_ends_an_episode_and_contact_after_it_begins_another(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 0, 300, CARE_EXIT_JAIL);
    dispense(&t, 0, 30);
    dispense(&t, 91, 10); /* 61 days of silence */
    dispense(&t, 160, 5); /* 59 */
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 0, 29, 30, 30);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT); /* the admission went on */
    assert_int_equal(t.episodes[0].next_start, 91);
    assert_episode(1, 91, 164, 165, 74); /* 136 days to the discharge */
    assert_int_equal(t.episodes[1].exit, CARE_EXIT_JAIL);
}

static void where_no_table_says_who_was_seen_nobody_is_silent(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.silent_days = INT32_MAX;
    admit(&t, 10, 300, CARE_EXIT_JAIL);
    build_discharge(&t);
    assert_episode(0, 10, 300, 301, 291);
}

static void an_open_admission_without_anything_ended_where_it_began(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    build_discharge(&t);
    assert_episode(0, 10, 10, 11, 1);
}

static void leaving_counts_up_to_the_censoring_day(void **state) {
    (void)state;
    for (int32_t discharged = 330; discharged <= 345; discharged++) {
        observe_until(&t, 400);
        admit(&t, 10, discharged, CARE_EXIT_LEFT);
        come(10, 330);
        build_discharge(&t);
        assert_episode(0, 10, discharged, discharged <= 338 ? discharged + 1 : CARE_NO_DAY,
                       discharged <= 338 ? discharged - 9 : 329);
    }
}

static void detoxification_is_told_apart_and_linked_to_the_admission_that_follows(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit_to(&t, CARE_DETOXIFICATION, 0, 6, CARE_EXIT_COMPLETED);
    admit(&t, 7, 100, CARE_EXIT_LEFT);
    come(0, 100);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 7, 100, 101, 94);
    assert_true(t.episodes[0].after_detoxification);
    assert_episode(1, 0, 6, 7, 7);
    assert_int_equal(t.episodes[1].exit, CARE_EXIT_LINKED);
}

static void unknown_days_part_an_admission_into_two_rows(void **state) {
    (void)state;
    observe_until(&t, 400);
    hide(&t, 150, 220);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    come(0, 149);
    visit(&t, 240);
    come(270, 400);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 0, 149, CARE_NO_DAY, 88); /* C = 150 - 1 - 61 */
    assert_int_equal(t.episodes[1].entry_days, 240);
    assert_true(t.episodes[1].is_continued);
    assert_int_equal(t.episodes[1].censored_on, 339);
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

/* Whether the first admission was closed or forgotten, the second one's discharge on 330 ends care on 331. */
static void an_admission_never_closed_leaves_the_later_discharge_alone(void **state) {
    (void)state;
    for (int closed = 0; closed < 2; closed++) {
        observe_until(&t, 600);
        admit(&t, 0, closed ? 60 : CARE_NO_DAY, CARE_EXIT_NONE);
        come(0, 20);
        admit(&t, 200, 330, CARE_EXIT_MOVED);
        come(200, 300);
        build_discharge(&t);
        assert_int_equal(t.n_episodes, 2);
        assert_episode(1, 200, 330, 331, 131);
        assert_int_equal(t.episodes[1].exit, CARE_EXIT_MOVED);
    }
}

/* The discharge on 380 comes after 90 days without contact: its admission was silent, and ended on 290. */
static void a_discharge_after_silence_is_none_for_an_open_admission_too(void **state) {
    (void)state;
    observe_until(&t, 600);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    come(0, 20);
    admit(&t, 200, 380, CARE_EXIT_MOVED);
    come(200, 300);
    build_discharge(&t);
    assert_episode(1, 200, 290, 291, 91);
}

static void death_ends_an_admission(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.person.death = 90;
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_LEFT);
    come(10, 70);
    build_discharge(&t);
    assert_episode(0, 10, 90, 91, 81);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_DEATH);
}

static void an_admission_before_the_window_enters_with_its_first_contact_in_it(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, -50, 60, CARE_EXIT_LEFT);
    admit(&t, 70, 200, CARE_EXIT_LEFT);
    inject(&t, 128); /* the first after an injection before the window */
    visit(&t, 170);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1); /* what ended before the window is not observed */
    assert_episode(0, 70, 200, 201, 131);
    assert_int_equal(t.episodes[0].ordinal, 1);
    assert_int_equal(t.episodes[0].first_covered, 128);
    assert_int_equal(t.episodes[0].entry_days, 58);
    assert_int_equal(t.episodes[0].medication, NALTREXONE);
}

static void an_admission_never_seen_since_the_window_opened_has_no_time(void **state) {
    (void)state;
    observe_until(&t, 400);
    t.settings.window_start = 100;
    admit(&t, -50, 130, CARE_EXIT_LEFT);
    build_discharge(&t);
    assert_int_equal(t.episodes[0].time_days, -1);
    assert_true(t.episodes[0].prevalent);
    t.settings.silent_days = INT32_MAX; /* no table could have shown it: the record is all there is */
    build_discharge(&t);
    assert_int_equal(t.episodes[0].entry_days, 150);
    assert_int_equal(t.episodes[0].time_days, 181);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_leaves_on_the_day_after_the_discharge),
        cmocka_unit_test(a_discharge_on_the_day_of_admission_is_one_day),
        cmocka_unit_test(a_readmission_within_a_day_joins),
        cmocka_unit_test(an_admission_inside_another_changes_nothing),
        cmocka_unit_test(an_open_admission_with_contact_is_in_care),
        cmocka_unit_test(an_admission_silent_for_more_than_60_days_ended_with_its_last_contact),
        cmocka_unit_test(silence_at_any_time_ends_an_episode_and_contact_after_it_begins_another),
        cmocka_unit_test(where_no_table_says_who_was_seen_nobody_is_silent),
        cmocka_unit_test(an_open_admission_without_anything_ended_where_it_began),
        cmocka_unit_test(leaving_counts_up_to_the_censoring_day),
        cmocka_unit_test(detoxification_is_told_apart_and_linked_to_the_admission_that_follows),
        cmocka_unit_test(unknown_days_part_an_admission_into_two_rows),
        cmocka_unit_test(what_cannot_be_is_no_episode),
        cmocka_unit_test(an_admission_never_closed_leaves_the_later_discharge_alone),
        cmocka_unit_test(a_discharge_after_silence_is_none_for_an_open_admission_too),
        cmocka_unit_test(death_ends_an_admission),
        cmocka_unit_test(an_admission_before_the_window_enters_with_its_first_contact_in_it),
        cmocka_unit_test(an_admission_never_seen_since_the_window_opened_has_no_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
