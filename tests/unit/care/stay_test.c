/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/stay.h"

#include "care/people.h"
#include "cmocka_begin.h"

static const char *stay(int32_t days) {
    const struct care_episode episode = {.start = 100, .time_days = days, .censored_on = 900};

    return care_stay_class(&episode, 100 + days);
}

static void a_class_begins_with_its_first_day(void **state) {
    (void)state;
    assert_string_equal(stay(1), "under_30");
    assert_string_equal(stay(29), "under_30");
    assert_string_equal(stay(30), "30-89");
    assert_string_equal(stay(89), "30-89");
    assert_string_equal(stay(90), "90-364");
    assert_string_equal(stay(364), "90-364");
    assert_string_equal(stay(365), "365+");
}

static void days_in_care_before_the_data_begin_are_in_it(void **state) {
    const struct care_episode late = {.start = -300, .entry_days = 300, .time_days = 420, .censored_on = 900};

    (void)state;
    assert_string_equal(care_stay_class(&late, 120), "365+");
}

static void without_a_day_zero_it_is_not_known(void **state) {
    const struct care_episode prevalent = {.start = 0, .time_days = -1, .censored_on = 900},
                              begun_behind_c = {.start = 900, .time_days = -1, .censored_on = 900};

    (void)state;
    assert_string_equal(care_stay_class(&prevalent, 400), "unknown");
    assert_string_equal(care_stay_class(&begun_behind_c, 910), "under_30");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_begins_with_its_first_day),
        cmocka_unit_test(days_in_care_before_the_data_begin_are_in_it),
        cmocka_unit_test(without_a_day_zero_it_is_not_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
