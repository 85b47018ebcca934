/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/patient_rows.h"

#include "cmocka_begin.h"
#include "scratch.h"
#include "table/input_tables.h"

enum { MOST = 64 };

struct days {
    int32_t days[MOST];
    size_t n, n_taken;
};

/* All key dates of the file, person by person; `at_once`: as many as may be taken behind a row. */
static struct days read_days(const char *text, size_t at_once) {
    int columns[DOSES_COUNT];
    struct patient_rows *rows =
        patient_rows_open(scratch_text("doses.csv", text), &input_tables[INPUT_DOSES], columns, NULL, false);
    struct days read = {.n = 0};

    for (; patient_rows_patient(rows) != NULL; patient_rows_next(rows)) {
        size_t taken;
        read.days[read.n++] = patient_rows_day(rows);
        taken = patient_rows_take_days(rows, read.days + read.n, at_once);
        read.n += taken;
        read.n_taken += taken;
    }
    patient_rows_close(rows);
    return read;
}

static void assert_same_days(const char *text, size_t n, size_t n_taken) {
    struct days by_row = read_days(text, 0), taken = read_days(text, 8);

    assert_int_equal(by_row.n_taken, 0);
    assert_int_equal(by_row.n, n);
    assert_int_equal(taken.n, n);
    assert_int_equal(taken.n_taken, n_taken);
    assert_memory_equal(by_row.days, taken.days, n * sizeof taken.days[0]);
}

static void days_are_those_of_the_rows(void **state) {
    (void)state;
    assert_same_days(
        "patient_id,date,medication\nA,2024-02-28,x\nA,2024-02-29,x\nA,2024-02-29,\"x, y\"\nA,2024-03-01,x\n"
        "AB,2023-12-31,x\nAB,2024-01-01,x\nB,2024-01-01,x\n",
        7, 4);
}

static void lines_of_every_end_are_told(void **state) {
    (void)state;
    assert_same_days("patient_id,date,medication\r\nA,2024-02-28,x\r\nA,2024-02-29,x\r\n", 2, 0);
    assert_same_days("patient_id,date,medication\nA,2024-02-28,x\nA,2024-02-29,x\nA,2024-03-02,x", 3, 1);
    assert_same_days("patient_id,date,medication\nA,2024-02-28,x\nA,2024-02-29,x\rA,2024-03-01,x\nA,2024-03-02,x\n"
                     "A,2024-03-03,x\n",
                     5, 3);
}

static void quoted_ids_and_other_orders_are_left_to_the_reader(void **state) {
    (void)state;
    assert_same_days("patient_id,date,medication\n\"A\",2024-02-28,x\n\"A\",2024-02-29,x\n", 2, 0);
    assert_same_days("patient_id,medication,date\nA,x,2024-02-28\nA,x,2024-02-29\n", 2, 0);
    assert_same_days("patient_id,date,medication\nA,5,x\nA,6,x\n", 2, 0);
}

static void many_rows_are_taken_a_few_at_a_time(void **state) {
    char text[1024] = "patient_id,date,medication\n";

    (void)state;
    for (int day = 1; day <= 28; day++)
        sprintf(text + strlen(text), "A,2024-01-%02d,x\n", day);
    assert_same_days(text, 28, 24);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_those_of_the_rows),
        cmocka_unit_test(lines_of_every_end_are_told),
        cmocka_unit_test(quoted_ids_and_other_orders_are_left_to_the_reader),
        cmocka_unit_test(many_rows_are_taken_a_few_at_a_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
