/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/funnel.h"

#include "cmocka_begin.h"

/* R: poisson.test(30, conf.level = .95)$conf.int is 20.24 to 42.83, of .998 15.87 to 51.08. */
static void a_site_is_outside_where_its_interval_does_not_hold_what_is_expected(void **state) {
    const struct funnel_point inside = {42.5, 30, "A"}, beyond = {43.2, 30, "B"}, above = {20.1, 30, "C"},
                              far = {15.8, 30, "D"};
    (void)state;

    assert_false(funnel_is_outside(&inside, 0.95));
    assert_true(funnel_is_outside(&beyond, 0.95));
    assert_false(funnel_is_outside(&beyond, 0.998));
    assert_true(funnel_is_outside(&above, 0.95));
    assert_false(funnel_is_outside(&above, 0.998));
    assert_true(funnel_is_outside(&far, 0.998));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_is_outside_where_its_interval_does_not_hold_what_is_expected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
