/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/confidence.h"

static const double z = 1.959963984540054;

static struct confidence of_type(enum confidence_type type) { return (struct confidence){type, 0.95}; }

static void limits_follow_their_formula(void **state) {
    (void)state;
    struct confidence log_log = of_type(CONFIDENCE_LOG_LOG), on_log = of_type(CONFIDENCE_LOG);
    struct confidence plain = of_type(CONFIDENCE_PLAIN);
    double s = 0.385, se = 0.0731;
    struct confidence_limits limits = confidence_survival(&log_log, s, se, 7);
    assert_close(limits.low, pow(s, exp(z * se / (s * -log(s)))), 1e-14);
    assert_close(limits.high, pow(s, exp(-z * se / (s * -log(s)))), 1e-14);
    limits = confidence_survival(&on_log, s, se, 7);
    assert_close(limits.low, s * exp(-z * se / s), 1e-14);
    limits = confidence_survival(&plain, s, se, 7);
    assert_close(limits.high, s + z * se, 1e-14);
    limits = confidence_incidence(&on_log, s, se, 7);
    assert_close(limits.high, s * exp(z * se / s), 1e-14);
    limits = confidence_incidence(&plain, s, se, 7);
    assert_close(limits.low, s - z * se, 1e-14);
    limits = confidence_incidence(&log_log, 1 - s, se, 7);
    assert_close(limits.low, 1 - pow(s, exp(-z * se / (s * -log(s)))), 1e-13);
}

static void limits_stay_within_0_and_1(void **state) {
    (void)state;
    struct confidence on_log = of_type(CONFIDENCE_LOG), plain = of_type(CONFIDENCE_PLAIN);
    struct confidence_limits limits = confidence_survival(&plain, 0.97, 0.0731, 7);
    assert_close(limits.high, 1, 0);
    assert_close(confidence_survival(&plain, 0.03, 0.0731, 7).low, 0, 0);
    assert_close(confidence_survival(&on_log, 0.97, 0.0731, 7).high, 1, 0);
}

static void ends_are_exact_binomial_on_the_people_at_risk(void **state) {
    (void)state;
    struct confidence log_log = of_type(CONFIDENCE_LOG_LOG);
    struct confidence_limits limits = confidence_survival(&log_log, 1, 0, 4);
    assert_close(limits.low, pow(0.025, 0.25), 1e-14);
    assert_close(limits.high, 1, 0);
    limits = confidence_incidence(&log_log, 0, 0, 4);
    assert_close(limits.low, 0, 0);
    assert_close(limits.high, 1 - pow(0.025, 0.25), 1e-14);
    limits = confidence_survival(&log_log, 1, 0, 0);
    assert_close(limits.low, 0, 0);
    assert_close(limits.high, 1, 0);
}

static void what_is_not_known_has_no_limits(void **state) {
    (void)state;
    struct confidence log_log = of_type(CONFIDENCE_LOG_LOG);
    assert_true(isnan(confidence_survival(&log_log, nan(""), 0, 4).low));
    assert_true(isnan(confidence_incidence(&log_log, nan(""), 0, 4).high));
}

static void a_tiny_error_leaves_the_estimate_between(void **state) {
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct confidence confidence = of_type((enum confidence_type)i);
        for (double share = 0.0385; share < 1; share += 0.0385) {
            struct confidence_limits limits = confidence_incidence(&confidence, share, 1e-17, 4);
            assert_true(limits.low <= share && share <= limits.high);
            limits = confidence_survival(&confidence, share, 1e-17, 4);
            assert_true(limits.low <= share && share <= limits.high);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_follow_their_formula),
        cmocka_unit_test(limits_stay_within_0_and_1),
        cmocka_unit_test(ends_are_exact_binomial_on_the_people_at_risk),
        cmocka_unit_test(what_is_not_known_has_no_limits),
        cmocka_unit_test(a_tiny_error_leaves_the_estimate_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
