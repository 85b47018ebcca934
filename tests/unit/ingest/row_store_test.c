/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"
#include "scratch.h"

enum { N_PATIENTS = 3000, N_RESTS = 200, N_ROWS = 60000 };

static uint64_t seed = 88172645463325252u;

static uint32_t draw(uint32_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed % n);
}

struct plain_row {
    char patient[16], rest[16];
    int32_t day;
};

static int compare_plain(const void *left, const void *right) {
    const struct plain_row *a = left, *b = right;
    int order = strcmp(a->patient, b->patient);

    if (order == 0)
        order = (a->day > b->day) - (a->day < b->day);
    return order != 0 ? order : strcmp(a->rest, b->rest);
}

static struct plain_row draw_row(void) {
    struct plain_row row = {.day = (int32_t)draw(400) - 100};

    snprintf(row.patient, sizeof row.patient, "P%u", draw(N_PATIENTS));
    snprintf(row.rest, sizeof row.rest, "%c,%u", "aAzZ"[draw(4)], draw(N_RESTS));
    return row;
}

/* Stores the rows and checks what comes out against the same rows in order. */
static void assert_sorts(const struct plain_row *rows, size_t n, const struct plain_row *sorted, size_t budget,
                         bool must_spill) {
    struct dictionary *patients = dictionary_alloc(), *rests = dictionary_alloc();
    struct row_store *store = row_store_alloc(patients, rests, budget, scratch_path("table.csv"));
    struct stored_row row;

    for (size_t i = 0; i < n; i++)
        row_store_add(store,
                      (struct stored_row){.patient = dictionary_add(patients, rows[i].patient, strlen(rows[i].patient)),
                                          .day = rows[i].day,
                                          .rest = dictionary_add(rests, rows[i].rest, strlen(rows[i].rest))});
    row_store_sort(store);
    assert_int_equal(row_store_n_runs(store) > 1, must_spill);
    for (size_t i = 0; i < n; i++) {
        assert_true(row_store_next(store, &row));
        assert_string_equal(dictionary_text(patients, row.patient), sorted[i].patient);
        assert_int_equal(row.day, sorted[i].day);
        assert_string_equal(dictionary_text(rests, row.rest), sorted[i].rest);
    }
    assert_false(row_store_next(store, &row));
    row_store_free(store);
    dictionary_free(patients);
    dictionary_free(rests);
}

static void shuffle(struct plain_row *rows, size_t n) {
    for (size_t i = n; i > 1; i--) {
        size_t j = draw((uint32_t)i);
        struct plain_row row = rows[i - 1];
        rows[i - 1] = rows[j];
        rows[j] = row;
    }
}

static void rows_come_out_in_order_whatever_the_memory_and_the_order_in(void **state) {
    struct plain_row *rows = calloc(N_ROWS, sizeof *rows), *sorted = calloc(N_ROWS, sizeof *sorted);
    (void)state;

    for (size_t i = 0; i < N_ROWS; i++)
        rows[i] = draw_row();
    memcpy(sorted, rows, N_ROWS * sizeof *rows);
    qsort(sorted, N_ROWS, sizeof *sorted, compare_plain);
    assert_sorts(rows, N_ROWS, sorted, 64 << 20, false);
    assert_sorts(rows, N_ROWS, sorted, 1, true); /* runs of 1,024 rows */
    assert_sorts(rows, N_ROWS, sorted, 200000, true);
    shuffle(rows, N_ROWS);
    assert_sorts(rows, N_ROWS, sorted, 1, true);
    assert_sorts(sorted, N_ROWS, sorted, 1, true);
    free(rows);
    free(sorted);
}

static void a_patient_with_thousands_of_unordered_rows_is_sorted_too(void **state) {
    enum { N = 5000 };
    struct plain_row *rows = calloc(N, sizeof *rows), *sorted = calloc(N, sizeof *sorted);
    (void)state;

    for (size_t i = 0; i < N; i++) {
        rows[i] = draw_row();
        strcpy(rows[i].patient, "P");
        rows[i].day = (int32_t)(N - i);
    }
    memcpy(sorted, rows, N * sizeof *rows);
    qsort(sorted, N, sizeof *sorted, compare_plain);
    assert_sorts(rows, N, sorted, 64 << 20, false);
    assert_sorts(rows, N, sorted, 1, true);
    free(rows);
    free(sorted);
}

static void few_and_no_rows_are_sorted_too(void **state) {
    struct plain_row rows[2] = {{"b", "x", 3}, {"a", "x", 5}}, sorted[2] = {{"a", "x", 5}, {"b", "x", 3}};
    (void)state;

    assert_sorts(rows, 0, sorted, 1, false);
    assert_sorts(rows, 1, rows, 1, false);
    assert_sorts(rows, 2, sorted, 1, false);
}

static void every_number_of_rows_about_a_full_run_comes_out_whole(void **state) {
    struct plain_row *rows = calloc(2200, sizeof *rows), *sorted = calloc(2200, sizeof *sorted);
    static const size_t sizes[] = {1023, 1024, 1025, 2047, 2048, 2049};
    (void)state;

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t j = 0; j < sizes[i]; j++)
            rows[j] = draw_row();
        memcpy(sorted, rows, sizes[i] * sizeof *rows);
        qsort(sorted, sizes[i], sizeof *sorted, compare_plain);
        assert_sorts(rows, sizes[i], sorted, 1, sizes[i] > 1024);
    }
    free(rows);
    free(sorted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_out_in_order_whatever_the_memory_and_the_order_in),
        cmocka_unit_test(a_patient_with_thousands_of_unordered_rows_is_sorted_too),
        cmocka_unit_test(few_and_no_rows_are_sorted_too),
        cmocka_unit_test(every_number_of_rows_about_a_full_run_comes_out_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
