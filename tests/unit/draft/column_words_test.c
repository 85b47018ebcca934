/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/column_words.h"

#include "cmocka_begin.h"

static int points(enum input_table table, const char *column, const char *header) {
    struct header_words words = header_words_read(header);

    return column_words_points(table, column, header, &words);
}

static void assert_sure(enum input_table table, const char *column, const char *header) {
    if (points(table, column, header) < COLUMN_WORDS_SURE)
        print_message("%s: %s\n", column, header);
    assert_true(points(table, column, header) >= COLUMN_WORDS_SURE);
}

static void assert_unlikely(enum input_table table, const char *column, const char *header) {
    if (points(table, column, header) >= COLUMN_WORDS_LIKELY)
        print_message("%s: %s\n", column, header);
    assert_true(points(table, column, header) < COLUMN_WORDS_LIKELY);
}

static void headers_of_many_systems_name_our_columns(void **state) {
    (void)state;
    assert_sure(INPUT_PATIENTS, "patient_id", "USUBJID");
    assert_sure(INPUT_PATIENTS, "birth_year", "Year of Birth");
    assert_sure(INPUT_PATIENTS, "sex", "SEX AT BIRTH");
    assert_sure(INPUT_ADMISSIONS, "admitted", "EnrollDt");
    assert_sure(INPUT_ADMISSIONS, "discharged", "D/C Date");
    assert_sure(INPUT_ADMISSIONS, "reason", "disch_disposition");
    assert_sure(INPUT_ADMISSIONS, "requested", "First Contact Date");
    assert_sure(INPUT_ADMISSIONS, "planned_end", "Expected Discharge Date");
    assert_sure(INPUT_DOSES, "date", "Disp Date/Time");
    assert_sure(INPUT_DOSES, "days_supply", "DAYS_SUPPLY");
    assert_sure(INPUT_DOSES, "days_supply", "# Take-Home Bottles");
    assert_sure(INPUT_DOSES, "dose_mg", "doseMilligrams");
    assert_sure(INPUT_VISITS, "status", "No-Show?");
    assert_sure(INPUT_DRUG_TESTS, "date", "Specimen Collected");
    assert_sure(INPUT_RETURNS_TO_USE, "used_on", "relapse_dt");
    assert_sure(INPUT_ADVERSE_EVENTS, "fatal", "Fatal?");
}

static void a_word_of_something_else_takes_the_name_away(void **state) {
    (void)state;
    assert_unlikely(INPUT_PATIENTS, "patient_id", "Counselor ID");
    assert_unlikely(INPUT_PATIENTS, "age", "Age at first use");
    assert_unlikely(INPUT_PATIENTS, "primary_substance", "Secondary substance");
    assert_unlikely(INPUT_ADMISSIONS, "admitted", "Admission Type");
    assert_unlikely(INPUT_ADMISSIONS, "discharged", "Expected Discharge Date");
    assert_unlikely(INPUT_DOSES, "dose_mg", "Paid Amount");
    assert_unlikely(INPUT_DOSES, "medication", "Medication cost");
    assert_unlikely(INPUT_DOSES, "date", "Dose updated");
    assert_unlikely(INPUT_VISITS, "service", "Visit ID");
}

static void a_flag_says_what_its_header_says(void **state) {
    struct header_words no_show = header_words_read("No Show"), kept = header_words_read("Kept?");
    struct header_words status = header_words_read("Status");

    (void)state;
    assert_string_equal(column_words_flag(VALUE_STATUS, &no_show).yes, "missed");
    assert_string_equal(column_words_flag(VALUE_STATUS, &kept).yes, "attended");
    assert_string_equal(column_words_flag(VALUE_STATUS, &kept).no, "missed");
    assert_null(column_words_flag(VALUE_STATUS, &status).yes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_of_many_systems_name_our_columns),
        cmocka_unit_test(a_word_of_something_else_takes_the_name_away),
        cmocka_unit_test(a_flag_says_what_its_header_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
