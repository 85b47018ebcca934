/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/text_runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"
#include "scratch.h"

struct plain_row {
    char patient[24], rest[24];
    int32_t day;
    long line; /* where it stands */
};

static uint64_t seed = 88172645463325252u;

static uint32_t draw(uint32_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed % n);
}

static int compare_plain(const void *left, const void *right) {
    const struct plain_row *a = left, *b = right;
    int order = strcmp(a->patient, b->patient);

    if (order == 0)
        order = (a->day > b->day) - (a->day < b->day);
    if (order == 0)
        order = strcmp(a->rest, b->rest);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static struct plain_row *draw_rows(size_t n) {
    struct plain_row *rows = calloc(n, sizeof *rows);

    for (size_t i = 0; i < n; i++) {
        snprintf(rows[i].patient, sizeof rows[i].patient, "P%u", draw(300));
        snprintf(rows[i].rest, sizeof rows[i].rest, "%.*s", (int)draw(12), "zb,\"a\";cdefg");
        rows[i].day = (int32_t)draw(50) - 10;
        rows[i].line = (long)i;
    }
    return rows;
}

static void add(struct text_runs *runs, const struct plain_row *row) {
    text_runs_add(runs, &(struct text_row){.patient = row->patient,
                                           .patient_length = (uint32_t)strlen(row->patient),
                                           .rest = row->rest,
                                           .rest_length = (uint32_t)strlen(row->rest),
                                           .day = row->day,
                                           .has_row = true,
                                           .place = {.line = row->line}});
}

/* The rows in `n_runs` runs, each in order. */
static struct text_runs *spread(const struct plain_row *rows, size_t n, size_t n_runs, bool has_places) {
    struct text_runs *runs = text_runs_alloc(scratch_path("table.csv"), has_places);
    struct plain_row *of_run = calloc(n, sizeof *of_run);

    for (size_t run = 0; run < n_runs; run++) {
        size_t n_of_run = 0;
        for (size_t i = run; i < n; i += n_runs)
            of_run[n_of_run++] = rows[i];
        if (n_of_run > 0)
            qsort(of_run, n_of_run, sizeof *of_run, compare_plain);
        text_runs_begin(runs);
        for (size_t i = 0; i < n_of_run; i++)
            add(runs, &of_run[i]);
    }
    free(of_run);
    text_runs_merge(runs);
    return runs;
}

static void assert_in_order(struct text_runs *runs, struct plain_row *rows, size_t n) {
    struct text_row row;

    qsort(rows, n, sizeof *rows, compare_plain);
    for (size_t i = 0; i < n; i++) {
        assert_true(text_runs_next(runs, &row));
        assert_int_equal(row.patient_length, strlen(rows[i].patient));
        assert_memory_equal(row.patient, rows[i].patient, row.patient_length);
        assert_int_equal(row.day, rows[i].day);
        assert_int_equal(row.rest_length, strlen(rows[i].rest));
        assert_true(row.rest_length == 0 || memcmp(row.rest, rows[i].rest, row.rest_length) == 0);
        assert_true(row.has_row);
    }
    assert_false(text_runs_next(runs, &row));
    assert_false(text_runs_next(runs, &row));
}

static void rows_of_many_runs_come_in_order_with_their_texts(void **state) {
    static const size_t n_runs[] = {1, 2, 3, 7, 64, 500};
    (void)state;

    for (size_t i = 0; i < sizeof n_runs / sizeof n_runs[0]; i++) {
        struct plain_row *rows = draw_rows(20000);
        struct text_runs *runs = spread(rows, 20000, n_runs[i], i % 2);
        assert_in_order(runs, rows, 20000);
        text_runs_free(runs);
        free(rows);
    }
}

static void a_row_keeps_where_it_stands_and_a_patient_may_have_none(void **state) {
    struct text_runs *runs = text_runs_alloc(scratch_path("table.csv"), true);
    struct text_row row;
    (void)state;

    text_runs_begin(runs);
    text_runs_add(runs, &(struct text_row){.patient = "B",
                                           .patient_length = 1,
                                           .rest = "x,y",
                                           .rest_length = 3,
                                           .day = 7,
                                           .has_row = true,
                                           .place = {.rank = 3, .file = 2, .line = 5, .byte = 123456789012}});
    text_runs_begin(runs); /* a run without rows */
    text_runs_begin(runs);
    text_runs_add(runs, &(struct text_row){.patient = "A", .patient_length = 1, .rest = "", .day = 0});
    text_runs_merge(runs);
    assert_true(text_runs_next(runs, &row));
    assert_memory_equal(row.patient, "A", 1);
    assert_false(row.has_row);
    assert_true(text_runs_next(runs, &row));
    assert_memory_equal(row.rest, "x,y", 3);
    assert_int_equal(row.place.rank, 3);
    assert_int_equal(row.place.file, 2);
    assert_int_equal(row.place.line, 5);
    assert_int_equal(row.place.byte, 123456789012);
    assert_false(text_runs_next(runs, &row));
    text_runs_free(runs);
    text_runs_free(NULL);
}

/* Longer than what is read at once. */
static void a_row_may_be_as_long_as_a_record(void **state) {
    enum { LONG = 900000 };
    struct text_runs *runs = text_runs_alloc(scratch_path("table.csv"), false);
    char *rest = malloc(LONG + 3);
    struct text_row row;
    (void)state;

    memset(rest, 'r', LONG + 3);
    for (uint32_t run = 0; run < 3; run++) {
        text_runs_begin(runs);
        for (uint32_t i = 0; i < 3; i++)
            text_runs_add(runs, &(struct text_row){.patient = "P",
                                                   .patient_length = 1,
                                                   .rest = rest,
                                                   .rest_length = LONG + run,
                                                   .day = (int32_t)i,
                                                   .has_row = true});
    }
    text_runs_merge(runs);
    for (uint32_t i = 0; i < 9; i++) {
        assert_true(text_runs_next(runs, &row));
        assert_int_equal(row.day, i / 3);
        assert_int_equal(row.rest_length, LONG + i % 3);
        assert_memory_equal(row.rest, rest, row.rest_length);
    }
    assert_false(text_runs_next(runs, &row));
    text_runs_free(runs);
    free(rest);
}

static size_t compared(size_t n, size_t n_runs) {
    struct plain_row *rows = draw_rows(n);
    struct text_runs *runs = spread(rows, n, n_runs, false);
    size_t result;

    assert_in_order(runs, rows, n);
    result = text_runs_n_compared(runs);
    text_runs_free(runs);
    free(rows);
    return result;
}

/* With a budget for a hundred rows, twice the rows are twice the runs: two comparisons a row more, not twice as many.
 */
static void a_row_costs_the_logarithm_of_the_runs(void **state) {
    size_t rows = 4000, levels = 6; /* 40 runs are less than 2 to the 6 */
    (void)state;

    for (; rows <= 64000; rows *= 2, levels++)
        assert_in_range(compared(rows, rows / 100), rows, 2 * (rows + rows / 100) * levels);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_many_runs_come_in_order_with_their_texts),
        cmocka_unit_test(a_row_keeps_where_it_stands_and_a_patient_may_have_none),
        cmocka_unit_test(a_row_may_be_as_long_as_a_record),
        cmocka_unit_test(a_row_costs_the_logarithm_of_the_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
