/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/retired_keys.h"

#include "cmocka_begin.h"

static void a_retired_key_says_what_to_change(void **state) {
    (void)state;
    assert_non_null(retired_keys_advice("report", "return_rule"));
    assert_non_null(retired_keys_advice("episodes", "switch_days"));
    assert_non_null(retired_keys_advice("episodes", "discharge_lag_days"));
    assert_non_null(retired_keys_advice("medication_names", "oral_to_injection"));
    assert_non_null(retired_keys_advice("completeness", "least_share"));
    assert_null(retired_keys_advice("report", "default_rule"));
    assert_null(retired_keys_advice("episodes", "return_rule"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_retired_key_says_what_to_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
