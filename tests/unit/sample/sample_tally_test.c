/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_tally.h"

#include <stdlib.h>

#include "cmocka_begin.h"

static const struct sample_kept with_groups = {.group = true, .count = true};
static const struct sample_kept with_all = {.group = true, .stratum = true, .rule = true, .count = true};

static void take(struct sample_tally *tally, struct sample_rows *rows, double time, int32_t event, int32_t group) {
    sample_rows_grow(rows);
    rows->time[rows->n] = time;
    rows->event[rows->n] = event;
    rows->group[rows->n] = group;
    if (rows->stratum != NULL)
        rows->stratum[rows->n] = rows->rule[rows->n] = 0;
    sample_tally_take(tally, rows);
}

static void assert_row(const struct sample_rows *rows, size_t row, double time, int32_t event, int32_t count) {
    assert_true(rows->time[row] >= time && rows->time[row] <= time);
    assert_int_equal(rows->event[row], event);
    assert_int_equal(rows->count[row], count);
}

/* Some whole days of few kinds, some not: both ways of finding. */
static void rows_alike_are_one_with_a_count(void **state) {
    struct sample_tally tally = sample_tally_open();
    struct sample_rows rows = sample_rows_open(with_groups);
    (void)state;

    for (int i = 0; i < 3; i++) {
        take(&tally, &rows, 17, 1, 0);
        take(&tally, &rows, 17, 0, 0);
        take(&tally, &rows, 17.25, 1, 0);
        take(&tally, &rows, 86400, 1, 0);
        take(&tally, &rows, 17, 1, 2);
    }
    take(&tally, &rows, 17.25, 1, 1);
    take(&tally, &rows, 17, 2, 0);
    assert_int_equal(rows.n, 7);
    assert_int_equal(tally.n_taken, 17);
    assert_row(&rows, 0, 17, 1, 3);
    assert_row(&rows, 1, 17, 0, 3);
    assert_row(&rows, 2, 17.25, 1, 3);
    assert_row(&rows, 3, 86400, 1, 3);
    assert_row(&rows, 4, 17, 1, 3);
    assert_int_equal(rows.group[4], 2);
    assert_row(&rows, 5, 17.25, 1, 1);
    assert_int_equal(rows.group[5], 1);
    assert_row(&rows, 6, 17, 2, 1);
    sample_tally_free(&tally);
    sample_rows_free(&rows);
}

static void strata_and_rules_are_kept_apart(void **state) {
    struct sample_tally tally = sample_tally_open();
    struct sample_rows rows = sample_rows_open(with_all);
    (void)state;

    for (int32_t i = 0; i < 8; i++) {
        sample_rows_grow(&rows);
        rows.time[rows.n] = 2.385;
        rows.event[rows.n] = 1;
        rows.group[rows.n] = 0;
        rows.stratum[rows.n] = i & 1;
        rows.rule[rows.n] = i >> 1 & 1;
        sample_tally_take(&tally, &rows);
    }
    assert_int_equal(rows.n, 4);
    for (size_t row = 0; row < rows.n; row++)
        assert_row(&rows, row, 2.385, 1, 2);
    sample_tally_free(&tally);
    sample_rows_free(&rows);
}

/* More kinds of rows than there is room for at first. */
static void room_grows_where_rows_repeat(void **state) {
    enum { TIMES = 100000, ROUNDS = 5 };
    struct sample_tally tally = sample_tally_open();
    struct sample_rows rows = sample_rows_open(with_groups);
    (void)state;

    for (int time = 0; time < TIMES; time++)
        for (int i = 0; i < ROUNDS; i++)
            take(&tally, &rows, time / 8.0, 1, 0);
    assert_int_equal(rows.n, TIMES);
    for (size_t row = 0; row < rows.n; row++)
        assert_row(&rows, row, (double)row / 8, 1, ROUNDS);
    sample_tally_free(&tally);
    sample_rows_free(&rows);
}

static void where_hardly_any_are_alike_each_is_a_row(void **state) {
    enum { TIMES = 70000 };
    struct sample_tally tally = sample_tally_open();
    struct sample_rows rows = sample_rows_open(with_groups);
    double sum = 0, expected = 0;
    (void)state;

    for (int i = 0; i < TIMES; i++) {
        take(&tally, &rows, i / 8.0, 1, i % 7);
        take(&tally, &rows, i / 8.0, 1, i % 7);
        expected += i / 4.0 * (i % 7);
    }
    assert_null(rows.count);
    assert_int_equal(rows.n, 2 * TIMES);
    assert_int_equal(tally.n_taken, 2 * TIMES);
    for (size_t row = 0; row < rows.n; row++)
        sum += rows.time[row] * rows.group[row];
    assert_true(sum >= expected && sum <= expected);
    sample_tally_free(&tally);
    sample_rows_free(&rows);
}

/* Slots looked at for `times` times so far apart, five rows each, in groups enough that whole days are hashed too. */
static size_t count_probes(int times, double apart) {
    enum { GROUPS = 20, ROUNDS = 5 };
    struct sample_tally tally = sample_tally_open();
    struct sample_rows rows = sample_rows_open(with_groups);
    size_t n_probes;

    for (int time = 0; time < times; time++)
        for (int i = 0; i < ROUNDS; i++)
            take(&tally, &rows, time * apart, 1, GROUPS + time % GROUPS);
    n_probes = tally.n_probes;
    assert_int_equal(rows.n, times);
    assert_non_null(rows.count);
    sample_tally_free(&tally);
    sample_rows_free(&rows);
    return n_probes;
}

/* One scan of a crowded slot is as long as there are rows: twice the rows would be four times the probes. */
static void rows_are_found_in_a_few_probes_whatever_lies_between_times(void **state) {
    static const double apart[] = {1, 1 / 8.0, 1 / 24.0, 0.1, 1024, 1e-9};
    (void)state;

    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
        for (int times = 25000; times <= 100000; times *= 2) {
            size_t n_probes = count_probes(times, apart[i]);
            assert_in_range(n_probes, 5 * (size_t)times, 15 * (size_t)times);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_alike_are_one_with_a_count),
        cmocka_unit_test(strata_and_rules_are_kept_apart),
        cmocka_unit_test(room_grows_where_rows_repeat),
        cmocka_unit_test(where_hardly_any_are_alike_each_is_a_row),
        cmocka_unit_test(rows_are_found_in_a_few_probes_whatever_lies_between_times),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
