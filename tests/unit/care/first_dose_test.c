/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From asking to the first day of care: each rule by hand. */
#include "care/first_dose.h"

#include "care/people.h"
#include "cmocka_begin.h"

enum { GAP = 30, END = 400 };

static struct told t;
static struct care_first_dose wait_found;
static int32_t days_found;

static struct care_admission *ask(int32_t requested, int32_t admitted, int32_t discharged) {
    struct care_admission *admission = admit(&t, admitted, discharged, CARE_EXIT_NONE);

    admission->requested = requested;
    return admission;
}

static bool next(void) {
    const struct care_first_dose_course course = {
        .person = &t.person, .settings = &t.settings, .episodes = t.episodes, .n = t.n_episodes, .gap = GAP};

    return care_first_dose_next(&course, &wait_found);
}

static const char *end_by(int32_t until) {
    return care_first_dose_end_name(care_first_dose_end(&wait_found, t.person.death, until, &days_found));
}

static void begin(void) {
    observe_until(&t, END);
    wait_found = care_first_dose_none;
}

static void a_start_on_the_day_of_the_request_counts_within_a_day(void **state) {
    (void)state;
    begin();
    ask(100, 100, CARE_NO_DAY);
    doses(&t, 100, 120);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "started");
    assert_int_equal(days_found, 1);
    assert_string_equal(end_by(100), ""); /* not followed for a day */
    assert_int_equal(days_found, 0);
    assert_false(next());
}

static void who_starts_later_waits_up_to_the_first_covered_day(void **state) {
    (void)state;
    begin();
    ask(100, 104, CARE_NO_DAY);
    doses(&t, 106, 120);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "started");
    assert_int_equal(days_found, 6);
    assert_string_equal(end_by(105), "");
    assert_int_equal(days_found, 5);
}

static void the_last_discharge_without_a_day_of_care_is_giving_up(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    ask(100, 102, 117);
    doses(&t, 300, 310);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "gave_up");
    assert_int_equal(days_found, 17);
}

static void a_dose_on_the_day_of_the_discharge_is_a_start(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    dose(&t, 110);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "started");
    assert_int_equal(days_found, 10);
}

static void a_death_ends_the_wait(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    t.person.death = 110; /* with the discharge: the death is why */
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "death");
    t.person.death = 99;
    wait_found = care_first_dose_none;
    assert_false(next());
}

static void who_asks_again_while_waiting_goes_on_waiting(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    ask(105, 106, CARE_NO_DAY);
    doses(&t, 130, 140);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_int_equal(wait_found.requested, 100);
    assert_string_equal(end_by(END), "started");
    assert_int_equal(days_found, 30);
    assert_false(next());
}

static void who_asks_again_on_the_day_of_the_discharge_goes_on_waiting(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    ask(110, 111, CARE_NO_DAY);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_int_equal(wait_found.requested, 100);
    assert_string_equal(end_by(END), "");
    assert_int_equal(days_found, END - 100);
    assert_false(next());
}

static void who_gave_up_and_asks_again_waits_anew(void **state) {
    (void)state;
    begin();
    ask(100, 101, 110);
    ask(111, 112, CARE_NO_DAY);
    build_coverage(&t, GAP);
    assert_true(next());
    assert_string_equal(end_by(END), "gave_up");
    assert_true(next());
    assert_int_equal(wait_found.requested, 111);
    assert_string_equal(end_by(END), "");
    assert_int_equal(days_found, END - 111);
}

/* 30 uncovered days before the request: still in care; 31: not. What came after does not change it. */
static void requests_in_care_first_dose_for_nothing(void **state) {
    (void)state;
    for (int32_t requested = 150; requested <= 152; requested++) {
        begin();
        doses(&t, 100, 120);
        ask(requested, requested, CARE_NO_DAY);
        build_coverage(&t, GAP);
        assert_int_equal(next(), requested == 152);
    }
}

static void unknown_days_are_no_uncovered_ones(void **state) {
    (void)state;
    begin();
    doses(&t, 100, 120);
    hide(&t, 130, 199);
    ask(210, 210, CARE_NO_DAY);
    build_coverage(&t, GAP);
    assert_false(next()); /* 9 days before them and 10 behind */
}

static void requests_before_the_data_are_not_followed(void **state) {
    (void)state;
    begin();
    t.settings.window_start = 101;
    ask(100, 104, CARE_NO_DAY);
    build_coverage(&t, GAP);
    assert_false(next());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_on_the_day_of_the_request_counts_within_a_day),
        cmocka_unit_test(who_starts_later_waits_up_to_the_first_covered_day),
        cmocka_unit_test(the_last_discharge_without_a_day_of_care_is_giving_up),
        cmocka_unit_test(a_dose_on_the_day_of_the_discharge_is_a_start),
        cmocka_unit_test(a_death_ends_the_wait),
        cmocka_unit_test(who_asks_again_while_waiting_goes_on_waiting),
        cmocka_unit_test(who_asks_again_on_the_day_of_the_discharge_goes_on_waiting),
        cmocka_unit_test(who_gave_up_and_asks_again_waits_anew),
        cmocka_unit_test(requests_in_care_first_dose_for_nothing),
        cmocka_unit_test(unknown_days_are_no_uncovered_ones),
        cmocka_unit_test(requests_before_the_data_are_not_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
