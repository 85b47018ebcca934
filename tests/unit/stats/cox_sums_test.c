/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_sums.h"

#include <string.h>

#include "cmocka_begin.h"

enum { ROWS = 23, MOST_TERMS = 5, STRIDE = 6 };

static double x[ROWS * STRIDE], weight[ROWS];

static void fill(size_t n_terms) {
    for (size_t i = 0; i < ROWS; i++) {
        weight[i] = 0.385 + (double)(i * 7919 % 101) / 7;
        for (size_t k = 0; k < STRIDE; k++)
            x[i * STRIDE + k] = k < n_terms ? (double)((i * 31 + k * 17) % 59) / 3 - 9.125 : 0;
    }
}

/* To the last bit, below the diagonal. */
static void assert_same(const struct cox_sums *a, const struct cox_sums *b) {
    assert_memory_equal(&a->weight, &b->weight, sizeof a->weight);
    assert_memory_equal(a->first, b->first, a->n_terms * sizeof(double));
    for (size_t k = 0; k < a->n_terms; k++)
        assert_memory_equal(a->second + k * STRIDE, b->second + k * STRIDE, (k + 1) * sizeof(double));
}

static void add_both_ways(size_t n_terms, size_t n_rows, bool exact) {
    struct cox_sums one_by_one, together;

    fill(n_terms);
    assert_int_equal(cox_sums_alloc(&one_by_one, n_terms, STRIDE, exact), STATS_OK);
    assert_int_equal(cox_sums_alloc(&together, n_terms, STRIDE, exact), STATS_OK);
    for (size_t i = 0; i < n_rows; i++)
        cox_sums_add(&one_by_one, x + i * STRIDE, weight[i], 1);
    cox_sums_add_rows(&together, x, weight, n_rows);
    assert_same(&one_by_one, &together);
    assert_true(together.count >= (double)n_rows && together.count <= (double)n_rows);
    cox_sums_free(&one_by_one);
    cox_sums_free(&together);
}

static void rows_together_give_what_they_give_one_by_one(void **state) {
    (void)state;

    for (size_t n_terms = 1; n_terms <= MOST_TERMS; n_terms++)
        for (size_t n_rows = 0; n_rows <= ROWS; n_rows++)
            for (int exact = 0; exact < 2; exact++)
                add_both_ways(n_terms, n_rows, exact == 1);
}

/* Where plain sums would have lost every digit of the small rows. */
static void exact_sums_give_back_what_was_added(void **state) {
    struct cox_sums sums, small;
    double large[STRIDE] = {2.385, -7.5, 1.0 / 3};
    (void)state;

    fill(3);
    assert_int_equal(cox_sums_alloc(&sums, 3, STRIDE, true), STATS_OK);
    assert_int_equal(cox_sums_alloc(&small, 3, STRIDE, true), STATS_OK);
    cox_sums_add_rows(&small, x, weight, 2);
    cox_sums_add(&sums, large, 1e20, 1);
    cox_sums_add_rows(&sums, x, weight, 2);
    cox_sums_add(&sums, large, 1e20, -1);
    cox_sums_settle(&sums);
    cox_sums_settle(&small);
    assert_same(&sums, &small);
    cox_sums_free(&sums);
    cox_sums_free(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_together_give_what_they_give_one_by_one),
        cmocka_unit_test(exact_sums_give_back_what_was_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
