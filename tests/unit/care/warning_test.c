/* SPDX-License-Identifier: GPL-3.0-or-later */
/* care/warning.h: which came first, and by which day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/warning.h"

static enum warning_outcome outcome(int32_t used_on, int32_t left_on, int32_t days) {
    const struct warning warning = {.warned_on = 400, .used_on = used_on, .left_on = left_on};

    return warning_outcome(&warning, days);
}

static void the_last_day_of_the_window_is_in_it(void **state) {
    (void)state;
    assert_int_equal(outcome(430, CARE_NO_DAY, 30), WARNING_USED);
    assert_int_equal(outcome(431, CARE_NO_DAY, 30), WARNING_NEITHER);
    assert_int_equal(outcome(CARE_NO_DAY, 430, 30), WARNING_LEFT);
    assert_int_equal(outcome(CARE_NO_DAY, 431, 30), WARNING_NEITHER);
}

static void a_use_on_the_day_of_the_warning_followed_it(void **state) {
    (void)state;
    assert_int_equal(outcome(400, CARE_NO_DAY, 30), WARNING_USED);
    assert_int_equal(outcome(400, 401, 0), WARNING_USED);
}

static void a_use_after_leaving_is_not_counted(void **state) {
    (void)state;
    assert_int_equal(outcome(411, 410, 30), WARNING_LEFT);
    assert_int_equal(outcome(410, 410, 30), WARNING_LEFT);
    assert_int_equal(outcome(409, 410, 30), WARNING_USED);
    assert_int_equal(outcome(409, 500, 30), WARNING_USED);
}

static void nothing_that_happened_is_neither(void **state) {
    (void)state;
    assert_int_equal(outcome(CARE_NO_DAY, CARE_NO_DAY, 30), WARNING_NEITHER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day_of_the_window_is_in_it),
        cmocka_unit_test(a_use_on_the_day_of_the_warning_followed_it),
        cmocka_unit_test(a_use_after_leaving_is_not_counted),
        cmocka_unit_test(nothing_that_happened_is_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
