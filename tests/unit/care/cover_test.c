/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/cover.h"

#include <stdio.h>

#include "care/people.h"
#include "cmocka_begin.h"

/* The runs as text: "3-9 12-12v" (v: visits only). */
static void assert_cover(struct told *told, const char *expected) {
    char text[512] = "";
    size_t length = 0;

    told->n_runs = care_cover(&told->person, &told->settings.cover, told->runs);
    assert_true(told->n_runs <= care_cover_capacity(&told->person));
    for (size_t i = 0; i < told->n_runs; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%d-%d%s", i > 0 ? " " : "",
                                   told->runs[i].first, told->runs[i].last, told->runs[i].visits_only ? "v" : "");
    assert_string_equal(text, expected);
}

static struct told t;

static void a_dose_taken_at_the_clinic_covers_its_own_day(void **state) {
    (void)state;
    observe_until(&t, 100);
    add_supply(&t, 5, 14, METHADONE, CARE_ADMINISTERED); /* whatever days_supply says */
    dose(&t, 9);
    assert_cover(&t, "5-5 9-9");
}

static void two_doses_on_one_day_are_one_covered_day(void **state) {
    (void)state;
    observe_until(&t, 100);
    dose(&t, 5);
    dose(&t, 5);
    assert_cover(&t, "5-5");
}

static void adjacent_days_join_and_a_day_between_parts(void **state) {
    (void)state;
    observe_until(&t, 100);
    doses(&t, 5, 7);
    doses(&t, 9, 10);
    assert_cover(&t, "5-7 9-10");
}

static void a_supply_covers_from_its_date_for_its_days(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense(&t, 5, 7);
    dispense(&t, 20, 1);
    assert_cover(&t, "5-11 20-20");
}

static void a_supply_of_no_or_negative_days_covers_nothing(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense(&t, 5, 0);
    dispense(&t, 6, -3);
    dispense(&t, 7, INT32_MIN);
    add_supply(&t, 8, 0, NALTREXONE, CARE_INJECTION);
    add_supply(&t, -9, INT32_MIN + 1, NALTREXONE, CARE_INJECTION);
    assert_cover(&t, "");
}

static void a_supply_of_no_days_leaves_the_bank_alone(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense(&t, 5, 10);
    dispense(&t, 8, 0);
    dispense(&t, 10, 5);
    assert_cover(&t, "5-19");
}

static void a_huge_supply_is_taken_as_366_days(void **state) {
    (void)state;
    observe_until(&t, 1000);
    dispense(&t, 10, 100000);
    assert_cover(&t, "10-375");
    observe_until(&t, 1000);
    dispense(&t, 10, INT32_MAX);
    assert_cover(&t, "10-375");
}

static void an_early_refill_is_pushed_behind_what_still_runs(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense(&t, 0, 14);
    dispense(&t, 10, 14); /* 4 days left over */
    assert_cover(&t, "0-27");
    observe_until(&t, 100);
    dispense(&t, 0, 14);
    dispense(&t, 14, 14); /* none left */
    assert_cover(&t, "0-27");
    observe_until(&t, 100);
    dispense(&t, 0, 7);
    dispense(&t, 0, 7); /* on one day: one behind the other */
    assert_cover(&t, "0-13");
}

static void no_more_than_the_cap_is_banked(void **state) {
    (void)state;
    observe_until(&t, 400);
    dispense(&t, 0, 60);
    dispense(&t, 1, 10); /* 59 left over, 30 count: days 31-40, inside the first supply */
    assert_cover(&t, "0-59");
    observe_until(&t, 400);
    dispense(&t, 0, 60);
    dispense(&t, 25, 60); /* 35 left over, 30 count: 55-114 */
    assert_cover(&t, "0-114");
    observe_until(&t, 400);
    t.settings.cover.bank_cap_days = 0;
    dispense(&t, 0, 60);
    dispense(&t, 25, 60);
    assert_cover(&t, "0-84");
}

static void a_capped_supply_does_not_forget_the_longer_one_before(void **state) {
    (void)state;
    observe_until(&t, 1000);
    dispense(&t, 0, 366);  /* to 365 */
    dispense(&t, 100, 30); /* capped: 130-159 */
    dispense(&t, 350, 30); /* the first still runs: 16 days left over, 366-395 */
    assert_cover(&t, "0-395");
}

static void other_drugs_overlap_in_place(void **state) {
    (void)state;
    observe_until(&t, 100);
    add_supply(&t, 0, 14, BUPRENORPHINE, CARE_DISPENSED);
    add_supply(&t, 10, 7, METHADONE, CARE_DISPENSED); /* a switch with left-over supply */
    assert_cover(&t, "0-16");
}

static void an_injection_is_neither_banked_nor_pushed(void **state) {
    (void)state;
    observe_until(&t, 200);
    inject(&t, 0);
    inject(&t, 28);
    assert_cover(&t, "0-58");
    observe_until(&t, 200);
    add_supply(&t, 0, 10, NALTREXONE, CARE_DISPENSED);
    inject(&t, 5);
    add_supply(&t, 12, 5, NALTREXONE, CARE_DISPENSED); /* the injection does not push it */
    assert_cover(&t, "0-35");
}

static void an_oral_bridge_fills_the_days_after_an_injection(void **state) {
    (void)state;
    observe_until(&t, 200);
    inject(&t, 0);
    dispense(&t, 29, 7);
    inject(&t, 36);
    assert_cover(&t, "0-66");
}

static void an_implant_covers_its_length(void **state) {
    (void)state;
    observe_until(&t, 500);
    add_supply(&t, 3, 180, NALTREXONE, CARE_IMPLANT);
    assert_cover(&t, "3-182");
}

static void cover_is_cut_at_the_end_of_observation(void **state) {
    (void)state;
    observe_until(&t, 10);
    dispense(&t, 5, 30);
    dose(&t, 11);
    assert_cover(&t, "5-10");
    observe_until(&t, 4);
    dispense(&t, 5, 30);
    assert_cover(&t, "");
}

static void cover_is_cut_at_death(void **state) {
    (void)state;
    observe_until(&t, 100);
    t.person.death = 8;
    dispense(&t, 5, 30);
    dose(&t, 12);
    assert_cover(&t, "5-8");
}

static void visits_cover_where_there_is_no_medication(void **state) {
    (void)state;
    observe_until(&t, 100);
    visit(&t, 3);
    visit(&t, 4);
    visit(&t, 4);
    visit(&t, 20);
    assert_cover(&t, "3-4v 20-20v");
    t.settings.cover.visits_count = false;
    assert_cover(&t, "");
}

static void visits_of_people_with_medication_do_not_cover(void **state) {
    (void)state;
    observe_until(&t, 100);
    dose(&t, 5);
    visit(&t, 20);
    assert_cover(&t, "5-5");
}

static void visits_inside_a_counseling_admission_cover(void **state) {
    (void)state;
    observe_until(&t, 200);
    dose(&t, 5);
    admit(&t, 50, 60, CARE_EXIT_NONE)->program = CARE_COUNSELING;
    visit(&t, 49);
    visit(&t, 50);
    visit(&t, 60);
    visit(&t, 61);
    assert_cover(&t, "5-5 50-50v 60-60v");
}

static void a_visit_beside_medication_is_medication(void **state) {
    (void)state;
    observe_until(&t, 200);
    dose(&t, 5);
    admit(&t, 0, 60, CARE_EXIT_NONE)->program = CARE_COUNSELING;
    visit(&t, 6);
    visit(&t, 30);
    assert_cover(&t, "5-6 30-30v");
}

static void more_than_32_drugs_do_no_harm(void **state) {
    (void)state;
    observe_until(&t, 1000);
    for (uint32_t drug = 0; drug < 100; drug++)
        add_supply(&t, (int32_t)drug * 5, 2, drug, CARE_DISPENSED);
    t.n_runs = care_cover(&t.person, &t.settings.cover, t.runs);
    assert_int_equal(t.n_runs, 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dose_taken_at_the_clinic_covers_its_own_day),
        cmocka_unit_test(two_doses_on_one_day_are_one_covered_day),
        cmocka_unit_test(adjacent_days_join_and_a_day_between_parts),
        cmocka_unit_test(a_supply_covers_from_its_date_for_its_days),
        cmocka_unit_test(a_supply_of_no_or_negative_days_covers_nothing),
        cmocka_unit_test(a_supply_of_no_days_leaves_the_bank_alone),
        cmocka_unit_test(a_huge_supply_is_taken_as_366_days),
        cmocka_unit_test(an_early_refill_is_pushed_behind_what_still_runs),
        cmocka_unit_test(no_more_than_the_cap_is_banked),
        cmocka_unit_test(a_capped_supply_does_not_forget_the_longer_one_before),
        cmocka_unit_test(other_drugs_overlap_in_place),
        cmocka_unit_test(an_injection_is_neither_banked_nor_pushed),
        cmocka_unit_test(an_oral_bridge_fills_the_days_after_an_injection),
        cmocka_unit_test(an_implant_covers_its_length),
        cmocka_unit_test(cover_is_cut_at_the_end_of_observation),
        cmocka_unit_test(cover_is_cut_at_death),
        cmocka_unit_test(visits_cover_where_there_is_no_medication),
        cmocka_unit_test(visits_of_people_with_medication_do_not_cover),
        cmocka_unit_test(visits_inside_a_counseling_admission_cover),
        cmocka_unit_test(a_visit_beside_medication_is_medication),
        cmocka_unit_test(more_than_32_drugs_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
