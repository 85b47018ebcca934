/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/order.h, stats/survival_sample.h and stats/symmetric.h. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/order.h"
#include "stats/survival_sample.h"
#include "stats/symmetric.h"

enum { MANY = 20000 };

static double key[MANY];
static uint32_t order[MANY];

static void assert_sorted(size_t n) {
    order_start(n, order);
    assert_int_equal(order_sort(key, n, order), STATS_OK);
    for (size_t i = 1; i < n; i++) {
        assert_true(key[order[i - 1]] <= key[order[i]]);
        if (!(key[order[i - 1]] < key[order[i]]))
            assert_true(order[i - 1] < order[i]);
    }
}

static void fill_with_decimals(void) {
    uint32_t seed = 385;
    for (size_t i = 0; i < MANY; i++) {
        seed = seed * 1664525u + 1013904223u;
        key[i] = ((double)(seed >> 16) - 30000) * (i % 3 ? 1 : 0.385);
    }
}

static void order_ascends_and_keeps_ties_in_place(void **state) {
    (void)state;
    fill_with_decimals();
    assert_sorted(MANY);
    assert_sorted(1000);
}

/* Few of all keys are apart: those between them are nearly equal beside the range. */
static void keys_far_from_all_others_do_not_matter(void **state) {
    (void)state;
    fill_with_decimals();
    key[7] = 2.385e300;
    assert_sorted(MANY);
    key[MANY - 7] = -1.7e308;
    key[7] = 1.7e308;
    assert_sorted(MANY);
    fill_with_decimals();
    key[77] = 2.385e12; /* some thousands a step of what 32 bits tell apart */
    assert_sorted(MANY);
}

static void keys_close_to_each_other_are_told_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        key[i] = 1 + (double)(i * 7919 % MANY / 2) * 0x1p-52;
    assert_sorted(MANY);
    for (size_t i = 0; i < MANY; i++)
        key[i] = (double)(i * 7919 % MANY) * 0x1p-1074;
    assert_sorted(MANY);
}

/* Whole numbers of a small range are counted; one that is not, or lies far off, sends them the other way. */
static void days_are_sorted_like_other_keys(void **state) {
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        key[i] = (double)(i * 7919 % 385) - 100;
    key[7] = -0.0;
    assert_sorted(MANY);
    key[MANY - 1] = 2.385;
    assert_sorted(MANY);
    key[MANY - 1] = 1e15;
    assert_sorted(MANY);
    for (size_t i = 0; i < MANY; i++)
        key[i] = 7;
    assert_sorted(MANY);
}

static void negative_zero_ties_with_zero(void **state) {
    (void)state;
    double zeros[] = {0.0, -0.0, -2.385, 0.0};
    order_start(4, order);
    assert_int_equal(order_sort(zeros, 4, order), STATS_OK);
    const uint32_t expected[] = {2, 0, 1, 3};
    assert_memory_equal(order, expected, sizeof expected);
    assert_int_equal(order_sort(zeros, 0, order), STATS_OK);
}

static void codes_are_sorted_after_a_first_key(void **state) {
    (void)state;
    double first[] = {2.385, 1, 2.385, 1, 7};
    int32_t code[] = {1, 1, 0, 0, 1};
    order_start(5, order);
    assert_int_equal(order_sort(first, 5, order), STATS_OK);
    assert_int_equal(order_sort_codes(code, 2, 5, order), STATS_OK);
    const uint32_t expected[] = {3, 2, 1, 0, 4};
    assert_memory_equal(order, expected, sizeof expected);
}

static void split_numbers_people_within_groups_and_leaves_rows_out(void **state) {
    (void)state;
    double exit[] = {9, 2.385, 4, 4, 7};
    int32_t event[] = {1, 0, 1, 1, 1}, person[] = {3, 1, 3, 0, 1}, code[] = {1, 0, 1, -1, 1};
    struct survival_sample sample = {
        .n_rows = 5, .exit = exit, .event = event, .person = person, .n_causes = 1, .n_people = 4};
    struct survival_split split;
    bool repeats;
    assert_int_equal(survival_split_build(&sample, code, 2, &split), STATS_OK);
    struct survival_group group = survival_split_group(&split, 1);
    assert_int_equal(group.n_rows, 3);
    assert_int_equal(group.n_people, 2);
    assert_int_equal(group.by_exit[0], 2);
    assert_int_equal(group.by_exit[2], 0);
    assert_int_equal(group.person[0], group.person[2]);
    assert_true(survival_group_repeats(&group));
    assert_int_equal(survival_split_repeats(&split, &repeats), STATS_OK);
    assert_true(repeats);
    survival_split_free(&split);
    code[0] = 2;
    assert_int_equal(survival_split_build(&sample, code, 2, &split), STATS_INVALID);
}

static void bad_rows_are_named(void **state) {
    (void)state;
    double exit[] = {9, 2.385}, entry[] = {0, 2.385};
    int32_t event[] = {1, 0}, person[] = {0, 1};
    struct survival_sample sample = {
        .n_rows = 2, .exit = exit, .event = event, .person = person, .n_causes = 1, .n_people = 2};
    size_t row = 7;
    assert_int_equal(survival_sample_check(&sample, &row), STATS_OK);
    sample.entry = entry;
    assert_int_equal(survival_sample_check(&sample, &row), STATS_INVALID);
    assert_int_equal(row, 1);
    sample.entry = NULL;
    event[0] = 2;
    assert_int_equal(survival_sample_check(&sample, &row), STATS_INVALID);
    assert_int_equal(row, 0);
    event[0] = 1;
    exit[1] = nan("");
    assert_int_equal(survival_sample_check(&sample, &row), STATS_INVALID);
    exit[1] = 1;
    person[1] = 2;
    assert_int_equal(survival_sample_check(&sample, NULL), STATS_INVALID);
}

static void solve_inverts_and_leaves_dependent_variables_out(void **state) {
    (void)state;
    /* Third variable = first + second. */
    double matrix[] = {4, 1, 5, 1, 3, 4, 5, 4, 9}, vector[] = {2.385, -1, 1.385}, inverse[9];
    bool dependent[3];
    assert_int_equal(symmetric_factor(matrix, 3, dependent), 2);
    assert_true(!dependent[0] && !dependent[1] && dependent[2]);
    symmetric_invert(matrix, 3, inverse);
    assert_close(inverse[0], 3.0 / 11, 1e-14);
    assert_close(inverse[1], -1.0 / 11, 1e-14);
    assert_close(inverse[4], 4.0 / 11, 1e-14);
    assert_close(inverse[8], 0, 0);
    double work[3], expected = (3 * 2.385 * 2.385 + 2 * 2.385 + 4) / 11;
    assert_close(symmetric_quadratic(matrix, 3, vector, work), expected, 1e-14);
}

static void every_status_has_a_text(void **state) {
    (void)state;
    for (int status = STATS_OK; status <= STATS_COLLINEAR; status++)
        assert_string_not_equal(status_text((enum stats_status)status), "unknown status");
    assert_string_equal(status_text((enum stats_status) - 1), "unknown status");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_ascends_and_keeps_ties_in_place),
        cmocka_unit_test(keys_far_from_all_others_do_not_matter),
        cmocka_unit_test(keys_close_to_each_other_are_told_apart),
        cmocka_unit_test(days_are_sorted_like_other_keys),
        cmocka_unit_test(negative_zero_ties_with_zero),
        cmocka_unit_test(codes_are_sorted_after_a_first_key),
        cmocka_unit_test(split_numbers_people_within_groups_and_leaves_rows_out),
        cmocka_unit_test(bad_rows_are_named),
        cmocka_unit_test(every_status_has_a_text),
        cmocka_unit_test(solve_inverts_and_leaves_dependent_variables_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
