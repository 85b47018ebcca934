/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells that cannot be used look like, and the distinct values of them. */
#include "ingest/fault_advice.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"
#include "table/input_tables.h"

static void add(struct rejected_values *values, int column, const char *text, enum row_fault fault, long rows) {
    rejected_values_add(values,
                        &(struct rejected_value){
                            .column = column, .text = text, .fault = fault, .file = "d.csv", .line = 2, .rows = rows});
}

/* The advice on the day column of doses whose bad cells these are, `n_good` others being fine. */
static void assert_days(const char *const cells[], size_t n, long n_good, const char *expected) {
    struct rejected_values *values = rejected_values_alloc();
    char *advice;

    for (size_t i = 0; i < n; i++)
        add(values, DOSES_DATE, cells[i], ROW_FAULT_BAD_DATE, 1);
    advice = fault_advice(values, &input_tables[INPUT_DOSES], DOSES_DATE, ROW_FAULT_BAD_DATE, (long)n + n_good, "meds",
                          false);
    assert_string_equal(advice, expected);
    free(advice);
    rejected_values_free(values);
}

static void the_format_that_reads_most_days_is_named(void **state) {
    static const char *const american[] = {"1/2/24", "1/13/24", "12/31/23"}, *const iso[] = {"2024-01-05T10:11:12Z"},
                             *const hundred[] = {"13.1.2024", "14.1.2024", "x"};
    (void)state;

    assert_days(american, 3, 0, "; they look like %m/%d/%y; write into the mapping, [meds]: dates = %m/%d/%y");
    assert_days(american, 3, 7, "; they look like %m/%d/%y; write into the mapping, [meds]: dates.date = %m/%d/%y");
    assert_days(
        iso, 1, 0,
        "; they look like %Y-%m-%dT%H:%M:%S%f%z; write into the mapping, [meds]: dates = %Y-%m-%dT%H:%M:%S%f%z");
    assert_days(hundred, 3, 0, "");
}

static void days_that_do_not_tell_which_are_said_to_be_so(void **state) {
    static const char *const either[] = {"01/02/2024", "03/04/2024"};
    (void)state;

    assert_days(either, 2, 0,
                "; they look like %m/%d/%Y or %d/%m/%Y, and do not tell which; write into the mapping, [meds]: dates = "
                "%m/%d/%Y");
}

static void numbers_of_a_spreadsheet_are_no_format(void **state) {
    static const char *const serial[] = {"45292", "46023"};
    (void)state;

    assert_days(serial, 2, 0,
                "; they look like the numbers by which a spreadsheet counts days (45000 is 2023-03-15): export the "
                "column as dates, YYYY-MM-DD");
}

static void a_decimal_comma_is_seen(void **state) {
    struct rejected_values *values = rejected_values_alloc();
    char *advice;
    (void)state;

    add(values, DOSES_DOSE_MG, "7,5", ROW_FAULT_BAD_NUMBER, 12);
    add(values, DOSES_DOSE_MG, "8 mg", ROW_FAULT_BAD_NUMBER, 1);
    advice = fault_advice(values, &input_tables[INPUT_DOSES], DOSES_DOSE_MG, ROW_FAULT_BAD_NUMBER, 13, "doses", false);
    assert_string_equal(advice, "; they have a decimal comma; write into the mapping, [doses]: decimal = ,");
    free(advice);
    add(values, DOSES_DOSE_MG, "8,5 mg", ROW_FAULT_BAD_NUMBER, 1);
    advice = fault_advice(values, &input_tables[INPUT_DOSES], DOSES_DOSE_MG, ROW_FAULT_BAD_NUMBER, 14, "doses", false);
    assert_string_equal(advice, "");
    free(advice);
    rejected_values_free(values);
}

static void a_code_has_a_line_or_with_values_one_each(void **state) {
    struct rejected_values *values = rejected_values_alloc();
    char *advice;
    (void)state;

    add(values, VISITS_STATUS, "came", ROW_FAULT_UNKNOWN_CODE, 3);
    add(values, VISITS_STATUS, "no: show", ROW_FAULT_UNKNOWN_CODE, 5);
    advice = fault_advice(values, &input_tables[INPUT_VISITS], VISITS_STATUS, ROW_FAULT_UNKNOWN_CODE, 8, "v", false);
    assert_string_equal(advice,
                        "; RAW is what stands there (switchback check --show-values lists it), CODE one of: "
                        "attended missed cancelled scheduled; write into the mapping, [v]: map.status.RAW = CODE");
    free(advice);
    advice = fault_advice(values, &input_tables[INPUT_VISITS], VISITS_STATUS, ROW_FAULT_UNKNOWN_CODE, 8, "v", true);
    assert_string_equal(advice, "; CODE is one of: attended missed cancelled scheduled; write into the mapping, [v]: "
                                "map.status.\"no: show\" = CODE; write into the mapping, [v]: map.status.came = CODE");
    free(advice);
    rejected_values_free(values);
}

static void lists_are_known_by_what_parts_their_elements(void **state) {
    struct rejected_values *values = rejected_values_alloc();
    char *advice;
    (void)state;

    add(values, RETURNS_TRIGGERS, "stress | conflict", ROW_FAULT_UNKNOWN_CODE, 3);
    add(values, RETURNS_TRIGGERS, "grief|pain|anger", ROW_FAULT_UNKNOWN_CODE, 9);
    add(values, RETURNS_PLAN_DUE, "1/2/2024, 1/3/2024", ROW_FAULT_BAD_DATE, 3);
    add(values, RETURNS_LACKING_SUPPORTS, "family/nobody", ROW_FAULT_UNKNOWN_CODE, 3);
    advice = fault_advice(values, &input_tables[INPUT_RETURNS_TO_USE], RETURNS_TRIGGERS, ROW_FAULT_UNKNOWN_CODE, 12,
                          "r", false);
    assert_string_equal(advice, "; they look like lists with '|' between their elements; write into the mapping, [r]: "
                                "separator.triggers = |");
    free(advice);
    advice =
        fault_advice(values, &input_tables[INPUT_RETURNS_TO_USE], RETURNS_PLAN_DUE, ROW_FAULT_BAD_DATE, 3, "r", false);
    assert_string_equal(advice, "; they look like lists with ',' between their elements; write into the mapping, [r]: "
                                "separator.plan_due = ,");
    free(advice);
    advice = fault_advice(values, &input_tables[INPUT_RETURNS_TO_USE], RETURNS_LACKING_SUPPORTS, ROW_FAULT_UNKNOWN_CODE,
                          3, "r", false);
    assert_null(strstr(advice, "separator"));
    free(advice);
    rejected_values_free(values);
}

struct seen {
    char text[256];
};

static void see(void *context, const struct rejected_value *value, long n_more) {
    struct seen *seen = context;
    size_t length = strlen(seen->text);

    snprintf(seen->text + length, sizeof seen->text - length, "%d:%s:%ld:%ld ", value->column,
             value->text == NULL ? "-" : value->text, value->rows, n_more);
}

static void the_most_frequent_come_first_and_the_rest_is_counted(void **state) {
    struct rejected_values *values = rejected_values_alloc();
    struct seen seen = {.text = ""};
    (void)state;

    add(values, 5, "b", ROW_FAULT_UNKNOWN_CODE, 1);
    add(values, 5, "c", ROW_FAULT_UNKNOWN_CODE, 3);
    add(values, 5, "a", ROW_FAULT_UNKNOWN_CODE, 1);
    add(values, 5, "b", ROW_FAULT_UNKNOWN_CODE, 1);
    add(values, 3, "b", ROW_FAULT_BAD_NUMBER, 1);
    rejected_values_each(values, 2, see, &seen);
    assert_string_equal(seen.text, "3:b:1:0 5:c:3:0 5:b:2:0 5:-:1:1 ");
    rejected_values_each(NULL, 2, see, &seen);
    rejected_values_free(values);
    rejected_values_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_that_reads_most_days_is_named),
        cmocka_unit_test(days_that_do_not_tell_which_are_said_to_be_so),
        cmocka_unit_test(numbers_of_a_spreadsheet_are_no_format),
        cmocka_unit_test(a_decimal_comma_is_seen),
        cmocka_unit_test(a_code_has_a_line_or_with_values_one_each),
        cmocka_unit_test(lists_are_known_by_what_parts_their_elements),
        cmocka_unit_test(the_most_frequent_come_first_and_the_rest_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
