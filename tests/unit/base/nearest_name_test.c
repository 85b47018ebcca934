/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest_name.h"

#include "cmocka_begin.h"

static void the_distance_counts_single_letter_changes(void **state) {
    (void)state;
    assert_int_equal(nearest_name_distance("", ""), 0);
    assert_int_equal(nearest_name_distance("", "abc"), 3);
    assert_int_equal(nearest_name_distance("abc", ""), 3);
    assert_int_equal(nearest_name_distance("kitten", "sitting"), 3);
    assert_int_equal(nearest_name_distance("Saturday", "sunday"), 3);
    assert_int_equal(nearest_name_distance("DATE", "date"), 0);
}

static void two_neighbours_exchanged_are_one_slip(void **state) {
    (void)state;
    assert_int_equal(nearest_name_distance("rnu", "run"), 1);
    assert_int_equal(nearest_name_distance("jsno", "JSON"), 1);
    assert_int_equal(nearest_name_distance("abcd", "badc"), 2);
    assert_int_equal(nearest_name_distance("ab", "bca"), 3); /* once exchanged they take no third between them */
    assert_int_equal(nearest_name_distance("a", "ba"), 1);
}

static void the_first_of_the_nearest_is_found_and_none_that_is_far(void **state) {
    static const char *const names[] = {"landmarks", "gap_days", "cap_days"};
    (void)state;

    assert_string_equal(nearest_name_find(names, 3, "landmark"), "landmarks");
    assert_string_equal(nearest_name_find(names, 3, "GAP_DAYS"), "gap_days");
    assert_string_equal(nearest_name_find(names, 3, "xap_days"), "gap_days");
    assert_null(nearest_name_find(names, 3, "rule"));
    assert_null(nearest_name_find(names, 3, ""));
    assert_null(nearest_name_find(names, 0, "landmarks"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_counts_single_letter_changes),
        cmocka_unit_test(two_neighbours_exchanged_are_one_slip),
        cmocka_unit_test(the_first_of_the_nearest_is_found_and_none_that_is_far),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
