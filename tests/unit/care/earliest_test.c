/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before which day only death can end an episode: as long as the supply lasts that it was first seen with. */
#include "care/episode.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

static void assert_earliest(size_t i, int32_t days) {
    build_coverage(&t, 30);
    assert_true(i < t.n_episodes);
    assert_int_equal(t.episodes[i].earliest_days, days);
}

static void the_longest_supply_of_day_0_counts(void **state) {
    (void)state;
    observe_until(&t, 500);
    inject(&t, 10);
    assert_earliest(0, 31);
    assert_int_equal(t.episodes[0].time_days, 31); /* and then it is left */
    dose(&t, 10);
    assert_earliest(0, 31);
    dispense(&t, 10, 60);
    assert_earliest(0, 60);
    observe_until(&t, 500);
    doses(&t, 10, 50); /* what comes later is not what it begins with */
    inject(&t, 12);
    assert_earliest(0, 1);
}

static void a_dose_with_take_homes_is_one_supply(void **state) {
    (void)state;
    observe_until(&t, 500);
    dose(&t, 10);
    add_supply(&t, 10, 6, METHADONE, CARE_DISPENSED);
    assert_earliest(0, 7);
}

static void a_visit_covers_its_day(void **state) {
    (void)state;
    observe_until(&t, 500);
    admit_to(&t, CARE_COUNSELING, 10, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 10);
    visit(&t, 20);
    assert_earliest(0, 1);
}

static void neither_the_end_nor_a_death_makes_it_shorter(void **state) {
    (void)state;
    observe_until(&t, 500);
    inject(&t, 440);
    t.person.death = 445;
    assert_earliest(0, 31);
    assert_int_equal(t.episodes[0].time_days, 6);
    observe_until(&t, 445);
    inject(&t, 410);
    assert_earliest(0, 31);
}

static void who_enters_late_was_first_seen_later(void **state) {
    (void)state;
    observe_until(&t, 500);
    t.settings.window_start = 100;
    admit(&t, 40, CARE_NO_DAY, CARE_EXIT_NONE);
    inject(&t, 104);
    assert_earliest(0, 64 + 31);
    assert_int_equal(t.episodes[0].entry_days, 64);
    observe_until(&t, 500);
    t.settings.window_start = 100;
    admit(&t, 40, CARE_NO_DAY, CARE_EXIT_NONE);
    dose(&t, 40); /* known from before the window, over when it opens */
    doses(&t, 60, 105);
    build_coverage(&t, 30);
    assert_int_equal(t.episodes[0].earliest_days, t.episodes[0].entry_days + 1);
}

static void recorded_discharges_tell_none(void **state) {
    (void)state;
    observe_until(&t, 500);
    admit(&t, 10, 20, CARE_EXIT_MOVED);
    inject(&t, 10);
    build_discharge(&t);
    assert_int_equal(t.n_episodes, 1);
    assert_int_equal(t.episodes[0].earliest_days, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_supply_of_day_0_counts),
        cmocka_unit_test(a_dose_with_take_homes_is_one_supply),
        cmocka_unit_test(a_visit_covers_its_day),
        cmocka_unit_test(neither_the_end_nor_a_death_makes_it_shorter),
        cmocka_unit_test(who_enters_late_was_first_seen_later),
        cmocka_unit_test(recorded_discharges_tell_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
