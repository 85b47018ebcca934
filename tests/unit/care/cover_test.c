/* SPDX-License-Identifier: GPL-3.0-or-later */
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
    dispense(&t, 0, 366);  /* to 365 (longer than any: the bank does not care) */
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

static void a_dose_taken_at_the_clinic_covers_its_day_and_what_is_taken_home_with_it(void **state) {
    (void)state;
    observe_until(&t, 100);
    add_supply(&t, 5, 7, METHADONE, CARE_ADMINISTERED);
    dose(&t, 30);
    assert_cover(&t, "5-11 30-30");
}

static void take_homes_run_from_the_day_after_the_dose(void **state) {
    (void)state;
    observe_until(&t, 100);
    dose(&t, 5);
    add_supply(&t, 5, 6, METHADONE, CARE_DISPENSED);
    assert_cover(&t, "5-11");
    observe_until(&t, 100);
    add_supply(&t, 5, 7, METHADONE, CARE_ADMINISTERED); /* the dose and its take-homes in one row, and a row of them */
    add_supply(&t, 5, 6, METHADONE, CARE_DISPENSED);
    assert_cover(&t, "5-11");
}

static void a_week_of_take_homes_after_another_leaves_no_day_uncovered(void **state) {
    (void)state;
    observe_until(&t, 400);
    for (int32_t day = 0; day < 364; day += 7) {
        dose(&t, day);
        add_supply(&t, day, 6, METHADONE, CARE_DISPENSED);
    }
    assert_cover(&t, "0-363");
}

static void different_strengths_of_a_day_overlap_and_the_longest_counts(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense_mg(&t, 0, 28, 8);
    dispense_mg(&t, 0, 28, 2);
    assert_cover(&t, "0-27");
    observe_until(&t, 100);
    dispense_mg(&t, 0, 14, 8);
    dispense_mg(&t, 0, 28, 2);
    assert_cover(&t, "0-27");
}

static void rows_alike_are_one_and_rows_of_one_strength_that_differ_add(void **state) {
    (void)state;
    observe_until(&t, 100);
    dispense_mg(&t, 0, 14, 8);
    dispense_mg(&t, 0, 14, 8);
    assert_cover(&t, "0-13");
    observe_until(&t, 100);
    dispense_mg(&t, 0, 14, 8);
    dispense_mg(&t, 0, 7, 8);
    dispense_mg(&t, 0, 14, 8);
    assert_cover(&t, "0-20");
    observe_until(&t, 100);
    dispense(&t, 0, 14); /* no strength is one, too */
    dispense(&t, 0, 7);
    assert_cover(&t, "0-20");
}

static void a_group_with_take_homes_moves_as_a_whole_and_a_dose_alone_stays(void **state) {
    (void)state;
    observe_until(&t, 100);
    add_supply(&t, 0, 10, METHADONE, CARE_DISPENSED); /* to 9 */
    dose(&t, 8);
    add_supply(&t, 8, 6, METHADONE, CARE_DISPENSED); /* 2 days left over: the dose on 10, take-homes 11-16 */
    assert_cover(&t, "0-16");
    observe_until(&t, 100);
    add_supply(&t, 0, 10, METHADONE, CARE_DISPENSED);
    dose(&t, 8); /* in place, and it moves nothing */
    add_supply(&t, 12, 3, METHADONE, CARE_DISPENSED);
    assert_cover(&t, "0-9 12-14");
    observe_until(&t, 100);
    add_supply(&t, 0, 10, METHADONE, CARE_DISPENSED);
    add_supply(&t, 8, 3, METHADONE, CARE_ADMINISTERED); /* three days are no single one: moved */
    assert_cover(&t, "0-12");
}

static void the_order_of_rows_of_a_day_is_irrelevant(void **state) {
    (void)state;
    for (int order = 0; order < 2; order++) {
        observe_until(&t, 100);
        if (order == 0)
            dose(&t, 5);
        add_supply(&t, 5, 6, METHADONE, CARE_DISPENSED);
        dispense_mg(&t, 5, order == 0 ? 14 : 7, 8);
        dispense_mg(&t, 5, order == 0 ? 7 : 14, 8);
        if (order == 1)
            dose(&t, 5);
        assert_cover(&t, "5-25");
    }
}

static void more_than_32_drugs_do_no_harm(void **state) {
    (void)state;
    observe_until(&t, 1000);
    for (uint32_t drug = 0; drug < 100; drug++)
        add_supply(&t, (int32_t)drug * 5, 2, drug, CARE_DISPENSED);
    cover(&t);
    assert_int_equal(t.covers.n_all, 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_doses_on_one_day_are_one_covered_day),
        cmocka_unit_test(adjacent_days_join_and_a_day_between_parts),
        cmocka_unit_test(a_supply_covers_from_its_date_for_its_days),
        cmocka_unit_test(an_early_refill_is_pushed_behind_what_still_runs),
        cmocka_unit_test(no_more_than_the_cap_is_banked),
        cmocka_unit_test(a_capped_supply_does_not_forget_the_longer_one_before),
        cmocka_unit_test(other_drugs_overlap_in_place),
        cmocka_unit_test(an_injection_is_neither_banked_nor_pushed),
        cmocka_unit_test(an_oral_bridge_fills_the_days_after_an_injection),
        cmocka_unit_test(an_implant_covers_its_length),
        cmocka_unit_test(cover_is_cut_at_the_end_of_observation),
        cmocka_unit_test(cover_is_cut_at_death),
        cmocka_unit_test(a_dose_taken_at_the_clinic_covers_its_day_and_what_is_taken_home_with_it),
        cmocka_unit_test(take_homes_run_from_the_day_after_the_dose),
        cmocka_unit_test(a_week_of_take_homes_after_another_leaves_no_day_uncovered),
        cmocka_unit_test(different_strengths_of_a_day_overlap_and_the_longest_counts),
        cmocka_unit_test(rows_alike_are_one_and_rows_of_one_strength_that_differ_add),
        cmocka_unit_test(a_group_with_take_homes_moves_as_a_whole_and_a_dose_alone_stays),
        cmocka_unit_test(the_order_of_rows_of_a_day_is_irrelevant),
        cmocka_unit_test(more_than_32_drugs_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
