/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges of people: every row of a sorted table is read by exactly one of them, wherever the bytes are cut. */
#include "table/patient_range.h"

#include <sysexits.h>

#include "base/memory.h"
#include "base/text_buffer.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "table/input_tables.h"
#include "table/patient_rows.h"

enum { N_PEOPLE = 5000 };

/* P00000 ... with 0 to 6 rows each, some ids in quotes; *n_rows gets their number. */
static const char *write_doses(size_t *n_rows) {
    struct text_buffer text = {0};
    const char *path;

    text_buffer_append_text(&text, "patient_id,date,medication\n");
    *n_rows = 0;
    for (int person = 0; person < N_PEOPLE; person++)
        for (int day = 0; day < person * 7 % 13 % 7; day++) {
            const char *quote = person % 50 == 0 ? "\"" : "";
            char *row = memory_format("%sP%05d%s,%d,methadone\n", quote, person, quote, day);
            text_buffer_append_text(&text, row);
            free(row);
            ++*n_rows;
        }
    path = scratch_text("doses.csv", text.text);
    text_buffer_free(&text);
    return path;
}

static struct patient_rows *open_rows(const char *path, const struct patient_range *range) {
    int columns[DOSES_COUNT];

    return patient_rows_open(path, &input_tables[INPUT_DOSES], columns, range, false);
}

/* Reads a range to its end; all its rows must be of it. */
static size_t read_range(struct patient_rows *rows, const struct patient_range *range) {
    size_t n = 0;

    for (; patient_rows_patient(rows) != NULL; patient_rows_next(rows), n++) {
        assert_true(range->from == NULL || strcmp(patient_rows_patient(rows), range->from) >= 0);
        assert_true(range->until == NULL || strcmp(patient_rows_patient(rows), range->until) < 0);
    }
    return n;
}

static void each_row_belongs_to_one_range(void **state) {
    size_t n_rows;
    const char *path = write_doses(&n_rows);
    (void)state;

    for (size_t jobs = 1; jobs <= PATIENT_RANGES_MOST; jobs++) {
        struct patient_range ranges[PATIENT_RANGES_MOST];
        struct patient_rows *rows[PATIENT_RANGES_MOST];
        size_t n = patient_ranges_split(path, jobs, ranges), sum = 0;
        assert_int_equal(n, jobs);
        for (size_t i = 0; i < n; i++) {
            rows[i] = open_rows(path, &ranges[i]);
            sum += read_range(rows[i], &ranges[i]);
            if (i > 0)
                patient_rows_check_joined(rows[i - 1], rows[i]);
        }
        assert_int_equal(sum, n_rows);
        for (size_t i = 0; i < n; i++)
            patient_rows_close(rows[i]);
        patient_ranges_free(ranges, n);
    }
}

/* Any two ids may be the borders, those of nobody, too. */
static void a_range_may_begin_at_any_id(void **state) {
    size_t n_rows;
    const char *path = write_doses(&n_rows);
    (void)state;

    for (int person = -1; person <= N_PEOPLE; person += 37) {
        char *id = person < 0 ? memory_format("A") : memory_format("P%05d%s", person, person % 2 == 0 ? "" : "x");
        struct patient_range before = {.until = id}, behind = {.from = id};
        struct patient_rows *first = open_rows(path, &before), *second = open_rows(path, &behind);
        assert_int_equal(read_range(first, &before) + read_range(second, &behind), n_rows);
        patient_rows_check_joined(first, second);
        patient_rows_close(first);
        patient_rows_close(second);
        free(id);
    }
}

/* One for every 128 KiB that has begun. */
static void large_tables_are_many_ranges(void **state) {
    enum { N = 60000, BYTES = 8 };
    struct patient_range ranges[PATIENT_RANGES_MOST];
    char *text = malloc(16 + N * BYTES), *at = text + sprintf(text, "patient_id\n");
    size_t n;
    (void)state;

    for (int i = 0; i < N; i++)
        at += sprintf(at, "P%06d\n", i);
    n = patient_ranges_split(scratch_text("large.csv", text), 0, ranges);
    assert_int_equal(n, N * BYTES / (128 << 10) + 1);
    for (size_t i = 1; i < n; i++)
        assert_string_equal(ranges[i].from, ranges[i - 1].until);
    patient_ranges_free(ranges, n);
    free(text);
}

static void small_tables_are_one_range(void **state) {
    struct patient_range ranges[PATIENT_RANGES_MOST];
    (void)state;

    assert_int_equal(patient_ranges_split(scratch_text("p.csv", "patient_id\na\nb\n"), 0, ranges), 1);
    assert_null(ranges[0].from);
    assert_null(ranges[0].until);
    assert_int_equal(patient_ranges_split(scratch_text("p.csv", "patient_id\n"), 4, ranges), 1);
}

/* Line numbers count from the beginning of the file. */
static void fail_in_second_half(const void *path) {
    struct patient_range half = {.from = (char[]){"P02500"}};
    struct patient_rows *rows = open_rows(path, &half);

    read_range(rows, &half);
}

static void a_place_is_counted_from_the_beginning(void **state) {
    struct text_buffer text = {0};
    (void)state;

    text_buffer_append_text(&text, "patient_id,date,medication\r\n");
    for (int person = 0; person < N_PEOPLE; person++) {
        char *row = memory_format("P%05d,%s,methadone\r\n", person, person == 4000 ? "soon" : "1");
        text_buffer_append_text(&text, row);
        free(row);
    }
    assert_ends(fail_in_second_half, scratch_text("d.csv", text.text), EX_DATAERR, "d.csv:4002:2: date: not usable");
    text_buffer_free(&text);
}

/* Two halves of a table whose halves are each in order, but not together. */
static void join_unsorted(const void *path) {
    struct patient_range before = {.until = (char[]){"P02500"}}, behind = {.from = (char[]){"P02500"}};
    struct patient_rows *first = open_rows(path, &before), *second = open_rows(path, &behind);

    read_range(first, &before);
    read_range(second, &behind);
    patient_rows_check_joined(first, second);
}

static void rows_between_two_ranges_are_not_lost(void **state) {
    struct text_buffer text = {0};
    (void)state;

    text_buffer_append_text(&text, "patient_id,date,medication\n");
    for (int i = 0; i < N_PEOPLE; i++) {
        char *row = memory_format("P%05d,1,methadone\n", i < 1000 ? i : i < 1010 ? 4000 + i : i - 10);
        text_buffer_append_text(&text, row);
        free(row);
    }
    assert_ends(join_unsorted, scratch_text("d.csv", text.text), EX_DATAERR, "not in order");
    text_buffer_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_belongs_to_one_range),         cmocka_unit_test(a_range_may_begin_at_any_id),
        cmocka_unit_test(large_tables_are_many_ranges),          cmocka_unit_test(small_tables_are_one_range),
        cmocka_unit_test(a_place_is_counted_from_the_beginning), cmocka_unit_test(rows_between_two_ranges_are_not_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
