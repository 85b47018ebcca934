/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/wording.h"

#include <math.h>

#include "base/ini_file.h"
#include "cmocka_begin.h"
#include "scratch.h"

static struct numbers numbers;

static int make_pool(void **state) {
    (void)state;
    numbers = (struct numbers){.pool = word_pool_alloc()};
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(numbers.pool);
    return 0;
}

static struct estimate share(double estimate, double low, double high) {
    struct estimate row = estimate_empty();

    row.n = 100;
    row.estimate = estimate;
    row.ci_low = low;
    row.ci_high = high;
    return row;
}

static void percents_round_but_never_to_none_or_all(void **state) {
    (void)state;
    assert_string_equal(wording_percent(&numbers, 0.724), "72%");
    assert_string_equal(wording_percent(&numbers, 0.725), "73%");
    assert_string_equal(wording_percent(&numbers, 0), "0%");
    assert_string_equal(wording_percent(&numbers, 1), "100%");
    assert_string_equal(wording_percent(&numbers, 0.001), "<1%");
    assert_string_equal(wording_percent(&numbers, 0.999), ">99%");
    assert_string_equal(wording_percent(&numbers, NAN), "");
    assert_string_equal(wording_of_100(&numbers, 0.001), "fewer than 1 of 100");
    assert_string_equal(wording_of_100(&numbers, 0.999), "more than 99 of 100");
    assert_string_equal(wording_of_100(&numbers, 0), "none");
    assert_string_equal(wording_of_100(&numbers, 1), "all");
}

static void shares_carry_their_range(void **state) {
    struct estimate row = share(0.72, 0.59, 0.81), bare = share(0.5, NAN, NAN);
    (void)state;

    assert_string_equal(wording_share(&numbers, &row), "72 of 100, likely between 59 and 81");
    assert_string_equal(wording_share(&numbers, &bare), "50 of 100");
    assert_string_equal(wording_cell(&numbers, &row), "72% (59–81)");
    row.flag = "too_few";
    assert_string_equal(wording_range(&numbers, &row), "72% (59–81)*");
}

static void of_few_people_a_share_is_its_count(void **state) {
    struct estimate row = share(0.75, 0.2, 0.95);
    (void)state;

    row.flag = "too_few";
    assert_string_equal(wording_cell(&numbers, &row), "too few"); /* nothing is known of counts */
    row.n = 4;
    row.event_people = 3;
    assert_string_equal(wording_cell(&numbers, &row), "3 of 4");
    row.n = 3; /* people, who have 8 rows */
    row.event_people = 3;
    row.at_risk = 8;
    row.events = 6;
    assert_string_equal(wording_cell(&numbers, &row), "6 of 8");
    row.time_days = 90; /* of 9 people 2 left, 6 are still followed, and 1 could not be */
    row.n = 9;
    row.at_risk = 6;
    row.events = row.event_people = 2;
    assert_string_equal(wording_cell(&numbers, &row), "6 of 8");
    row.estimate = 0; /* of an incidence: how many could be followed is not said */
    row.events = row.event_people = 0;
    assert_string_equal(wording_cell(&numbers, &row), "none");
    row.estimate = 1; /* of a curve: nobody left, of 6 who are still followed */
    assert_string_equal(wording_cell(&numbers, &row), "6 of 6");
    row.estimate = 0; /* of a curve: 5 of 9 left, and nobody of the others is followed any longer */
    row.at_risk = 0;
    row.events = row.event_people = 5;
    assert_string_equal(wording_cell(&numbers, &row), "too few");
    row.n = 5;
    assert_string_equal(wording_cell(&numbers, &row), "0 of 5");
    row.n = 9;
    row.at_risk = 6;
    row.events = row.event_people = 2;
    row.estimate = 0.7; /* some could not be followed: no such count */
    assert_string_equal(wording_cell(&numbers, &row), "too few");
}

static void of_whom_no_sentence_speaks_a_table_has_no_share(void **state) {
    struct estimate row = share(0.08, 0.01, 0.46);
    (void)state;

    row.n = 12;
    assert_string_equal(wording_told_cell(&numbers, &row), "too few");
    row.n = 25;
    row.estimate = 0.08;
    row.event_people = 2;
    assert_string_equal(wording_told_cell(&numbers, &row), "2 of 25");
    row.n = NUMBERS_LEAST_SAYABLE;
    assert_string_equal(wording_told_cell(&numbers, &row), "8% (1–46)");
    row.flag = "beyond_follow_up";
    assert_string_equal(wording_told_cell(&numbers, &row), "not yet known");
}

static void what_is_not_shown_says_why(void **state) {
    struct estimate row = share(NAN, NAN, NAN);
    (void)state;

    row.flag = "not_estimable";
    assert_string_equal(wording_cell(&numbers, &row), "too few");
    row.flag = "too_few;beyond_follow_up";
    assert_string_equal(wording_cell(&numbers, &row), "not yet known");
    assert_string_equal(wording_cell(&numbers, NULL), "–");
    /* A number that slipped into such a row is not printed. */
    row = share(0.72, 0.59, 0.81);
    row.flag = "immature";
    assert_string_equal(wording_cell(&numbers, &row), "not yet known");
}

static void counts_have_thousands(void **state) {
    (void)state;
    assert_string_equal(wording_count(&numbers, 6), "6");
    assert_string_equal(wording_count(&numbers, 1234567), "1,234,567");
    assert_string_equal(wording_count(&numbers, 999), "999");
    assert_string_equal(wording_people(&numbers, 1), "1 person");
    assert_string_equal(wording_people(&numbers, 1234), "1,234 people");
    assert_string_equal(wording_count(&numbers, NAN), "–");
}

static void periods_are_named(void **state) {
    (void)state;
    assert_string_equal(wording_month(&numbers, "2026-09"), "September 2026");
    assert_string_equal(wording_month(&numbers, "2026-Q3"), "July to September 2026");
    assert_string_equal(wording_month(&numbers, "2026-Q5"), "2026-Q5");
    assert_string_equal(wording_month(&numbers, "2026-13"), "2026-13");
    assert_string_equal(wording_month(&numbers, "2026"), "2026");
    assert_string_equal(wording_month(&numbers, "2026-09-30"), "2026-09-30");
}

static void spans_and_days_are_named(void **state) {
    struct estimate row = share(84, 71, NAN);
    (void)state;

    assert_string_equal(wording_span(&numbers, 1), "1 day");
    assert_string_equal(wording_span(&numbers, 90), "90 days");
    assert_string_equal(wording_span(&numbers, 365), "1 year");
    assert_string_equal(wording_days(&numbers, &row), "84 days (71 or more)");
    row = share(1.3, 0, 3);
    assert_string_equal(wording_days(&numbers, &row), "1 day (0–3)");
    row.flag = "not_reached";
    assert_string_equal(wording_days(&numbers, &row), "not reached");
    row.flag = "too_few";
    assert_string_equal(wording_days(&numbers, &row), "too few");
}

static void codes_become_words(void **state) {
    struct ini_file *config =
        ini_file_read(scratch_text("names.ini", "[medication_names]\nmethadone = Methadone syrup\n"));
    (void)state;

    assert_string_equal(wording_code(&numbers, "social_pressure"), "Social pressure");
    assert_string_equal(wording_code(&numbers, "left"), "Left care, no reason recorded");
    assert_string_equal(wording_code(&numbers, "a\x1b[31m\xE2\x80\xAE"
                                               "b"),
                        "A[31mb");
    assert_string_equal(wording_group(&numbers, "site", ""), "Not recorded");
    numbers.config = config;
    assert_string_equal(wording_code(&numbers, "left"), "Left care, no reason recorded");
    assert_string_equal(wording_group(&numbers, "medication", "methadone"), "Methadone syrup");
    assert_string_equal(wording_group(&numbers, "site", "methadone"), "Methadone");
    numbers.config = NULL;
    ini_file_free(config);
}

static void lists_read_as_sentences_do(void **state) {
    static const char *const words[] = {"a", "b", "c"};
    (void)state;

    assert_string_equal(wording_list(&numbers, words, 0), "");
    assert_string_equal(wording_list(&numbers, words, 1), "a");
    assert_string_equal(wording_list(&numbers, words, 2), "a and b");
    assert_string_equal(wording_list(&numbers, words, 3), "a, b and c");
    assert_string_equal(wording_inside(&numbers, "Stress"), "stress");
    assert_string_equal(wording_inside(&numbers, "US law"), "US law");
    assert_string_equal(wording_begun(&numbers, "all people stay"), "All people stay");
    assert_string_equal(wording_begun(&numbers, ""), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(percents_round_but_never_to_none_or_all, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(of_few_people_a_share_is_its_count, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(of_whom_no_sentence_speaks_a_table_has_no_share, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(shares_carry_their_range, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(what_is_not_shown_says_why, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(counts_have_thousands, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(periods_are_named, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(spans_and_days_are_named, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(codes_become_words, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(lists_read_as_sentences_do, make_pool, free_pool),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
