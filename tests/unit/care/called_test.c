/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of people on the list before. It was made on day 370 and says that 360 was the last covered day; E is
 * 400. */
#include "care/called.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

static enum care_called became(void) {
    cover(&t);
    struct care_standing standing = care_standing_of(&t.person, &t.covers, 30, 30);
    return care_called(&standing, 360, 30, 30);
}

static void begin(void) {
    observe_until(&t, 400);
    admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 300, 360);
}

static void cover_before_the_gap_has_passed_is_covered_again_and_behind_it_come_back(void **state) {
    (void)state;
    begin();
    dose(&t, 391); /* 30 uncovered days */
    assert_int_equal(became(), CARE_CALLED_COVERED_AGAIN);
    begin();
    dose(&t, 392);
    assert_int_equal(became(), CARE_CALLED_CAME_BACK);
    begin();
    dose(&t, 361); /* recorded late: covered all along */
    assert_int_equal(became(), CARE_CALLED_COVERED_AGAIN);
    begin();
    dose(&t, 375);
    t.admissions[0].discharged = 376; /* what became of the call comes first */
    assert_int_equal(became(), CARE_CALLED_COVERED_AGAIN);
}

static void without_cover_it_is_death_discharge_leaving_or_nothing_yet(void **state) {
    (void)state;
    begin();
    assert_int_equal(became(), CARE_CALLED_LEFT); /* 40 uncovered days */
    t.admissions[0].discharged = 380;
    assert_int_equal(became(), CARE_CALLED_DISCHARGED);
    t.person.death = 385;
    assert_int_equal(became(), CARE_CALLED_DIED);
    begin();
    t.person.end_of_observation = 390;
    assert_int_equal(became(), CARE_CALLED_STILL_UNCOVERED);
    begin();
    hide(&t, 385, INT32_MAX); /* 24 known days */
    assert_int_equal(became(), CARE_CALLED_NOT_KNOWN);
}

static void a_record_without_cover_on_the_day_is_not_the_one_that_was_listed(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 300, 359);
    assert_int_equal(became(), CARE_CALLED_NOT_FOUND);
    assert_false(care_cover_ends_on(&t.covers, 360));
    dose(&t, 360);
    cover(&t);
    assert_true(care_cover_ends_on(&t.covers, 360));
    dose(&t, 361);
    cover(&t);
    assert_false(care_cover_ends_on(&t.covers, 360));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cover_before_the_gap_has_passed_is_covered_again_and_behind_it_come_back),
        cmocka_unit_test(without_cover_it_is_death_discharge_leaving_or_nothing_yet),
        cmocka_unit_test(a_record_without_cover_on_the_day_is_not_the_one_that_was_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
