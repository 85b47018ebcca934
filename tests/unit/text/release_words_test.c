/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/release_words.h"

#include <math.h>
#include <stdlib.h>

#include "cmocka_begin.h"

enum { MOST = 4 };

static struct released rows[MOST];
static struct released_rows table = {.rows = rows};
static struct release release;

static int make_pool(void **state) {
    (void)state;
    table.n = 0;
    release = (struct release){.numbers = {.pool = word_pool_alloc()}, .rows = &table};
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(release.numbers.pool);
    return 0;
}

static struct released *add(const char *code, double estimate, double low, double high, const char *flag) {
    rows[table.n] = (struct released){.analysis = "reflections",
                                      .rule = "",
                                      .measure = "share",
                                      .group_by = "field",
                                      .group = "trigger",
                                      .subgroup = code,
                                      .period = "",
                                      .time_days = NAN,
                                      .people_low = 78,
                                      .people_high = 88,
                                      .estimate = estimate,
                                      .low = low,
                                      .high = high,
                                      .likely_low = fmax(0, low - 0.1),
                                      .likely_high = fmin(1, high + 0.1),
                                      .flag = flag};
    return &rows[table.n++];
}

static void a_range_that_reaches_an_end_has_one_side(void **state) {
    (void)state;
    assert_string_equal(release_share_words(&release, add("", 0.53, 0.52, 0.54, ""), "people"),
                        "53 of 100 people, likely between 42 and 64");
    assert_string_equal(release_share_words(&release, add("", NAN, 0, 0.18, ""), "people"),
                        "likely at most 28 of 100 people");
    assert_string_equal(release_share_words(&release, add("", NAN, 0.72, 1, ""), ""), "likely at least 62 of 100");
    rows[2].likely_low = rows[2].likely_high = NAN;
    assert_string_equal(release_share_words(&release, &rows[2], ""), "at least 72 of 100");
}

static void numbers_stand_in_their_order(void **state) {
    const struct number_key key = {
        .analysis = "reflections", .measure = "share", .group_by = "field", .group = "trigger"};
    const struct released **found;
    (void)state;

    add("10", 0.5, 0.4, 0.6, "");
    add("2", 0.5, 0.4, 0.6, "");
    assert_int_equal(release_list(&release, &key, NUMBERS_ANY_SUBGROUP, &found), 2);
    assert_string_equal(found[0]->subgroup, "2");
    free(found);
}

static void each_reason_has_its_own_words(void **state) {
    struct released *withheld = add("", NAN, NAN, NAN, "withheld"), *few = add("", NAN, NAN, NAN, "too_few"),
                    *defined = add("", NAN, 0.85, 1, "by_construction");
    (void)state;

    assert_string_equal(release_share_cell(&release, withheld), "withheld");
    assert_string_equal(release_share_cell(&release, few), "too few");
    assert_string_equal(release_share_cell(&release, defined), "by definition");
    assert_string_equal(release_share_cell(&release, NULL), "–");
    assert_string_equal(release_nothing_words(&release, few), "too few people to say");
    assert_string_equal(release_nothing_words(&release, withheld), "withheld, as it would tell too much of few people");
    assert_true(release_has_flag(&release, "withheld") && !release_has_flag(&release, "not_reached"));
    assert_true(release_is_by_definition(defined) && !release_is_by_definition(NULL));
}

/* Of the smallest class no people are told, and nobody is in it as well. */
static void nobody_and_few_people_have_the_same_words(void **state) {
    static const char text[] = "[protection]\nclass = 11\n";
    struct ini_file *config = ini_file_read_text("made", text, sizeof text - 1);
    struct released *nobody = add("", NAN, NAN, NAN, "too_few");
    (void)state;

    nobody->people_low = nobody->people_high = NAN;
    release.numbers.config = config;
    assert_string_equal(release_nothing_words(&release, nobody), "not recorded, or of fewer than 12 people");
    ini_file_free(config);
}

/* financial is printed as Money worries, which comes behind Grief. */
static void answers_alike_stand_by_their_words(void **state) {
    const struct released *list[] = {add("craving", NAN, NAN, NAN, "withheld"), add("financial", 0.05, 0.03, 0.07, ""),
                                     add("grief", 0.05, 0.03, 0.07, ""), add("stress", 0.2, 0.18, 0.22, "")};
    (void)state;

    assert_int_equal(release_keep_told(&release, list, 4), 3);
    assert_string_equal(list[0]->subgroup, "stress");
    assert_string_equal(list[1]->subgroup, "grief");
    assert_string_equal(list[2]->subgroup, "financial");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_range_that_reaches_an_end_has_one_side, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(each_reason_has_its_own_words, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(numbers_stand_in_their_order, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(nobody_and_few_people_have_the_same_words, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(answers_alike_stand_by_their_words, make_pool, free_pool),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
