/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spelling.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_begin.h"

static void assert_folds(const char *text, const char *expected) {
    char folded[128];

    spelling_fold(text, strlen(text), folded);
    assert_string_equal(folded, expected);
}

static void case_and_blanks_do_not_part_labels(void **state) {
    (void)state;
    assert_true(spelling_same("north", "North"));
    assert_true(spelling_same("north", "NORTH "));
    assert_true(spelling_same("\t north", "north"));
    assert_true(spelling_same("naltrexone_xr", "Naltrexone XR"));
    assert_true(spelling_same("R&D_1", "R&D 1"));
    assert_false(spelling_same("north", "northern"));
}

static void a_run_is_one_blank_and_never_nothing(void **state) {
    (void)state;
    assert_folds("Site  1 - 1", "site 1 1");
    assert_false(spelling_same("Site 1-1", "Site 11"));
    assert_folds("A+", "a ");
    assert_folds("--", " ");
    assert_folds("  ", "");
    assert_folds("", "");
}

static void bytes_that_are_no_utf8_stay(void **state) {
    (void)state;
    assert_folds("A\xE9"
                 "B",
                 "a\xE9"
                 "b");
    assert_folds("A\xC3", "a\xC3");
    assert_folds("\xF5\x80", "\xF5\x80");
    assert_folds("\xE2\x82", "\xE2\x82");
}

static void what_has_no_width_is_not_there(void **state) {
    (void)state;
    assert_true(spelling_same("nor\xC2\xADth", "north"));
    assert_true(spelling_same("\xEF\xBB\xBFnorth", "north"));
}

/* Pairs "TEXT FOLDED" in hexadecimal, - is the empty text. */
static size_t read_hex(const char *hex, char *out) {
    size_t n = 0;
    unsigned byte;

    for (; *hex != '-' && sscanf(hex, "%2x", &byte) == 1; hex += 2)
        out[n++] = (char)byte;
    out[n] = '\0';
    return n;
}

static void folds_as_unicodedata_does(void **state) {
    FILE *file = fopen("tests/reference/spelling.txt", "r");
    char text[256], expected[256], bytes[128], folded[128], wanted[128];
    int n = 0;
    (void)state;

    assert_non_null(file);
    for (; fscanf(file, "%255s %255s", text, expected) == 2; n++) {
        spelling_fold(bytes, read_hex(text, bytes), folded);
        read_hex(expected, wanted);
        if (strcmp(folded, wanted) != 0)
            fail_msg("%s", text);
    }
    fclose(file);
    assert_true(n > 500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_blanks_do_not_part_labels), cmocka_unit_test(a_run_is_one_blank_and_never_nothing),
        cmocka_unit_test(bytes_that_are_no_utf8_stay),        cmocka_unit_test(what_has_no_width_is_not_there),
        cmocka_unit_test(folds_as_unicodedata_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
