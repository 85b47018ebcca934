/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_overlap.h"

#include "cmocka_begin.h"

static void assert_clear(const struct sample_rows *rows) {
    struct sample_overlap overlap;

    assert_false(sample_overlap_find(rows, &overlap));
}

static void assert_overlap(const struct sample_rows *rows, size_t row, size_t before) {
    struct sample_overlap overlap;

    assert_true(sample_overlap_find(rows, &overlap));
    assert_int_equal(overlap.row, row);
    assert_int_equal(overlap.before, before);
}

static void a_row_may_begin_where_another_ends_or_after_a_gap(void **state) {
    double entry[] = {0, 3.385, 9.5}, time[] = {3.385, 7, 11};
    int32_t person[] = {0, 0, 0};
    (void)state;

    assert_clear(&(struct sample_rows){.n = 3, .time = time, .entry = entry, .person = person});
    assert_clear(&(struct sample_rows){.n = 0, .time = time, .entry = entry, .person = person});
}

static void rows_in_any_order_are_compared_by_begin(void **state) {
    double entry[] = {9.5, 0, 3.385, 3.25}, time[] = {11, 3.385, 9.5, 4};
    int32_t person[] = {2, 2, 2, 2};
    (void)state;

    assert_clear(&(struct sample_rows){.n = 3, .time = time, .entry = entry, .person = person});
    assert_overlap(&(struct sample_rows){.n = 4, .time = time, .entry = entry, .person = person}, 3, 1);
}

static void a_row_within_a_long_one_overlaps_it(void **state) {
    double entry[] = {0, 2.5, 61}, time[] = {60, 2.75, 70};
    int32_t person[] = {0, 0, 0};
    (void)state;

    assert_overlap(&(struct sample_rows){.n = 3, .time = time, .entry = entry, .person = person}, 1, 0);
}

static void of_two_that_begin_together_the_later_in_the_file_is_named(void **state) {
    double entry[] = {5.5, 5.5}, time[] = {9, 7};
    int32_t person[] = {0, 0};
    (void)state;

    assert_overlap(&(struct sample_rows){.n = 2, .time = time, .entry = entry, .person = person}, 1, 0);
}

static void another_person_and_another_rule_are_another_matter(void **state) {
    double entry[] = {0, 2.25, 1.125}, time[] = {8, 9, 3};
    int32_t person[] = {0, 1, 0}, rule[] = {0, 0, 1};
    (void)state;

    assert_clear(&(struct sample_rows){.n = 3, .time = time, .entry = entry, .person = person, .rule = rule});
}

static void without_a_begin_a_person_has_one_row(void **state) {
    double time[] = {8, 9, 12};
    int32_t person[] = {0, 1, 1};
    (void)state;

    assert_clear(&(struct sample_rows){.n = 2, .time = time, .person = person});
    assert_overlap(&(struct sample_rows){.n = 3, .time = time, .person = person}, 2, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_may_begin_where_another_ends_or_after_a_gap),
        cmocka_unit_test(rows_in_any_order_are_compared_by_begin),
        cmocka_unit_test(a_row_within_a_long_one_overlaps_it),
        cmocka_unit_test(of_two_that_begin_together_the_later_in_the_file_is_named),
        cmocka_unit_test(another_person_and_another_rule_are_another_matter),
        cmocka_unit_test(without_a_begin_a_person_has_one_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
