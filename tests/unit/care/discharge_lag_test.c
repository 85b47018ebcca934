/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long after care discharges are recorded. Percentiles: tests/reference/order_statistics.R. */
#include "care/discharge_lag.h"

#include "care/people.h"
#include "cmocka_begin.h"

static struct told t;
static struct care_discharge_lags lags;

static void begin(int32_t end) {
    observe_until(&t, end);
    lags = (struct care_discharge_lags){.n = 0};
}

static void add_person(void) {
    cover(&t);
    care_discharge_lags_add(&lags, &t.person, t.covers.all, t.covers.n_all);
}

static void the_lag_is_from_the_last_contact_inside_the_admission(void **state) {
    (void)state;
    begin(900);
    doses(&t, 10, 20);
    visit(&t, 27);
    doses(&t, 31, 33); /* of the next admission */
    admit(&t, 10, 30, CARE_EXIT_LEFT);
    admit(&t, 31, 90, CARE_EXIT_LEFT);
    add_person();
    assert_int_equal(lags.n, 2);
    assert_int_equal(lags.counts[3], 1); /* an attended visit is a contact, whether it covers or not */
    assert_int_equal(lags.counts[57], 1);
}

static void cover_beyond_the_discharge_is_no_lag(void **state) {
    (void)state;
    begin(900);
    dispense(&t, 10, 28);
    admit(&t, 10, 24, CARE_EXIT_LEFT);
    add_person();
    assert_int_equal(lags.n, 1);
    assert_int_equal(lags.counts[0], 1);
}

static void what_cannot_tell_a_lag_is_not_counted(void **state) {
    (void)state;
    begin(400);
    doses(&t, 10, 20);
    doses(&t, 210, 211);
    admit(&t, 10, CARE_NO_DAY, CARE_EXIT_NONE); /* open */
    admit(&t, 30, 60, CARE_EXIT_LEFT);          /* no contact */
    admit(&t, 200, 220, CARE_EXIT_LEFT);        /* 180 days before the end */
    add_person();
    assert_int_equal(lags.n, 0);
    assert_int_equal(care_discharge_lags_percentile(&lags, 90), CARE_NO_DAY);
    t.person.end_of_observation = 401;
    add_person();
    assert_int_equal(lags.n, 1);
    assert_int_equal(lags.counts[9], 1);
}

static void a_longer_lag_counts_as_the_longest(void **state) {
    (void)state;
    begin(900);
    dose(&t, 10);
    admit(&t, 10, 700, CARE_EXIT_LEFT);
    add_person();
    assert_int_equal(lags.counts[CARE_LAG_LONGEST], 1);
    assert_int_equal(care_discharge_lags_percentile(&lags, 90), CARE_LAG_LONGEST);
}

static void percentiles_are_the_least_lag_that_reaches_them(void **state) {
    (void)state;
    lags = (struct care_discharge_lags){.n = 10};
    lags.counts[3] = 8;
    lags.counts[14] = 1;
    lags.counts[61] = 1;
    assert_int_equal(care_discharge_lags_percentile(&lags, 80), 3);
    assert_int_equal(care_discharge_lags_percentile(&lags, 90), 14);
    assert_int_equal(care_discharge_lags_percentile(&lags, 91), 61);
    assert_int_equal(care_discharge_lags_percentile(&lags, 100), 61);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lag_is_from_the_last_contact_inside_the_admission),
        cmocka_unit_test(cover_beyond_the_discharge_is_no_lag),
        cmocka_unit_test(what_cannot_tell_a_lag_is_not_counted),
        cmocka_unit_test(a_longer_lag_counts_as_the_longest),
        cmocka_unit_test(percentiles_are_the_least_lag_that_reaches_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
