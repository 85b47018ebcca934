/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_reader.h"

#include <math.h>
#include <sysexits.h>

#include "assert_close.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "table/input_tables.h"
#include "table/patient_rows.h"

static void cells_are_read_by_name_and_type(void **state) {
    struct table_reader *reader =
        table_reader_open(scratch_text("t.csv", "Date,n,X\n2024-03-09,12,2.385\n,,\n2024-02-29,-1,1e3\n"), false);
    int day = table_reader_find(reader, "DATE"), n = table_reader_find(reader, "n");
    int x = (int)table_reader_require(reader, "x");
    (void)state;

    assert_int_equal(table_reader_find(reader, "y"), -1);
    assert_true(table_reader_next(reader));
    assert_int_equal(table_reader_day(reader, day), 19791);
    assert_int_equal(table_reader_int(reader, n, -9), 12);
    assert_close(table_reader_double(reader, x), 2.385, 0);
    assert_string_equal(table_reader_cell(reader, -1).text, "");
    assert_true(table_reader_next(reader));
    assert_int_equal(table_reader_day(reader, day), CALENDAR_NO_DAY);
    assert_int_equal(table_reader_int(reader, n, -9), -9);
    assert_true(isnan(table_reader_double(reader, x)));
    assert_int_equal(table_reader_line(reader), 3);
    assert_true(table_reader_next(reader));
    assert_false(table_reader_next(reader));
    assert_int_equal(table_reader_n_rows(reader), 3);
    assert_int_equal(table_reader_days(reader), CALENDAR_CIVIL);
    table_reader_close(reader);
    table_reader_close(NULL);
}

static void read_table(const void *path) {
    struct table_reader *reader = table_reader_open(path, false);
    int day = (int)table_reader_require(reader, "day"), n = table_reader_find(reader, "n");
    int x = table_reader_find(reader, "x");

    while (table_reader_next(reader)) {
        table_reader_day(reader, day);
        table_reader_int(reader, n, 0);
        table_reader_double(reader, x);
    }
    table_reader_close(reader);
}

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_table, scratch_text("bad.csv", text), EX_DATAERR, part);
}

static void what_is_no_clean_table_is_refused_with_its_place(void **state) {
    (void)state;
    assert_refused("", "bad.csv: the file is empty (expected a header line)");
    assert_refused("\n\n", "the file is empty");
    assert_refused("day,n,DAY\n", "bad.csv:1: column 'DAY' stands twice (expected each name once)");
    assert_refused("dy,n\n", "bad.csv:1: day: no such column (did you mean 'dy'?)");
    assert_refused("date,n\n", "bad.csv:1: day: no such column (the header has: date, n)");
    assert_refused("day,n\n1,2\n\n3\n", "bad.csv:4: 1 cells (expected 2, as in the header)");
    assert_refused("day,n\n1,2,3\n", "bad.csv:2: 3 cells (expected 2, as in the header)");
    assert_refused("day,n\n1,\"2\n", "bad.csv:2: an unclosed or stray quote, or a line break inside a cell");
    assert_refused("\"day\n", "bad.csv:1: an unclosed or stray quote");
    assert_refused("day,n\n1,x7q\n", "bad.csv:2:2: n: not usable (expected a whole number)");
    assert_refused("day,n,x\n1,2,3;5\n", "bad.csv:2:3: x: not usable (expected a number)");
    assert_refused("day\n2024-02-30\n", "bad.csv:2:1: day: not usable (expected a date YYYY-MM-DD, 1900-2199)");
    assert_refused("day\n3/9/2024\n", "bad.csv:2:1: day: not usable (expected a whole day)");
    assert_refused("day\n1\n2024-03-09\n", "bad.csv:3:1: day: dates and relative days are mixed");
    assert_refused("day\n2024-03-09\n1\n", "bad.csv:3:1: day: dates and relative days are mixed");
}

static void a_value_is_never_said(void **state) {
    struct child child = child_run(read_table, scratch_text("bad.csv", "day,n\n1,SECRET7\n"));
    (void)state;

    assert_int_equal(child.code, EX_DATAERR);
    assert_null(strstr(child.text, "SECRET7"));
}

static void show_value(const void *path) {
    struct table_reader *reader = table_reader_open(path, true);

    table_reader_next(reader);
    table_reader_int(reader, 0, 0);
}

static void a_value_is_said_when_the_user_asks(void **state) {
    (void)state;
    assert_ends(show_value, scratch_text("bad.csv", "n\nSEEN7\n"), EX_DATAERR, "bad.csv:2:1: n: 'SEEN7': not usable");
}

static void read_doses(const void *path) {
    int columns[DOSES_COUNT];
    struct patient_rows *rows = patient_rows_open(path, &input_tables[INPUT_DOSES], columns, NULL, false);

    while (patient_rows_patient(rows) != NULL)
        patient_rows_next(rows);
    patient_rows_close(rows);
}

#define DOSES_HEADER "patient_id,date,medication\n"

static void rows_of_a_merge_must_be_in_order(void **state) {
    (void)state;
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "a,3,m\na,3,m\na,5,m\nb,1,m\n"), 0, "");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER), 0, "");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "b,1,m\na,1,m\n"), EX_DATAERR,
                "d.csv:3:1: patient_id: not in order (expected rows sorted by patient_id, bytewise: LC_ALL=C sort)");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "P9,1,m\nP10,1,m\n"), EX_DATAERR, "not in order");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "b,1,m\nB,1,m\n"), EX_DATAERR, "not in order");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "a,5,m\na,4,m\n"), EX_DATAERR,
                "d.csv:3:2: date: not in order (expected each patient's rows sorted by day)");
}

static void a_row_without_patient_or_day_is_refused(void **state) {
    (void)state;
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER "a,,m\n"), EX_DATAERR,
                "d.csv:2:2: date: missing (expected a day)");
    assert_ends(read_doses, scratch_text("d.csv", DOSES_HEADER ",1,m\n"), EX_DATAERR,
                "d.csv:2:1: patient_id: missing (expected an identifier)");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_by_name_and_type),
        cmocka_unit_test(what_is_no_clean_table_is_refused_with_its_place),
        cmocka_unit_test(a_value_is_never_said),
        cmocka_unit_test(a_value_is_said_when_the_user_asks),
        cmocka_unit_test(rows_of_a_merge_must_be_in_order),
        cmocka_unit_test(a_row_without_patient_or_day_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
