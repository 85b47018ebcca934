/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Second doses and daily doses: each rule by hand. */
#include "care/start.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

static void begin(void) { observe_until(&t, 400); }

static void give_mg(int32_t day, enum care_supply_kind kind, int32_t days, int32_t mg) {
    add_supply(&t, day, days, METHADONE, kind);
    t.supplies[t.person.n_supplies - 1].strength = mg * MG;
}

static int32_t strength_on(int32_t day, uint32_t medication) {
    int32_t strength = -2;

    cover(&t);
    assert_int_equal(care_dose_on(&t.person, &t.covers, day, &strength), medication);
    return strength;
}

static void what_is_taken_home_with_the_first_dose_is_no_second(void **state) {
    (void)state;
    begin();
    give_mg(10, CARE_ADMINISTERED, 1, 30);
    give_mg(10, CARE_DISPENSED, 6, 30);
    cover(&t);
    assert_int_equal(care_second_dose(&t.person, 10), CARE_NO_DAY);
    dose(&t, 17);
    cover(&t);
    assert_int_equal(care_second_dose(&t.person, 10), 17);
}

static void after_an_injection_the_next_injection_counts(void **state) {
    (void)state;
    begin();
    inject(&t, 10);
    dispense(&t, 20, 7);
    cover(&t);
    assert_int_equal(care_second_dose(&t.person, 10), CARE_NO_DAY);
    inject(&t, 40);
    cover(&t);
    assert_int_equal(care_second_dose(&t.person, 10), 40);
}

static void different_strengths_add_and_equal_ones_do_not(void **state) {
    (void)state;
    begin();
    dispense_mg(&t, 10, 28, 8);
    dispense_mg(&t, 10, 28, 2);
    dispense_mg(&t, 38, 14, 8);
    dispense_mg(&t, 38, 7, 8);
    assert_int_equal(strength_on(30, BUPRENORPHINE), 10 * MG);
    assert_int_equal(strength_on(38, BUPRENORPHINE), 8 * MG);
}

static void a_clinic_dose_and_its_take_homes_are_one_amount(void **state) {
    (void)state;
    begin();
    give_mg(10, CARE_ADMINISTERED, 1, 80);
    give_mg(10, CARE_DISPENSED, 6, 85);
    assert_int_equal(strength_on(12, METHADONE), 85 * MG);
}

static void nothing_is_told_of_uncovered_days_two_drugs_and_injections(void **state) {
    (void)state;
    begin();
    dispense_mg(&t, 10, 7, 8);
    strength_on(9, CARE_NO_MEDICATION);
    strength_on(17, CARE_NO_MEDICATION); /* covered to day 16 */
    give_mg(16, CARE_ADMINISTERED, 1, 30);
    dispense_mg(&t, 16, 7, 8);
    strength_on(16, CARE_NO_MEDICATION);
    begin();
    inject(&t, 10);
    dispense_mg(&t, 20, 28, 8);
    strength_on(40, CARE_NO_MEDICATION); /* the injection's last day */
    assert_int_equal(strength_on(41, BUPRENORPHINE), 8 * MG);
}

static void a_dose_that_is_not_recorded_is_none(void **state) {
    (void)state;
    begin();
    dispense(&t, 10, 28);
    assert_int_equal(strength_on(20, BUPRENORPHINE), CARE_NO_STRENGTH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_home_with_the_first_dose_is_no_second),
        cmocka_unit_test(after_an_injection_the_next_injection_counts),
        cmocka_unit_test(different_strengths_add_and_equal_ones_do_not),
        cmocka_unit_test(a_clinic_dose_and_its_take_homes_are_one_amount),
        cmocka_unit_test(nothing_is_told_of_uncovered_days_two_drugs_and_injections),
        cmocka_unit_test(a_dose_that_is_not_recorded_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
