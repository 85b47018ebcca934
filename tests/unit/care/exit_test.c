/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why care ended: L is 50 throughout, the rule coverage7, E 400. */
#include "care/episode.h"
#include "care/people.h"
#include "care/person.h"
#include "cmocka_begin.h"

static struct told t;

static void stay_from_0_to_50(void) {
    observe_until(&t, 400);
    doses(&t, 0, 50);
}

static void assert_exit(enum care_exit expected) {
    build_coverage(&t, 7);
    if (t.episodes[0].exit != expected)
        fail_msg("'%s', expected '%s'", care_exit_name(t.episodes[0].exit), care_exit_name(expected));
}

static void without_a_reason_a_person_left(void **state) {
    (void)state;
    stay_from_0_to_50();
    assert_exit(CARE_EXIT_LEFT);
}

static void a_reason_counts_from_7_days_before_to_14_days_after_the_last_covered_day(void **state) {
    (void)state;
    for (int32_t day = 30; day <= 80; day++) {
        stay_from_0_to_50();
        record_reason(&t, day, CARE_EXIT_TRANSFERRED);
        assert_exit(day >= 43 && day <= 64 ? CARE_EXIT_TRANSFERRED : CARE_EXIT_LEFT);
    }
}

static void the_window_of_reasons_is_the_same_under_every_rule(void **state) {
    (void)state;
    for (int32_t gap = 7; gap <= 60; gap += 7) {
        stay_from_0_to_50();
        record_reason(&t, 64, CARE_EXIT_JAIL);
        build_coverage(&t, gap);
        assert_int_equal(t.episodes[0].exit, CARE_EXIT_JAIL);
        stay_from_0_to_50();
        record_reason(&t, 65, CARE_EXIT_JAIL);
        build_coverage(&t, gap);
        assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
    }
}

static void of_several_reasons_the_last_one_counts(void **state) {
    (void)state;
    stay_from_0_to_50();
    record_reason(&t, 44, CARE_EXIT_HOSPITAL);
    record_reason(&t, 51, CARE_EXIT_MOVED);
    record_reason(&t, 60, CARE_EXIT_JAIL);
    record_reason(&t, 70, CARE_EXIT_DECLINED);
    assert_exit(CARE_EXIT_JAIL);
}

static void a_discharge_before_the_last_dose_still_explains_it(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, 0, 45, CARE_EXIT_ADMINISTRATIVE);
    assert_exit(CARE_EXIT_ADMINISTRATIVE);
    stay_from_0_to_50();
    admit(&t, 0, 42, CARE_EXIT_ADMINISTRATIVE);
    assert_exit(CARE_EXIT_LEFT);
}

static void a_stay_in_jail_with_cover_after_it_is_bridged_and_counted(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 0, 20);
    record_reason(&t, 21, CARE_EXIT_JAIL);
    doses(&t, 27, 50);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 1);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_LEFT);
    assert_int_equal(care_bridged_reasons(&t.person, t.episodes, t.n_episodes, &t.settings), 1);
}

static void a_stay_in_hospital_longer_than_the_gap_is_an_exit_and_a_return(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 0, 20);
    record_reason(&t, 21, CARE_EXIT_HOSPITAL);
    doses(&t, 40, 50);
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 2);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_HOSPITAL);
    assert_int_equal(t.episodes[0].next_start, 40);
    assert_int_equal(t.episodes[1].exit, CARE_EXIT_LEFT);
    assert_int_equal(care_bridged_reasons(&t.person, t.episodes, t.n_episodes, &t.settings), 0);
}

static void death_on_the_last_covered_day_or_the_next_goes_before_every_other_reason(void **state) {
    (void)state;
    for (int32_t death = 50; death <= 70; death++) {
        stay_from_0_to_50();
        record_reason(&t, 50, CARE_EXIT_COMPLETED);
        t.person.death = death;
        assert_exit(death <= 51 ? CARE_EXIT_DEATH : CARE_EXIT_COMPLETED);
        assert_int_equal(t.episodes[0].left_on, 51);
    }
}

static void care_that_reached_its_planned_end_is_completed(void **state) {
    (void)state;
    for (int32_t planned = 40; planned <= 70; planned++) {
        stay_from_0_to_50();
        admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE)->planned_end = planned;
        assert_exit(planned <= 57 ? CARE_EXIT_COMPLETED : CARE_EXIT_LEFT);
    }
}

static void a_dated_reason_goes_before_the_planned_end(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, 0, 50, CARE_EXIT_JAIL)->planned_end = 50;
    assert_exit(CARE_EXIT_JAIL);
}

static void the_plan_of_an_admission_to_come_does_not_count(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, 60, CARE_NO_DAY, CARE_EXIT_NONE)->planned_end = 40;
    assert_exit(CARE_EXIT_LEFT);
}

static void an_undated_reason_only_labels(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_MOVED);
    assert_exit(CARE_EXIT_MOVED);
    assert_int_equal(t.episodes[0].left_on, 51);
    stay_from_0_to_50();
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_MOVED)->planned_end = 50;
    assert_exit(CARE_EXIT_COMPLETED);
}

static void overlapping_admissions_at_two_sites_are_one_stay(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, 0, 30, CARE_EXIT_TRANSFERRED)->site = 1;
    admit(&t, 20, 51, CARE_EXIT_DECLINED)->site = 2;
    build_coverage(&t, 7);
    assert_int_equal(t.n_episodes, 1);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_DECLINED);
    assert_int_equal(t.episodes[0].admission, 0); /* the site of day 0 */
    t.admissions[1].admitted = 10;                /* also when the other follows soon */
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].admission, 0);
}

static void a_return_belongs_to_its_own_admission_and_not_to_one_never_closed(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 0, 10);
    doses(&t, 100, 150);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[1].admission, 0);
    admit(&t, 103, CARE_NO_DAY, CARE_EXIT_NONE);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].admission, 0);
    assert_int_equal(t.episodes[1].admission, 1);
}

static void the_admission_is_the_one_that_had_not_ended_by_day_0(void **state) {
    (void)state;
    stay_from_0_to_50();
    admit(&t, -90, -20, CARE_EXIT_LEFT);
    admit(&t, -5, 51, CARE_EXIT_LEFT);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].admission, 1);
    stay_from_0_to_50();
    admit(&t, 14, 51, CARE_EXIT_LEFT); /* paper work follows the first dose */
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].admission, 0);
    stay_from_0_to_50();
    admit(&t, 15, 51, CARE_EXIT_LEFT);
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].admission, CARE_NO_INDEX);
}

static void names_of_exits_and_programs_go_both_ways(void **state) {
    (void)state;
    for (int exit = CARE_EXIT_NONE; exit < CARE_EXIT_COUNT; exit++) {
        const char *name = care_exit_name((enum care_exit)exit);
        assert_int_equal(care_exit_from_name(name, strlen(name)), exit);
    }
    for (int program = CARE_PROGRAM_UNKNOWN; program < CARE_PROGRAM_COUNT; program++) {
        const char *name = care_program_name((enum care_program)program);
        assert_int_equal(care_program_from_name(name, strlen(name)), program);
    }
    assert_int_equal(care_exit_from_name("eloped", 6), CARE_EXIT_OTHER);
    assert_int_equal(care_exit_from_name("jailed", 4), CARE_EXIT_JAIL);
    assert_int_equal(care_program_from_name("other", 5), CARE_PROGRAM_UNKNOWN);
}

static void a_death_that_follows_the_leaving_before_it_is_decided_leaves_it_undecided(void **state) {
    (void)state;
    observe_until(&t, 57);
    doses(&t, 0, 50);
    t.person.death = 51; /* X = 51 > C = 50 */
    build_coverage(&t, 7);
    assert_int_equal(t.episodes[0].left_on, CARE_NO_DAY);
    assert_int_equal(t.episodes[0].exit, CARE_EXIT_NONE);
}

static void a_discharge_from_detoxification_does_not_explain_other_care(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    admit_to(&t, CARE_DETOXIFICATION, 55, 58, CARE_EXIT_COMPLETED);
    doses(&t, 0, 50);
    doses(&t, 55, 58);
    assert_exit(CARE_EXIT_LEFT);
    assert_int_equal(t.n_episodes, 2);
    assert_int_equal(t.episodes[1].exit, CARE_EXIT_COMPLETED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_reason_a_person_left),
        cmocka_unit_test(a_reason_counts_from_7_days_before_to_14_days_after_the_last_covered_day),
        cmocka_unit_test(the_window_of_reasons_is_the_same_under_every_rule),
        cmocka_unit_test(of_several_reasons_the_last_one_counts),
        cmocka_unit_test(a_discharge_before_the_last_dose_still_explains_it),
        cmocka_unit_test(a_stay_in_jail_with_cover_after_it_is_bridged_and_counted),
        cmocka_unit_test(a_stay_in_hospital_longer_than_the_gap_is_an_exit_and_a_return),
        cmocka_unit_test(death_on_the_last_covered_day_or_the_next_goes_before_every_other_reason),
        cmocka_unit_test(care_that_reached_its_planned_end_is_completed),
        cmocka_unit_test(a_dated_reason_goes_before_the_planned_end),
        cmocka_unit_test(the_plan_of_an_admission_to_come_does_not_count),
        cmocka_unit_test(an_undated_reason_only_labels),
        cmocka_unit_test(overlapping_admissions_at_two_sites_are_one_stay),
        cmocka_unit_test(a_return_belongs_to_its_own_admission_and_not_to_one_never_closed),
        cmocka_unit_test(the_admission_is_the_one_that_had_not_ended_by_day_0),
        cmocka_unit_test(names_of_exits_and_programs_go_both_ways),
        cmocka_unit_test(a_death_that_follows_the_leaving_before_it_is_decided_leaves_it_undecided),
        cmocka_unit_test(a_discharge_from_detoxification_does_not_explain_other_care),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
