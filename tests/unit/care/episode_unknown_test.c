/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Detoxification that leads on, and episodes around unknown days. All else of them: episode_test.c. */
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

/* A and B of a maintenance that follows a detoxification without a gap, and after one. */
static void detoxification_ends_linked_where_maintenance_begins(void **state) {
    (void)state;
    for (int32_t begin = 6; begin <= 20; begin++) {
        for (int32_t gap = 7; gap <= 60; gap += 53) {
            observe_until(&t, 400);
            admit_to(&t, CARE_DETOXIFICATION, 0, 5, CARE_EXIT_COMPLETED);
            admit(&t, begin, CARE_NO_DAY, CARE_EXIT_NONE);
            doses(&t, 0, 5);
            dispense(&t, begin, 28);
            build_coverage(&t, gap);
            assert_int_equal(t.n_episodes, 2);
            assert_episode(0, begin, begin + 27, begin + 28, 28);
            assert_int_equal(t.episodes[0].ordinal, 1);
            assert_int_equal(t.episodes[0].order, CARE_ORDER_FIRST);
            assert_int_equal(t.episodes[0].after_detoxification, begin <= 19);
            assert_episode(1, 0, 5, begin <= 19 ? begin : 6, begin <= 19 ? begin : 6);
            assert_int_equal(t.episodes[1].order, CARE_ORDER_NONE);
            assert_int_equal(t.episodes[1].exit, begin <= 19 ? CARE_EXIT_LINKED : CARE_EXIT_COMPLETED);
            assert_int_equal(t.episodes[1].censored_on, 386);
        }
    }
}

static void detoxification_without_a_maintenance_admission_ends_with_its_plan(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit_to(&t, CARE_DETOXIFICATION, 0, CARE_NO_DAY, CARE_EXIT_NONE)->planned_end = 6;
    doses(&t, 0, 30); /* it runs on */
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 7, 30, 31, 24);
    assert_true(t.episodes[0].after_detoxification);
    assert_episode(1, 0, 6, 7, 7);
    assert_int_equal(t.episodes[1].exit, CARE_EXIT_LINKED);
}

static void the_end_of_detoxification_is_decided_14_days_before_the_end(void **state) {
    (void)state;
    for (int32_t end = 15; end <= 25; end++) {
        observe_until(&t, end);
        admit_to(&t, CARE_DETOXIFICATION, 0, 5, CARE_EXIT_COMPLETED);
        doses(&t, 0, 5);
        build_coverage(&t, 30);
        assert_int_equal(t.n_episodes, 1);
        assert_int_equal(t.episodes[0].left_on, end >= 20 ? 6 : CARE_NO_DAY);
    }
}

static void who_is_seen_before_and_after_unknown_days_goes_on_in_a_second_row(void **state) {
    (void)state;
    observe_until(&t, 400);
    hide(&t, 100, 129);
    doses(&t, 0, 99);
    doses(&t, 133, 200); /* 3 known uncovered days between */
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 2);
    assert_episode(0, 0, 99, CARE_NO_DAY, 92); /* C = 100 - 1 - 7 */
    assert_int_equal(t.episodes[0].censored_on, 92);
    assert_int_equal(t.episodes[0].observed_until, 99);
    assert_int_equal(t.episodes[0].next_start, CARE_NO_DAY);
    assert_episode(1, 0, 200, 201, 201);
    assert_int_equal(t.episodes[1].entry_days, 133);
    assert_int_equal(t.episodes[1].ordinal, 1);
    assert_int_equal(t.episodes[1].order, CARE_ORDER_FIRST);
    assert_true(t.episodes[1].is_continued);
}

static void who_comes_back_later_than_the_gap_after_unknown_days_begins_an_episode_of_unknown_order(void **state) {
    (void)state;
    for (int32_t again = 130; again <= 145; again++) {
        observe_until(&t, 400);
        hide(&t, 100, 129);
        doses(&t, 0, 98); /* day 99 is known, and uncovered */
        doses(&t, again, 200);
        build_coverage(&t, 7);
        assert_int_equal(t.n_episodes, 2);
        assert_int_equal(t.episodes[1].is_continued, again <= 136);
        assert_int_equal(t.episodes[1].ordinal, again <= 136 ? 1 : 2);
        assert_int_equal(t.episodes[1].order, again <= 136 ? CARE_ORDER_FIRST : CARE_ORDER_UNKNOWN);
        assert_int_equal(t.episodes[1].start, again <= 136 ? 0 : again);
        assert_int_equal(t.episodes[1].entry_days, again <= 136 ? again : 0);
    }
}

static void a_leaving_decided_before_unknown_days_is_one(void **state) {
    (void)state;
    for (int32_t last = 85; last <= 99; last++) {
        observe_until(&t, 400);
        hide(&t, 100, 129);
        doses(&t, 0, last);
        build_coverage(&t, 7);
        assert_int_equal(t.n_episodes, 1);
        assert_episode(0, 0, last, last <= 91 ? last + 1 : CARE_NO_DAY, last <= 91 ? last + 1 : 92);
    }
}

static void days_unknown_for_good_end_what_is_known_unless_the_person_is_seen_elsewhere(void **state) {
    (void)state;
    observe_until(&t, 400);
    hide(&t, 100, INT32_MAX);
    doses(&t, 0, 99);
    build_coverage(&t, 30);
    assert_int_equal(t.n_episodes, 1);
    assert_episode(0, 0, 99, CARE_NO_DAY, 69);
    doses(&t, 150, 160);
    build_coverage(&t, 30);
    assert_int_equal(t.n_episodes, 2); /* no day between is known to be uncovered */
    assert_true(t.episodes[1].is_continued);
    assert_episode(1, 0, 160, 161, 161);
}

static void who_first_appears_soon_after_unknown_days_is_treated_as_at_the_opening(void **state) {
    (void)state;
    for (int32_t first = 130; first <= 170; first++) {
        observe_until(&t, 400);
        hide(&t, 100, 129);
        doses(&t, first, 200);
        build_coverage(&t, 7);
        assert_int_equal(t.episodes[0].prevalent, first < 161);
        admit(&t, 90, CARE_NO_DAY, CARE_EXIT_NONE);
        build_coverage(&t, 7);
        assert_false(t.episodes[0].prevalent);
        assert_int_equal(t.episodes[0].start, first < 161 ? 90 : first);
        assert_int_equal(t.episodes[0].entry_days, first < 161 ? first - 90 : 0);
        assert_int_equal(t.episodes[0].order, CARE_ORDER_FIRST);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(detoxification_ends_linked_where_maintenance_begins),
        cmocka_unit_test(detoxification_without_a_maintenance_admission_ends_with_its_plan),
        cmocka_unit_test(the_end_of_detoxification_is_decided_14_days_before_the_end),
        cmocka_unit_test(who_is_seen_before_and_after_unknown_days_goes_on_in_a_second_row),
        cmocka_unit_test(who_comes_back_later_than_the_gap_after_unknown_days_begins_an_episode_of_unknown_order),
        cmocka_unit_test(a_leaving_decided_before_unknown_days_is_one),
        cmocka_unit_test(days_unknown_for_good_end_what_is_known_unless_the_person_is_seen_elsewhere),
        cmocka_unit_test(who_first_appears_soon_after_unknown_days_is_treated_as_at_the_opening),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
