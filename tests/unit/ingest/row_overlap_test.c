/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_overlap.h"

#include <math.h>

#include "cmocka_begin.h"

/* SplitMix64: the hashes of rows 0, 1, 2 ... */
static uint64_t hash_of(uint64_t row) {
    uint64_t hash = (row + 1) * UINT64_C(0x9E3779B97F4A7C15);

    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
    return hash ^ hash >> 31;
}

static void add_rows(struct row_overlap *overlap, size_t file, uint64_t first, uint64_t end) {
    for (uint64_t row = first; row < end; row++)
        row_overlap_add(overlap, file, hash_of(row));
}

static bool always(const void *context, size_t first, size_t second) {
    (void)context;
    return first < second;
}

static bool not_the_first(const void *context, size_t first, size_t second) {
    (void)context;
    return first > 0 && first < second;
}

static void half_of_a_small_file_is_told_to_the_row(void **state) {
    struct row_overlap_pair pair;
    struct row_overlap *overlap = row_overlap_alloc(3);

    (void)state;
    add_rows(overlap, 0, 0, 1000);
    add_rows(overlap, 1, 950, 1050); /* 50 of 100 */
    add_rows(overlap, 2, 2000, 2100);
    assert_false(row_overlap_find(overlap, always, NULL, &pair));
    row_overlap_free(overlap);
    overlap = row_overlap_alloc(3);
    add_rows(overlap, 0, 0, 1000);
    add_rows(overlap, 1, 2000, 2100);
    add_rows(overlap, 2, 949, 1049); /* 51 of 100 */
    add_rows(overlap, 2, 949, 1049); /* a row twice in one file is one */
    assert_true(row_overlap_find(overlap, always, NULL, &pair));
    assert_int_equal(pair.first, 0);
    assert_int_equal(pair.second, 2);
    assert_true(fabs(pair.share - 0.51) < 1e-12);
    assert_false(row_overlap_find(overlap, not_the_first, NULL, &pair));
    row_overlap_free(overlap);
}

static void large_files_are_told_within_some_percent(void **state) {
    struct row_overlap_pair pair;

    (void)state;
    for (int share = 40; share <= 100; share += 5) {
        struct row_overlap *overlap = row_overlap_alloc(2);
        uint64_t common = (uint64_t)share * 2000;
        add_rows(overlap, 0, 0, 1000000);
        add_rows(overlap, 1, 1000000 - common, 1200000 - common);
        if (share < 48 || share > 52)
            assert_int_equal(row_overlap_find(overlap, always, NULL, &pair), share > 50);
        if (share > 52)
            assert_true(fabs(pair.share - share / 100.0) < 0.04);
        row_overlap_free(overlap);
    }
}

static void full_exports_of_many_days_are_found(void **state) {
    enum { N = 400 };
    struct row_overlap_pair pair;
    struct row_overlap *overlap = row_overlap_alloc(N);

    (void)state;
    for (size_t i = 0; i < N; i++)
        add_rows(overlap, i, 0, 5000 + 100 * i);
    assert_true(row_overlap_find(overlap, always, NULL, &pair));
    assert_int_equal(pair.first, 0);
    assert_int_equal(pair.second, 1);
    row_overlap_free(overlap);
}

static void without_rows_nothing_is_shared(void **state) {
    struct row_overlap_pair pair;
    struct row_overlap *overlap = row_overlap_alloc(2);

    (void)state;
    assert_false(row_overlap_find(overlap, always, NULL, &pair));
    add_rows(overlap, 0, 0, 1);
    assert_false(row_overlap_find(overlap, always, NULL, &pair));
    row_overlap_free(overlap);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_of_a_small_file_is_told_to_the_row),
        cmocka_unit_test(large_files_are_told_within_some_percent),
        cmocka_unit_test(full_exports_of_many_days_are_found),
        cmocka_unit_test(without_rows_nothing_is_shared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
