/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/section_known.h"

#include "cmocka_begin.h"

static struct report report;

static int make_pool(void **state) {
    (void)state;
    report = (struct report){.numbers = {.pool = word_pool_alloc()}};
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(report.numbers.pool);
    return 0;
}

static struct estimate row_of(double estimate) {
    struct estimate row = estimate_empty();

    row.group_by = "site";
    row.group = "north_hill";
    row.subgroup = "drug_tests";
    row.period = "2026-05";
    row.estimate = estimate;
    row.n = 1234;
    return row;
}

static void a_sentence_takes_its_words_from_the_row(void **state) {
    struct estimate row = row_of(60);

    (void)state;
    assert_string_equal(section_known_words(&report, "{group}: {count} of {n} up to {=period} ({subgroup}).", &row),
                        "North hill: 60 of 1,234 up to 2026-05 (Drug tests).");
    assert_string_equal(section_known_words(&report, "{=group} {=subgroup}", &row), "north_hill drug_tests");
}

static void one_and_many_have_their_own_words(void **state) {
    struct estimate one = row_of(1), many = row_of(2);

    (void)state;
    assert_string_equal(section_known_words(&report, "{count} {row is|rows are} late", &one), "1 row is late");
    assert_string_equal(section_known_words(&report, "{count} {row is|rows are} late", &many), "2 rows are late");
    assert_string_equal(section_known_words(&report, "row{|s}", &one), "row");
}

static void control_characters_of_a_reason_are_left_out(void **state) {
    struct estimate row = row_of(1);

    (void)state;
    row.subgroup = "moved\x1b to the hill";
    assert_string_equal(section_known_words(&report, "{=subgroup}", &row), "moved to the hill");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_takes_its_words_from_the_row),
        cmocka_unit_test(one_and_many_have_their_own_words),
        cmocka_unit_test(control_characters_of_a_reason_are_left_out),
    };

    return cmocka_run_group_tests(tests, make_pool, free_pool);
}
