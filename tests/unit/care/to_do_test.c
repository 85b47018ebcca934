/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom to act for, but for those to be called (to_do_call_test.c). E is 400, the gap 30 throughout. */
#include "care/to_do.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;
static struct care_standing standing;

static void stand(void) {
    cover(&t);
    standing = care_standing_of(&t.person, &t.covers, 30, 30);
}

static enum care_call call_now(void) {
    stand();
    return care_call(&standing);
}

static void an_injection_is_overdue_when_it_was_the_last_medication_and_has_run_out(void **state) {
    (void)state;
    observe_until(&t, 400);
    inject(&t, 365); /* up to 395 */
    stand();
    assert_int_equal(care_injection_ended(&standing), 395);
    visit(&t, 399); /* a visit is no injection */
    stand();
    assert_int_equal(care_injection_ended(&standing), 395);
    dispense(&t, 390, 3); /* another medication since: a change */
    stand();
    assert_int_equal(care_injection_ended(&standing), CARE_NO_DAY);
    observe_until(&t, 400);
    inject(&t, 370); /* up to 400 */
    stand();
    assert_int_equal(care_injection_ended(&standing), CARE_NO_DAY);
    observe_until(&t, 400);
    admit(&t, 300, 396, CARE_EXIT_MOVED);
    inject(&t, 365);
    stand();
    assert_int_equal(care_injection_ended(&standing), CARE_NO_DAY);
    observe_until(&t, 400);
    inject(&t, 330); /* up to 360: left since */
    stand();
    assert_int_equal(care_injection_ended(&standing), CARE_NO_DAY);
}

static void an_injection_of_an_ended_stay_is_not_overdue(void **state) {
    (void)state;
    for (int32_t back = 385; back <= 396; back++) {
        observe_until(&t, 400);
        admit(&t, 320, 360, CARE_EXIT_LEFT);
        inject(&t, 330); /* up to 360 */
        admit_to(&t, CARE_COUNSELING, back, CARE_NO_DAY, CARE_EXIT_NONE);
        visit(&t, back); /* behind more than 30 uncovered days: another stay */
        stand();
        assert_int_equal(care_stay_began(&standing), back > 391 ? back : 330);
        assert_int_equal(care_injection_ended(&standing), back > 391 ? CARE_NO_DAY : 360);
    }
    t.admissions[1].admitted = 330; /* the admission in which it was given is open still */
    assert_int_equal(care_injection_ended(&standing), 360);
}

static void an_open_admission_is_without_care_after_more_than_30_days_of_it(void **state) {
    (void)state;
    for (int32_t last = 365; last <= 375; last++) {
        observe_until(&t, 400);
        admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        doses(&t, 300, last);
        stand();
        assert_int_equal(care_open_without_care_since(&standing, 0), last < 370 ? last : CARE_NO_DAY);
        observe_until(&t, 400);
        admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        visit(&t, last); /* no day of care yet: then visits are all there is */
        stand();
        assert_int_equal(care_open_without_care_since(&standing, 0), last < 370 ? last : CARE_NO_DAY);
    }
    observe_until(&t, 400);
    admit(&t, 300, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 300, 320);
    visit(&t, 390); /* comes, and has had no medication for so long */
    stand();
    assert_int_equal(care_open_without_care_since(&standing, 0), 320);
    t.admissions[0].discharged = 330;
    stand();
    assert_int_equal(care_open_without_care_since(&standing, 0), CARE_NO_DAY);
}

static void who_was_admitted_and_not_covered_since_has_not_started(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 100, 200, CARE_EXIT_LEFT);
    doses(&t, 100, 150);
    admit(&t, 350, CARE_NO_DAY, CARE_EXIT_NONE);
    stand();
    assert_int_equal(care_never_started_since(&standing, 0), 350);
    assert_int_equal(care_open_without_care_since(&standing, 0), CARE_NO_DAY); /* on one list of the two */
    assert_int_equal(care_never_started_since(&standing, 351), CARE_NO_DAY);   /* before the data begin: who knows? */
    assert_int_equal(care_open_without_care_since(&standing, 351), 350);
    dose(&t, 350);
    stand();
    assert_int_equal(care_never_started_since(&standing, 0), CARE_NO_DAY);
    assert_int_equal(care_open_without_care_since(&standing, 0), 350);
    t.admissions[1].admitted = 400; /* on the last day nobody is late */
    t.person.n_supplies--;
    stand();
    assert_int_equal(care_never_started_since(&standing, 0), CARE_NO_DAY);
}

static void the_weeks_after_care_begin_with_the_second_uncovered_day(void **state) {
    struct care_exposure_span spans[8];

    (void)state;
    for (int32_t last = 370; last <= 400; last++) {
        size_t n;
        observe_until(&t, 400);
        admit(&t, 300, last < 386 ? last : CARE_NO_DAY, CARE_EXIT_NONE);
        doses(&t, 300, last);
        stand();
        n = care_exposures(&t.person, &t.covers, &t.settings, 30, spans);
        assert_int_equal(care_uncovered_lately(&standing, spans, n), last >= 372 && last <= 398 ? last : CARE_NO_DAY);
        assert_int_equal(care_discharged_lately(&standing), last >= 372 && last < 386 ? last : CARE_NO_DAY);
    }
    observe_until(&t, 400);
    admit(&t, 300, 390, CARE_EXIT_NONE);
    doses(&t, 300, 359); /* closed 31 days behind the last cover: they had left before */
    stand();
    assert_int_equal(care_discharged_lately(&standing), CARE_NO_DAY);
    standing.gap = 31;
    assert_int_equal(care_discharged_lately(&standing), 390);
    doses(&t, 360, 360);
    stand();
    assert_int_equal(care_discharged_lately(&standing), 390);
    standing.gap = 14;
    assert_int_equal(care_discharged_lately(&standing), CARE_NO_DAY);
    doses(&t, 361, 362);
    stand();
    standing.gap = 14;
    assert_int_equal(care_discharged_lately(&standing), 390);
}

static void the_weeks_after_visits_alone_begin_30_days_after_the_last(void **state) {
    struct care_exposure_span spans[8];

    (void)state;
    for (int32_t last = 340; last <= 374; last++) {
        size_t n;
        observe_until(&t, 400);
        admit_to(&t, CARE_COUNSELING, 300, CARE_NO_DAY, CARE_EXIT_NONE);
        visit(&t, last);
        stand();
        n = care_exposures(&t.person, &t.covers, &t.settings, 30, spans);
        assert_int_equal(care_uncovered_lately(&standing, spans, n),
                         last >= 344 && last <= 370 ? last + 28 : CARE_NO_DAY);
    }
}

static void plans_and_reflections_are_asked_for_when_their_day_has_passed(void **state) {
    (void)state;
    assert_true(care_plan_is_overdue(399, CARE_NO_DAY, 400));
    assert_false(care_plan_is_overdue(400, CARE_NO_DAY, 400));
    assert_false(care_plan_is_overdue(CARE_NO_DAY, CARE_NO_DAY, 400));
    assert_false(care_plan_is_overdue(390, 400, 400));
    assert_true(care_plan_is_overdue(390, 401, 400)); /* done later is not done yet */
    assert_false(care_reflection_is_asked(400, 400));
    assert_true(care_reflection_is_asked(399, 400));
    assert_true(care_reflection_is_asked(310, 400));
    assert_false(care_reflection_is_asked(309, 400));
}

static int32_t overdose_lately(int32_t end) {
    static const int32_t overdoses[] = {360, 370, 371, 405};

    return care_overdose_within(&t.person, overdoses, 4, CARE_OVERDOSE_DAYS, end);
}

static void who_survived_an_overdose_is_asked_for_for_30_days_in_care_or_not(void **state) {
    (void)state;
    observe_until(&t, 400);
    admit(&t, 300, 310, CARE_EXIT_LEFT); /* never covered, and discharged */
    assert_int_equal(overdose_lately(400), 371);
    assert_int_equal(overdose_lately(370), 370);
    assert_int_equal(overdose_lately(401), 371);
    assert_int_equal(overdose_lately(402), CARE_NO_DAY);
    assert_int_equal(overdose_lately(359), CARE_NO_DAY);
    assert_int_equal(care_overdose_within(&t.person, (int32_t[]){35}, 1, CARE_OVERDOSE_YEAR_DAYS, 400), 35);
    assert_int_equal(care_overdose_within(&t.person, (int32_t[]){34}, 1, CARE_OVERDOSE_YEAR_DAYS, 400), CARE_NO_DAY);
    admit(&t, 320, 370, CARE_EXIT_DEATH); /* an overdose behind it: that record is wrong */
    assert_int_equal(overdose_lately(400), 371);
    admit(&t, 320, 371, CARE_EXIT_DEATH);
    assert_int_equal(overdose_lately(400), CARE_NO_DAY);
    observe_until(&t, 400);
    t.person.death = 390;
    assert_int_equal(overdose_lately(400), CARE_NO_DAY);
}

static void a_death_may_be_told_by_a_discharge_alone(void **state) {
    bool by_discharge;
    (void)state;
    observe_until(&t, 400);
    assert_int_equal(care_died_on(&t.person, 400, &by_discharge), CARE_NO_DAY);
    admit(&t, 100, 308, CARE_EXIT_DEATH);
    admit(&t, 100, 350, CARE_EXIT_LEFT);
    assert_int_equal(care_died_on(&t.person, 400, &by_discharge), 308);
    assert_true(by_discharge);
    assert_int_equal(care_died_on(&t.person, 307, &by_discharge), CARE_NO_DAY);
    admit(&t, 360, CARE_NO_DAY, CARE_EXIT_NONE); /* who came back has not died */
    assert_int_equal(care_died_on(&t.person, 400, &by_discharge), CARE_NO_DAY);
    assert_int_equal(care_died_on(&t.person, 359, &by_discharge), 308);
    t.person.death = 390;
    assert_int_equal(care_died_on(&t.person, 400, &by_discharge), 390);
    assert_false(by_discharge);
    assert_int_equal(care_died_on(&t.person, 389, &by_discharge), CARE_NO_DAY);
}

static void nobody_is_asked_for_whose_discharge_says_that_they_died(void **state) {
    struct care_exposure_span spans[16];
    size_t n;
    (void)state;
    observe_until(&t, 400);
    admit(&t, 300, 392, CARE_EXIT_DEATH);
    doses(&t, 380, 395);
    assert_int_equal(call_now(), CARE_CALL_NONE);
    assert_int_equal(care_discharged_lately(&standing), CARE_NO_DAY);
    n = care_exposures(&t.person, &t.covers, &t.settings, 30, spans);
    assert_int_equal(care_uncovered_lately(&standing, spans, n), CARE_NO_DAY);
    admit(&t, 396, CARE_NO_DAY, CARE_EXIT_NONE); /* a wrong record */
    assert_int_equal(call_now(), CARE_CALL_OPEN);
}

static void seen_since_is_a_visit_or_a_supply_on_a_later_day(void **state) {
    (void)state;
    observe_until(&t, 400);
    doses(&t, 300, 305);
    visit(&t, 350);
    visit(&t, 380);
    doses(&t, 390, 391);
    cover(&t);
    assert_int_equal(care_seen_after(&t.person, 349, 400), 350);
    assert_int_equal(care_seen_after(&t.person, 350, 400), 380);
    assert_int_equal(care_seen_after(&t.person, 380, 400), 390);
    assert_int_equal(care_seen_after(&t.person, 380, 389), CARE_NO_DAY);
    assert_int_equal(care_seen_after(&t.person, 391, 400), CARE_NO_DAY);
    assert_int_equal(care_last_covered_by(&t.covers, 303), 303);
    assert_int_equal(care_last_covered_by(&t.covers, 360), 305);
    assert_int_equal(care_last_covered_by(&t.covers, 400), 391);
    assert_int_equal(care_last_covered_by(&t.covers, 299), CARE_NO_DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_injection_is_overdue_when_it_was_the_last_medication_and_has_run_out),
        cmocka_unit_test(an_injection_of_an_ended_stay_is_not_overdue),
        cmocka_unit_test(an_open_admission_is_without_care_after_more_than_30_days_of_it),
        cmocka_unit_test(who_was_admitted_and_not_covered_since_has_not_started),
        cmocka_unit_test(the_weeks_after_care_begin_with_the_second_uncovered_day),
        cmocka_unit_test(the_weeks_after_visits_alone_begin_30_days_after_the_last),
        cmocka_unit_test(plans_and_reflections_are_asked_for_when_their_day_has_passed),
        cmocka_unit_test(who_survived_an_overdose_is_asked_for_for_30_days_in_care_or_not),
        cmocka_unit_test(a_death_may_be_told_by_a_discharge_alone),
        cmocka_unit_test(nobody_is_asked_for_whose_discharge_says_that_they_died),
        cmocka_unit_test(seen_since_is_a_visit_or_a_supply_on_a_later_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
