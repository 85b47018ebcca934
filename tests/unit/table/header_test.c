/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/header.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static struct header header_of(size_t n, const char *const names[]) {
    struct record_cell cells[16];
    struct record record = {.cells = cells, .n_cells = n};

    for (size_t i = 0; i < n; i++)
        cells[i] = (struct record_cell){.text = names[i], .length = (uint32_t)strlen(names[i])};
    return header_from_record(&record);
}

static void columns_are_found_in_letters_of_either_case(void **state) {
    struct header header = header_of(3, (const char *const[]){"Patient_ID", "DATE", "dose mg"});
    (void)state;

    assert_int_equal(header_find(&header, "patient_id"), 0);
    assert_int_equal(header_find(&header, "date"), 1);
    assert_int_equal(header_find(&header, "dose_mg"), -1);
    assert_int_equal(header_find_duplicate(&header), -1);
    header_free(&header);
}

static void a_name_that_stands_twice_is_found(void **state) {
    struct header header = header_of(4, (const char *const[]){"a", "b", "c", "B"});
    (void)state;

    assert_int_equal(header_find_duplicate(&header), 3);
    header_free(&header);
}

static void a_near_name_is_suggested_and_a_far_one_is_not(void **state) {
    struct header header = header_of(3, (const char *const[]){"visit_dt", "dose", "patientid"});
    char *hint;
    (void)state;

    assert_string_equal(header_suggest(&header, "patient_id"), "patientid");
    assert_null(header_suggest(&header, "medication"));
    hint = header_hint(&header, "patient_id");
    assert_string_equal(hint, " (did you mean 'patientid'?)");
    free(hint);
    hint = header_hint(&header, "medication");
    assert_string_equal(hint, " (the header has: visit_dt, dose, patientid)");
    free(hint);
    header_free(&header);
}

static void a_number_a_date_or_an_id_could_be_a_value(void **state) {
    static const char *const values[] = {"7", "-2.385", "2024-01-05", "1/2/24", "05JAN2024", "Jan 5 2024", "P00417"};
    static const char *const names[] = {"", "#", "date", "q1", "phq9", "dose mg", "visit_2", "ctn0094_id", "NA"};
    (void)state;

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        assert_true(header_name_is_value(values[i]));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_false(header_name_is_value(names[i]));
}

/* One name of many may look like a value; one of few may not, nor two. */
static void a_long_header_may_have_one_name_like_a_value(void **state) {
    static const char *const names[] = {"year", "case", "state",  "cbsa2020", "sex",
                                        "age",  "race", "reason", "los",      "use1"};
    struct header header = header_of(10, names), shorter = header_of(9, names);
    (void)state;

    assert_false(header.is_doubtful);
    assert_true(shorter.is_doubtful);
    header_free(&header);
    header_free(&shorter);
}

static void names_of_a_doubtful_header_are_not_shown(void **state) {
    struct header header = header_of(4, (const char *const[]){"patientid", "north", "2024-01-05", "d4te"});
    char *hint;
    (void)state;

    assert_true(header.is_doubtful);
    assert_null(header_shown_name(&header, 0));
    hint = header_hint(&header, "status");
    assert_string_equal(hint, " (the first line looks like no header)");
    free(hint);
    hint = header_hint(&header, "patient_id");
    assert_string_equal(hint, " (did you mean 'patientid'?)");
    free(hint);
    header_free(&header);
}

static void names_are_the_same_but_for_case_blanks_and_punctuation(void **state) {
    (void)state;
    assert_true(header_same_name("Client ID", "client-id"));
    assert_true(header_same_name("ClientID", " client_i.d "));
    assert_true(header_same_name("%", "%"));
    assert_true(header_same_name("Stra\xC3\x9F"
                                 "e",
                                 "STRA\xC3\x9F_E"));
    assert_false(header_same_name("%", "#"));
    assert_false(header_same_name("", "a"));
    assert_false(header_same_name("_", "a"));
    assert_false(header_same_name("site1", "site11"));
    assert_false(header_same_name("site11", "site1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_found_in_letters_of_either_case),
        cmocka_unit_test(a_name_that_stands_twice_is_found),
        cmocka_unit_test(a_near_name_is_suggested_and_a_far_one_is_not),
        cmocka_unit_test(a_number_a_date_or_an_id_could_be_a_value),
        cmocka_unit_test(a_long_header_may_have_one_name_like_a_value),
        cmocka_unit_test(names_of_a_doubtful_header_are_not_shown),
        cmocka_unit_test(names_are_the_same_but_for_case_blanks_and_punctuation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
