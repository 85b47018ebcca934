/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_name.h"

#include <fnmatch.h>
#include <stdlib.h>

#include "cmocka_begin.h"

static int32_t month_of(const char *name) {
    struct file_month month;

    return file_name_month(name, &month) ? month.month : -1;
}

static void a_month_is_found_however_it_is_written(void **state) {
    static const char *const september[] = {
        "doses-2026-09.csv",   "doses_2026-09.csv",          "doses202609.csv",    "202609_doses.csv",
        "doses 2026.09.csv",   "09-2026 doses.csv",          "Doses Sep 2026.csv", "doses-september-2026.csv",
        "2026_Sept_doses.csv", "site3-doses-2026-09-v2.csv", "north1_2026-09.csv"};

    (void)state;
    for (size_t i = 0; i < sizeof september / sizeof september[0]; i++)
        if (month_of(september[i]) != 2026 * 12 + 8)
            fail_msg("%s", september[i]);
}

static void what_is_no_single_month_is_none(void **state) {
    static const char *const none[] = {
        "doses.csv",         "doses-2026.csv",    "doses-2026-09-30.csv",   "20260930.csv",    "30-09-2026.csv",
        "doses-2026-13.csv", "doses-2026-00.csv", "2026-01_to_2026-03.csv", "doses-12345.csv", "doses-1202609.csv",
        "05Sep2026.csv",     "doses-2026-Q1.csv", "marble-2026-x.csv",      "9-2026.csv",      "doses_092026_a.csv"};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (month_of(none[i]) != -1)
            fail_msg("%s: %d", none[i], (int)month_of(none[i]));
}

static void assert_renamed(const char *name, int32_t month, const char *expected) {
    struct file_month place;
    char *found;

    assert_true(file_name_month(name, &place));
    found = file_name_of_month(name, &place, month);
    assert_string_equal(found, expected);
    free(found);
}

static void the_file_of_another_month_is_named_alike(void **state) {
    (void)state;
    assert_renamed("doses-2026-12.csv", 2027 * 12, "doses-2027-01.csv");
    assert_renamed("doses202609.csv", 2026 * 12 + 9, "doses202610.csv");
    assert_renamed("09-2026 doses.csv", 2025 * 12 + 0, "01-2025 doses.csv");
    assert_renamed("Doses Sep 2026.csv", 2026 * 12 + 4, "Doses May 2026.csv");
    assert_renamed("September 2026.csv", 2027 * 12 + 4, "May 2027.csv");
    assert_renamed("2026_September.csv", 2027 * 12 + 11, "2027_December.csv");
}

static void what_is_no_table_is_known_by_its_name(void **state) {
    (void)state;
    assert_true(file_name_is_hidden(".doses.csv"));
    assert_true(file_name_is_hidden("~$doses.xlsx"));
    assert_true(file_name_is_hidden("thumbs.db"));
    assert_true(file_name_is_hidden("Desktop.ini"));
    assert_false(file_name_is_hidden("doses.csv"));
    assert_true(file_name_is_unfinished("doses.csv.part"));
    assert_true(file_name_is_unfinished("doses.csv.FILEPART"));
    assert_true(file_name_is_unfinished("a.crdownload"));
    assert_true(file_name_is_unfinished("a.tmp"));
    assert_false(file_name_is_unfinished("part"));
}

static void assert_pattern(const char *name, const char *expected) {
    char *pattern = file_name_pattern(name);

    assert_string_equal(pattern, expected);
    assert_int_equal(fnmatch(pattern, name, FNM_PERIOD), 0);
    free(pattern);
}

static void a_pattern_takes_the_file_and_those_of_other_months(void **state) {
    (void)state;
    assert_pattern("doses.csv", "doses.csv");
    assert_pattern("doses_2026-09.csv", "doses_*.csv");
    assert_pattern("09-2026 doses.csv", "* doses.csv");
    assert_pattern("doses Sep-2026.csv", "doses *.csv");
    assert_pattern("a, b; [c]*.csv", "a? b? ?c??.csv");
    assert_pattern("n\xc3\xa9.csv", "n??.csv");
}

static void a_name_is_shown_without_what_acts_on_a_terminal(void **state) {
    static const char *const shown[][2] = {{"doses.csv", "doses.csv"},
                                           {"n\xc3\xa9.csv", "n\xc3\xa9.csv"},
                                           {"a\nb\x1b[0m\x7f", "a?b?[0m?"},
                                           {"\xff\xc3\xa9", "???"}};

    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        char *text = file_name_shown(shown[i][0]);
        assert_string_equal(text, shown[i][1]);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_takes_the_file_and_those_of_other_months),
        cmocka_unit_test(a_name_is_shown_without_what_acts_on_a_terminal),
        cmocka_unit_test(a_month_is_found_however_it_is_written),
        cmocka_unit_test(what_is_no_single_month_is_none),
        cmocka_unit_test(the_file_of_another_month_is_named_alike),
        cmocka_unit_test(what_is_no_table_is_known_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
