/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/count_class.h"

#include <math.h>

#include "assert_close.h"
#include "cmocka_begin.h"

static void zero_and_the_small_counts_are_one_class(void **state) {
    (void)state;
    assert_int_equal(count_class(0, 11), 0);
    assert_int_equal(count_class(1, 11), 0);
    assert_int_equal(count_class(11, 11), 0);
    assert_int_equal(count_class(12, 11), 1);
    assert_int_equal(count_class(22, 11), 1);
    assert_int_equal(count_class(23, 11), 2);
    assert_int_equal(count_class(1161, 11), 105);
    assert_int_equal(count_class((double)NAN, 11), COUNT_CLASS_NONE);
}

static void every_count_lies_between_the_ends_of_its_class(void **state) {
    (void)state;
    assert_close(count_class_low(0, 11), 0, 0);
    assert_close(count_class_high(0, 11), 11, 0);
    assert_close(count_class_low(1, 11), 12, 0);
    assert_close(count_class_high(1, 11), 22, 0);
    assert_true(isnan(count_class_low(COUNT_CLASS_NONE, 11)) && isnan(count_class_high(COUNT_CLASS_NONE, 11)));
    for (int count = 0; count < 400; count++) {
        int class = count_class(count, 13);
        assert_true(count_class_low(class, 13) <= count && count <= count_class_high(class, 13));
    }
}

static void of_rows_one_digit_is_told(void **state) {
    (void)state;
    assert_close(count_magnitude(127158), 100000, 0);
    assert_close(count_magnitude(99999), 90000, 0);
    assert_close(count_magnitude(1000), 1000, 0);
    assert_close(count_magnitude(999), 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zero_and_the_small_counts_are_one_class),
        cmocka_unit_test(every_count_lies_between_the_ends_of_its_class),
        cmocka_unit_test(of_rows_one_digit_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
