/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/not_held.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "settings/settings.h"

static const struct ini_entry no_doses = {
    .section = "export", .key = "without", .value = "drug_tests, doses", .file = "m.ini", .line = 4};

static struct settings_files one_file(const char *text) {
    return (struct settings_files){.paths = {scratch_text("c.ini", text)}, .n = 1, .without = &no_doses};
}

static void read_settings(const void *files) { settings_free(settings_read(files)); }

static void without_doses_only_recorded_rules_are_left_and_the_first_of_them_is_the_default(void **state) {
    struct settings_files files = one_file("[rules]\nadmitted = recorded\n");
    struct settings *settings = settings_read(&files);
    (void)state;

    assert_int_equal(settings->n_rules, 2);
    assert_string_equal(settings->rules[0].name, "discharge");
    assert_string_equal(settings->rules[1].name, "admitted");
    assert_int_equal(settings->default_rule, 0);
    assert_string_equal(ini_file_value(settings->file, "report", "default_rule"), "discharge");
    settings_free(settings);
}

static void a_recorded_rule_that_was_chosen_stays_the_default(void **state) {
    struct settings_files files = one_file("[rules]\nadmitted = recorded\n[report]\ndefault_rule = admitted\n");
    struct settings *settings = settings_read(&files);
    (void)state;

    assert_string_equal(settings->rules[settings->default_rule].name, "admitted");
    settings_free(settings);
}

static void where_no_doses_are_held_nobody_can_be_silent(void **state) {
    struct settings_files files = one_file("[episodes]\nsilent_days = 44\n");
    struct settings *settings = settings_read(&files);
    (void)state;

    assert_int_equal(settings->care.silent_days, INT32_MAX);
    assert_int_equal(settings->care.discharge_lag_days, 45);
    settings_free(settings);
    files.without = NULL;
    settings = settings_read(&files);
    assert_int_equal(settings->care.silent_days, 44);
    assert_int_equal(settings->n_rules, 5);
    settings_free(settings);
}

static void without_doses_and_without_a_recorded_rule_nothing_can_be_told(void **state) {
    struct settings_files files = one_file("[rules]\ndischarge =\n");
    (void)state;

    assert_ends(read_settings, &files, EX_CONFIG,
                "m.ini:4: without doses only a rule `recorded` can be built, and [rules] has none");
}

static void a_name_is_one_of_the_list_and_not_a_part_of_one(void **state) {
    const struct ini_entry entry = {.section = "tables", .key = "without", .value = "drug_tests,readmissions"};
    (void)state;

    assert_true(not_held_names_it(&entry, "drug_tests"));
    assert_true(not_held_names_it(&entry, "readmissions"));
    assert_false(not_held_names_it(&entry, "drug"));
    assert_false(not_held_names_it(&entry, "doses"));
}

static void what_is_nothing_to_be_without_is_refused(void **state) {
    struct settings_files files = {.paths = {scratch_text("d.ini", "[tables]\nwithout = doses, visit\n")}, .n = 1};
    (void)state;

    assert_ends(read_settings, &files, EX_CONFIG,
                "d.ini:2: [tables] without: 'visit' is nothing an export can be without (did you mean 'visits'?)");
    files.paths[0] = scratch_text("d.ini", "[tables]\nwithout = patients\n");
    assert_ends(read_settings, &files, EX_CONFIG, "'patients' is nothing an export can be without");
}

static void who_has_no_table_has_none_of_its_columns_and_without_what_says_what_a_row_is_none_is_told(void **state) {
    struct settings_files files = {
        .paths = {scratch_text("c.ini", "[tables]\nmissing = admissions, returns_to_use.used_on\n")}, .n = 1};
    struct settings *settings = settings_read(&files);
    (void)state;

    assert_true(not_held(settings->file, "admissions.discharged"));
    assert_true(not_held(settings->file, "returns_to_use"));
    assert_false(not_held(settings->file, "returns_to_use.plan_done"));
    assert_true(not_held(settings->file, "admissions.reason"));
    assert_false(not_held(settings->file, "adverse_events.fatal"));
    assert_false(not_held(settings->file, "patients.site"));
    settings_free(settings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_doses_only_recorded_rules_are_left_and_the_first_of_them_is_the_default),
        cmocka_unit_test(a_recorded_rule_that_was_chosen_stays_the_default),
        cmocka_unit_test(where_no_doses_are_held_nobody_can_be_silent),
        cmocka_unit_test(without_doses_and_without_a_recorded_rule_nothing_can_be_told),
        cmocka_unit_test(a_name_is_one_of_the_list_and_not_a_part_of_one),
        cmocka_unit_test(what_is_nothing_to_be_without_is_refused),
        cmocka_unit_test(who_has_no_table_has_none_of_its_columns_and_without_what_says_what_a_row_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
