/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/file_pattern.h"

#include <stdlib.h>

#include "cmocka_begin.h"

static size_t count(const char *const names[]) {
    size_t n = 0;

    while (names[n] != NULL)
        n++;
    return n;
}

static void assert_pattern(const char *const names[], const char *const all[], const char *expected) {
    char *pattern = file_pattern_of(names, count(names), all, count(all));

    assert_string_equal(pattern, expected);
    free(pattern);
}

static void assert_stem(const char *name, const char *expected) {
    char *stem = file_pattern_stem(name);

    assert_string_equal(stem, expected);
    free(stem);
}

static void files_of_months_are_one_pattern(void **state) {
    const char *const months[] = {"doses-2024-01.csv", "doses-2024-02.csv", NULL};
    const char *const names[] = {"doses_jan_2024.csv", "doses_jun_2024.csv", NULL};
    const char *const before[] = {"2024-01 Dosing.CSV", "2024-02 Dosing.CSV", NULL};
    const char *const sites[] = {"doses-north.csv", "doses-south.csv", NULL};

    (void)state;
    assert_pattern(months, months, "doses-*.csv");
    assert_pattern(names, names, "doses_*.csv");
    assert_pattern(before, before, "* Dosing.CSV");
    assert_pattern(sites, sites, "doses-*.csv");
}

static void a_single_month_is_a_pattern_already(void **state) {
    const char *const one[] = {"doses_2026-09.csv", NULL}, *const stamp[] = {"visits20260930.txt", NULL};
    const char *const plain[] = {"visits.csv", NULL}, *const edition[] = {"phase2.csv", NULL};

    (void)state;
    assert_pattern(one, one, "doses_*.csv");
    assert_pattern(stamp, stamp, "visits*.txt");
    assert_pattern(plain, plain, "visits.csv");
    assert_pattern(edition, edition, "phase2.csv");
}

static void a_pattern_takes_no_stranger(void **state) {
    const char *const ours[] = {"doses-2024-01.csv", "doses-2024-02.csv", NULL};
    const char *const all[] = {"doses-2024-01.csv", "doses-2024-02.csv", "doses-old.csv", NULL};
    const char *const apart[] = {"north.csv", "south.csv", NULL};
    const char *const odd[] = {"doses, all.csv", NULL};

    (void)state;
    assert_pattern(ours, all, "doses-2024-01.csv, doses-2024-02.csv");
    assert_pattern(apart, apart, "north.csv, south.csv");
    assert_pattern(odd, odd, "\"doses, all.csv\"");
}

static void a_stem_is_what_stays_from_month_to_month(void **state) {
    (void)state;
    assert_stem("doses-2024-01.csv", "doses");
    assert_stem("2024-01 Dosing.CSV", " Dosing");
    assert_stem("visits.csv", "visits");
    assert_stem("phase2.csv", "phase2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_months_are_one_pattern),
        cmocka_unit_test(a_single_month_is_a_pattern_already),
        cmocka_unit_test(a_pattern_takes_no_stranger),
        cmocka_unit_test(a_stem_is_what_stays_from_month_to_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
