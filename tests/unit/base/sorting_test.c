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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_order_is_only_looked_at),
        cmocka_unit_test(what_is_not_is_sorted),
        cmocka_unit_test(nothing_is_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
