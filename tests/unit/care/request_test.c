/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests for care. E is 400 throughout. */
#include "care/request.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;

/* Asked on `requested`, admitted two days later. */
static struct care_admission *ask(int32_t requested, int32_t discharged, uint32_t site) {
    struct care_admission *admission = admit(&t, requested + 2, discharged, CARE_EXIT_NONE);

    admission->requested = requested;
    admission->site = site;
    return admission;
}

static void assert_state(int32_t last_covered, enum care_request_state state) {
    assert_int_equal(care_request_last(&t.person, last_covered).state, state);
}

static void without_a_day_of_care_since_the_request_people_wait(void **state) {
    (void)state;
    observe_until(&t, 400);
    ask(380, CARE_NO_DAY, 3);
    assert_state(CARE_NO_DAY, CARE_REQUEST_WAITING);
    assert_state(379, CARE_REQUEST_WAITING); /* care of before, that had ended */
    assert_state(380, CARE_REQUEST_ANSWERED);
    assert_state(400, CARE_REQUEST_ANSWERED);
    assert_int_equal(care_request_last(&t.person, CARE_NO_DAY).days, 20);
    assert_int_equal(care_request_last(&t.person, CARE_NO_DAY).site, 3);
}

static void a_discharge_or_a_death_before_care_gives_it_up(void **state) {
    (void)state;
    observe_until(&t, 400);
    ask(380, 390, 1);
    assert_state(CARE_NO_DAY, CARE_REQUEST_GIVEN_UP);
    assert_state(385, CARE_REQUEST_ANSWERED);
    observe_until(&t, 400);
    ask(380, CARE_NO_DAY, 1);
    t.person.death = 395;
    assert_state(CARE_NO_DAY, CARE_REQUEST_GIVEN_UP);
    t.person.death = 401; /* not known yet */
    assert_state(CARE_NO_DAY, CARE_REQUEST_WAITING);
}

static void the_last_request_counts_and_of_one_day_an_open_one(void **state) {
    (void)state;
    observe_until(&t, 400);
    ask(300, CARE_NO_DAY, 1);
    ask(350, 360, 2);
    assert_state(CARE_NO_DAY, CARE_REQUEST_GIVEN_UP);
    assert_state(320, CARE_REQUEST_GIVEN_UP); /* the first one was answered, the last one was not */
    ask(350, CARE_NO_DAY, 4);
    assert_state(CARE_NO_DAY, CARE_REQUEST_WAITING);
    assert_int_equal(care_request_last(&t.person, CARE_NO_DAY).site, 4);
    assert_int_equal(care_request_last(&t.person, CARE_NO_DAY).days, 50);
}

static void an_admission_without_a_day_of_request_is_none(void **state) {
    (void)state;
    observe_until(&t, 400);
    assert_state(CARE_NO_DAY, CARE_REQUEST_NONE);
    ask(398, CARE_NO_DAY, 1)->requested = CARE_NO_DAY;
    assert_state(CARE_NO_DAY, CARE_REQUEST_NONE);
    ask(401, CARE_NO_DAY, 1); /* after the end */
    assert_state(CARE_NO_DAY, CARE_REQUEST_NONE);
    ask(400, CARE_NO_DAY, 1);
    assert_state(CARE_NO_DAY, CARE_REQUEST_WAITING);
    assert_int_equal(care_request_last(&t.person, CARE_NO_DAY).days, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_day_of_care_since_the_request_people_wait),
        cmocka_unit_test(a_discharge_or_a_death_before_care_gives_it_up),
        cmocka_unit_test(the_last_request_counts_and_of_one_day_an_open_one),
        cmocka_unit_test(an_admission_without_a_day_of_request_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
