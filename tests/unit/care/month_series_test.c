/* SPDX-License-Identifier: GPL-3.0-or-later */
/* care/month_series.h and care/listed_episode.h on cases small enough to count by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/month_series.h"

/* Months of 30 days from day 100 on: [100, 130), [130, 160), [160, 190). */
static const int32_t first_day[] = {100, 130, 160, 190};

static const struct month_frame frame = {first_day, 3, 170, 190, NULL, NULL, 14};

static struct listed_episode episode(int32_t person, bool first, int32_t start, int32_t left_on) {
    return (struct listed_episode){.person = person,
                                   .first = first,
                                   .returned = !first,
                                   .continuing = true,
                                   .observed_until = 190,
                                   .care = {.start = start, .left_on = left_on, .censored_on = 170}};
}

static void check_people(const struct month_point points[3], double a, double b, double c) {
    assert_true(points[0].people <= a && points[0].people >= a);
    assert_true(points[1].people <= b && points[1].people >= b);
    assert_true(points[2].people <= c && points[2].people >= c);
}

static void check_events(const struct month_point points[3], double a, double b, double c) {
    assert_true(points[0].events <= a && points[0].events >= a);
    assert_true(points[1].events <= b && points[1].events >= b);
    assert_true(points[2].events <= c && points[2].events >= c);
}

static void the_last_day_of_a_month_counts_and_the_day_of_leaving_does_not(void **state) {
    const struct listed_episode episodes[] = {episode(0, true, 129, 130), episode(1, true, 130, CARE_NO_DAY),
                                              episode(2, true, 90, 129)};
    struct month_point points[3];

    (void)state;
    month_series_in_care(&frame, episodes, 3, points);
    check_people(points, 1, 1, 0);
}

static void a_month_is_decided_when_it_ended_by_c(void **state) {
    const struct month_frame exact = {first_day, 3, 159, 189, NULL, NULL, 0},
                             short_by_one = {first_day, 3, 158, 188, NULL, NULL, 0};
    struct month_point points[3];

    (void)state;
    month_series_leavings(&exact, NULL, 0, points);
    assert_true(points[0].decided && points[1].decided && !points[2].decided);
    month_series_leavings(&short_by_one, NULL, 0, points);
    assert_true(points[0].decided && !points[1].decided);
    month_series_starts(&exact, NULL, 0, true, points);
    assert_true(points[2].decided);
    month_series_starts(&short_by_one, NULL, 0, true, points);
    assert_true(points[1].decided && !points[2].decided);
}

static void care_from_before_the_data_is_no_admission(void **state) {
    struct listed_episode episodes[] = {episode(0, true, 100, CARE_NO_DAY), episode(1, true, 101, CARE_NO_DAY),
                                        episode(2, true, 189, CARE_NO_DAY), episode(3, true, 190, CARE_NO_DAY)};
    struct month_point points[3];

    (void)state;
    episodes[0].care.entry_days = 31;
    episodes[1].care.prevalent = true;
    month_series_starts(&frame, episodes, 4, true, points);
    check_events(points, 0, 0, 1);
}

static void a_person_who_comes_back_twice_in_a_month_is_two_returns_of_one(void **state) {
    const struct listed_episode episodes[] = {episode(7, true, 100, 103), episode(7, false, 111, 112),
                                              episode(7, false, 121, 131), episode(8, false, 122, 131)};
    struct month_point points[3];

    (void)state;
    month_series_starts(&frame, episodes, 4, false, points);
    check_events(points, 3, 0, 0);
    check_people(points, 2, 0, 0);
    month_series_leavings(&frame, episodes, 4, points);
    check_events(points, 2, 2, 0);
    check_people(points, 1, 2, 0);
}

static void uses_before_and_after_the_months_are_none(void **state) {
    const struct month_event events[] = {{0, 0, 99}, {0, 0, 100}, {0, 0, 129}, {1, 0, 160}, {1, 0, 190}};
    struct month_point points[3];

    (void)state;
    month_series_events(&frame, events, 5, points);
    check_events(points, 2, 0, 1);
    check_people(points, 1, 0, 1);
}

/* T = 40 has left by day 40 (S(40) = P(T > 40)); T = 41 has not. */
static void leaving_on_the_day_itself_is_not_stayed(void **state) {
    const struct listed_episode episodes[] = {episode(0, true, 101, 141), episode(1, true, 102, 143),
                                              episode(2, true, 129, CARE_NO_DAY)};
    struct month_point points[3];

    (void)state;
    month_series_retained(&frame, episodes, 3, 40, points);
    check_people(points, 3, 0, 0);
    check_events(points, 1, 0, 0);
    assert_true(points[0].decided);
}

static void one_member_without_the_follow_up_makes_the_month_immature(void **state) {
    const struct listed_episode episodes[] = {episode(0, true, 101, 110), episode(1, true, 130, 131),
                                              episode(2, true, 131, 133)};
    struct month_point points[3];

    (void)state;
    month_series_retained(&frame, episodes, 3, 40, points);
    assert_true(points[0].decided);
    assert_false(points[1].decided);
    month_series_retained(&frame, episodes, 2, 40, points);
    assert_true(points[1].decided);
}

static void detoxification_is_in_no_cohort(void **state) {
    struct listed_episode detoxification = episode(0, true, 101, 110);
    struct month_point points[3];

    (void)state;
    detoxification.continuing = false;
    month_series_retained(&frame, &detoxification, 1, 40, points);
    check_people(points, 0, 0, 0);
}

static void months_that_are_not_known_are_not_decided(void **state) {
    const bool seen[] = {true, false, true}, settled[] = {false, true, true};
    const struct month_frame partly = {first_day, 3, 190, 190, seen, settled, 0};
    struct month_point points[3];

    (void)state;
    month_series_starts(&partly, NULL, 0, true, points);
    assert_true(points[0].decided && !points[1].decided && points[2].decided);
    month_series_leavings(&partly, NULL, 0, points);
    assert_true(!points[0].decided && points[1].decided && points[2].decided);
}

/* E is day 196: the week of the last month's last day, 189, ends on it. */
static void seen_again_is_of_times_and_a_month_waits_for_its_week(void **state) {
    struct month_frame until = {first_day, 3, 170, 196, NULL, NULL, 0};
    struct month_outcome outcomes[] = {{0, 101, 7, true, false}, {0, 129, 8, true, false}, {1, 120, 3, false, false},
                                       {1, 135, 7, false, true}, {2, 150, 6, false, true}, {3, 189, 2, true, false},
                                       {3, 500, 2, true, false}};
    struct month_point points[3];

    (void)state;
    month_series_reached(&until, outcomes, 7, 7, points);
    assert_true(points[0].decided && !points[1].decided && points[2].decided);
    assert_true(points[0].trials > 2.5 && points[0].people < 2.5 && points[0].events < 1.5);
    assert_true(points[1].trials > 1.5 && points[2].events > 0.5 && points[2].trials < 1.5);
    until.observed_until = 195;
    month_series_reached(&until, outcomes, 3, 7, points);
    assert_true(points[1].decided && !points[2].decided);
}

static void ends_are_the_latest_and_tell_whether_anyone_is_in_care(void **state) {
    struct listed_episode episodes[] = {episode(0, true, 101, 110), episode(1, true, 130, 131)};
    struct month_frame ends = {first_day, 3, 0, 0, NULL, NULL, 0};

    (void)state;
    episodes[0].care.censored_on = 165;
    episodes[1].observed_until = 197;
    assert_false(month_series_ends(episodes, 2, &ends));
    assert_int_equal(ends.censored_on, 170);
    assert_int_equal(ends.observed_until, 197);
    episodes[1].care.left_on = CARE_NO_DAY;
    assert_true(month_series_ends(episodes, 2, &ends));
}

static void the_episode_before_a_day_is_the_persons_own(void **state) {
    struct listed_episode episodes[] = {episode(2, true, 105, 110), episode(1, false, 120, 125),
                                        episode(1, true, 101, 110)};

    (void)state;
    listed_episode_sort(episodes, 3);
    assert_null(listed_episode_before(episodes, 3, 1, 100));
    assert_int_equal(listed_episode_before(episodes, 3, 1, 101)->care.start, 101);
    assert_int_equal(listed_episode_before(episodes, 3, 1, 119)->care.start, 101);
    assert_int_equal(listed_episode_before(episodes, 3, 1, 500)->care.start, 120);
    assert_null(listed_episode_before(episodes, 3, 2, 104));
    assert_null(listed_episode_before(episodes, 3, 3, 500));
    assert_null(listed_episode_before(NULL, 0, 1, 500));
}

static void who_has_not_left_is_known_to_be_in_care_up_to_c(void **state) {
    const struct listed_episode open = episode(0, true, 101, CARE_NO_DAY);

    (void)state;
    assert_false(listed_episode_in_care(&open, 100));
    assert_true(listed_episode_in_care(&open, 170));
    assert_false(listed_episode_in_care(&open, 171));
}

static void check_trials(const struct month_point points[3], double a, double b, double c) {
    assert_true(points[0].trials <= a && points[0].trials >= a);
    assert_true(points[1].trials <= b && points[1].trials >= b);
    assert_true(points[2].trials <= c && points[2].trials >= c);
}

/* Day 110 to 139, and 165 to C. */
static void leavings_stand_beside_the_days_in_care(void **state) {
    const struct listed_episode episodes[] = {episode(0, true, 110, 140), episode(1, true, 165, CARE_NO_DAY)};
    struct month_point points[3];
    (void)state;

    month_series_leaving_rate(&frame, episodes, 2, points);
    check_trials(points, 20, 10, 6);
    check_events(points, 0, 1, 0);
    assert_true(points[1].decided && !points[2].decided);
}

/* Use in care alone is counted, and the 13 days behind it are not at risk; a month is decided where the days in care
 * are. */
static void uses_stand_beside_the_days_at_risk(void **state) {
    const struct listed_episode episodes[] = {episode(0, true, 110, 140)};
    const struct month_event events[] = {{0, 0, 115}, {0, 0, 150}, {0, 0, 180}};
    struct month_point points[3];
    (void)state;

    month_series_event_rate(&frame, episodes, 1, events, 3, points);
    check_trials(points, 7, 10, 0);
    check_events(points, 1, 0, 0);
    assert_true(points[1].decided && !points[2].decided);
}

/* A return can be seen from E - C = 20 days after leaving on: of person 0 on days 130 to 150, of person 1 on 140 to E;
 * nobody waits for who has died. */
static void returns_stand_beside_the_days_on_which_one_can_be_seen(void **state) {
    struct listed_episode episodes[] = {episode(0, true, 90, 110), episode(0, false, 150, CARE_NO_DAY),
                                        episode(1, true, 90, 120), episode(2, true, 90, 120)};
    struct month_point points[3];
    (void)state;

    episodes[3].care.exit = CARE_EXIT_DEATH;
    month_series_return_rate(&frame, episodes, 4, points);
    check_trials(points, 0, 41, 30);
    check_events(points, 0, 1, 0);
    assert_true(points[2].decided);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day_of_a_month_counts_and_the_day_of_leaving_does_not),
        cmocka_unit_test(a_month_is_decided_when_it_ended_by_c),
        cmocka_unit_test(care_from_before_the_data_is_no_admission),
        cmocka_unit_test(a_person_who_comes_back_twice_in_a_month_is_two_returns_of_one),
        cmocka_unit_test(uses_before_and_after_the_months_are_none),
        cmocka_unit_test(leaving_on_the_day_itself_is_not_stayed),
        cmocka_unit_test(one_member_without_the_follow_up_makes_the_month_immature),
        cmocka_unit_test(detoxification_is_in_no_cohort),
        cmocka_unit_test(months_that_are_not_known_are_not_decided),
        cmocka_unit_test(seen_again_is_of_times_and_a_month_waits_for_its_week),
        cmocka_unit_test(ends_are_the_latest_and_tell_whether_anyone_is_in_care),
        cmocka_unit_test(the_episode_before_a_day_is_the_persons_own),
        cmocka_unit_test(who_has_not_left_is_known_to_be_in_care_up_to_c),
        cmocka_unit_test(leavings_stand_beside_the_days_in_care),
        cmocka_unit_test(uses_stand_beside_the_days_at_risk),
        cmocka_unit_test(returns_stand_beside_the_days_on_which_one_can_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
