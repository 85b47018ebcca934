/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that attended visits cover, and days that are told apart. Supplies: cover_test.c. */
#include "care/cover.h"

#include <stdio.h>

#include "care/people.h"
#include "cmocka_begin.h"

/* The runs as text: "3-9 12-12v" (v: visits only). */
static void assert_cover(struct told *told, const char *expected) {
    char text[512] = "";
    size_t length = 0;

    cover(told);
    assert_true(told->covers.n_all <= care_cover_capacity(&told->person));
    for (size_t i = 0; i < told->covers.n_all; i++) {
        const struct care_run *run = &told->covers.all[i];
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%d-%d%s", i > 0 ? " " : "", run->first,
                                   run->last, run->visits_only ? "v" : "");
    }
    assert_string_equal(text, expected);
}

static struct told t;

static void visits_without_an_admission_cover_from_the_second_within_30_days_on(void **state) {
    (void)state;
    observe_until(&t, 200);
    visit(&t, 3);
    visit(&t, 20);
    visit(&t, 50);
    visit(&t, 50);
    visit(&t, 81); /* 31 days later: seen once again */
    visit(&t, 111);
    assert_cover(&t, "20-20v 50-50v 111-111v");
    t.settings.cover.visits_count = false;
    assert_cover(&t, "");
    observe_until(&t, 200);
    visit(&t, 3);
    visit(&t, 3); /* two rows of one day are one visit */
    assert_cover(&t, "");
}

static void visits_within_30_days_of_medication_do_not_cover(void **state) {
    (void)state;
    observe_until(&t, 200);
    dose(&t, 5);
    visit(&t, 20);
    visit(&t, 35); /* 30 days after it */
    visit(&t, 36);
    visit(&t, 40);
    assert_cover(&t, "5-5 40-40v");
    observe_until(&t, 200);
    visit(&t, 10);
    visit(&t, 20);
    dose(&t, 25); /* a later medication changes nothing before it */
    assert_cover(&t, "20-20v 25-25");
}

static void visits_inside_a_counseling_admission_cover_and_inside_another_do_not(void **state) {
    (void)state;
    observe_until(&t, 200);
    dose(&t, 5);
    admit_to(&t, CARE_COUNSELING, 50, 60, CARE_EXIT_NONE);
    visit(&t, 50);
    visit(&t, 60);
    visit(&t, 61);
    assert_cover(&t, "5-5 50-50v 60-60v");
    observe_until(&t, 200);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE); /* to maintenance, and never a dose */
    visit(&t, 0);
    visit(&t, 10);
    assert_cover(&t, "");
}

static void a_day_belongs_to_the_admission_begun_last(void **state) {
    (void)state;
    observe_until(&t, 200);
    admit(&t, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    admit_to(&t, CARE_COUNSELING, 10, 20, CARE_EXIT_NONE);
    visit(&t, 5);
    visit(&t, 15);
    visit(&t, 25);
    assert_cover(&t, "15-15v");
    observe_until(&t, 200);
    admit_to(&t, CARE_COUNSELING, 10, 20, CARE_EXIT_NONE);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE); /* of one day: maintenance */
    visit(&t, 15);
    assert_cover(&t, "");
}

static void a_visit_beside_medication_is_medication(void **state) {
    (void)state;
    observe_until(&t, 200);
    dose(&t, 5);
    admit_to(&t, CARE_COUNSELING, 0, 60, CARE_EXIT_NONE);
    visit(&t, 6);
    visit(&t, 30);
    assert_cover(&t, "5-6 30-30v");
}

static void detoxification_is_told_apart_by_the_day_on_which_it_was_given(void **state) {
    (void)state;
    observe_until(&t, 200);
    admit_to(&t, CARE_DETOXIFICATION, 0, 6, CARE_EXIT_COMPLETED);
    admit(&t, 7, CARE_NO_DAY, CARE_EXIT_NONE);
    dispense(&t, 5, 10); /* runs on to 14: a detoxification dose whatever days it covers */
    dispense(&t, 7, 28); /* behind it: 15-42 */
    cover(&t);
    assert_int_equal(t.covers.n_detoxification, 1);
    assert_int_equal(t.covers.detoxification[0].last, 14);
    assert_int_equal(t.covers.n_continuing, 1);
    assert_int_equal(t.covers.continuing[0].first, 15);
    assert_int_equal(t.covers.n_all, 1);
}

static void runs_given_before_and_after_unknown_days_began_stay_apart(void **state) {
    (void)state;
    observe_until(&t, 200);
    hide(&t, 20, 40);
    dispense(&t, 0, 30);
    dispense(&t, 28, 30); /* seen elsewhere meanwhile; 30-59 */
    cover(&t);
    assert_int_equal(t.covers.n_all, 2);
    assert_int_equal(t.covers.all[0].last, 29);
    assert_int_equal(t.covers.all[1].first, 30);
    assert_int_equal(t.covers.all[1].stretch, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visits_without_an_admission_cover_from_the_second_within_30_days_on),
        cmocka_unit_test(visits_within_30_days_of_medication_do_not_cover),
        cmocka_unit_test(visits_inside_a_counseling_admission_cover_and_inside_another_do_not),
        cmocka_unit_test(a_day_belongs_to_the_admission_begun_last),
        cmocka_unit_test(a_visit_beside_medication_is_medication),
        cmocka_unit_test(detoxification_is_told_apart_by_the_day_on_which_it_was_given),
        cmocka_unit_test(runs_given_before_and_after_unknown_days_began_stay_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
