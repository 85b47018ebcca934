/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sorting.h"

#include "cmocka_begin.h"

static int n_compared;

static int compare_ints(const void *left, const void *right) {
    const int *a = left, *b = right;

    n_compared++;
    return (*a > *b) - (*a < *b);
}

static void what_is_in_order_is_only_looked_at(void **state) {
    int items[] = {1, 2, 2, 3, 5, 8};

    (void)state;
    n_compared = 0;
    sorting_ensure(items, 6, sizeof items[0], compare_ints);
    assert_int_equal(n_compared, 5);
    assert_memory_equal(items, ((int[]){1, 2, 2, 3, 5, 8}), sizeof items);
}

static void what_is_not_is_sorted(void **state) {
    int items[] = {1, 2, 3, 5, 8, 0};

    (void)state;
    sorting_ensure(items, 6, sizeof items[0], compare_ints);
    assert_memory_equal(items, ((int[]){0, 1, 2, 3, 5, 8}), sizeof items);
}

static void nothing_is_sorted(void **state) {
    (void)state;
    sorting_ensure(NULL, 0, sizeof(int), compare_ints);
}

static void names_are_ordered_with_runs_of_digits_by_value(void **state) {
    static const char *const in_order[] = {"",
                                           "a",
                                           "a-1.csv",
                                           "a-2.csv",
                                           "a-2b.csv",
                                           "a-010.csv",
                                           "a-10.csv",
                                           "a-2026-9.csv",
                                           "a-2026-10.csv",
                                           "a.csv",
                                           "b-99999999999999999999.csv",
                                           "b-100000000000000000000.csv",
                                           "c"};
    enum { N = sizeof in_order / sizeof in_order[0] };

    (void)state;
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++) {
            int order = sorting_compare_names(in_order[i], in_order[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_order_is_only_looked_at),
        cmocka_unit_test(what_is_not_is_sorted),
        cmocka_unit_test(names_are_ordered_with_runs_of_digits_by_value),
        cmocka_unit_test(nothing_is_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
