/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/comparison.h"

#include <math.h>

#include "cmocka_begin.h"
#include "text/word_pool.h"

enum { MOST = 20 };

static struct estimate share(const char *site, double n, double low, double high) {
    struct estimate row = estimate_empty();

    row.analysis = "retention_first";
    row.measure = "survival";
    row.group_by = "site";
    row.group = site;
    row.time_days = 90;
    row.n = n;
    row.estimate = (low + high) / 2;
    row.ci_low = low;
    row.ci_high = high;
    return row;
}

static struct estimate log_rank_p(double p) {
    struct estimate row = estimate_empty();

    row.analysis = "retention_first";
    row.measure = "log_rank_p";
    row.group_by = "site";
    row.estimate = p;
    return row;
}

/* What is said of the sites in a table of these rows. */
static void expect_words(struct estimate *rows, size_t n, const char *words) {
    struct estimates estimates = {.rows = rows, .n_rows = n};
    struct numbers numbers = {.estimates = &estimates, .pool = word_pool_alloc()};
    const struct number_key key = {
        .analysis = "retention_first", .measure = "survival", .group_by = "site", .time_days = 90};
    struct comparison comparison = comparison_of_groups(&numbers, &key);
    const char *said = comparison_words(&numbers, &comparison, "sites");

    assert_string_equal(said == NULL ? "nothing" : said, words);
    word_pool_free(numbers.pool);
}

static const char differ[] = "sites differ clearly, which may come from who their patients are";

static void groups_differ_where_they_lie_apart_and_the_test_agrees(void **state) {
    (void)state;
    struct estimate rows[] = {share("a", 90, 0.3, 0.4), share("b", 90, 0.5, 0.6), log_rank_p(0.003)};

    expect_words(rows, 3, differ);
    rows[2].estimate = 0.31;
    expect_words(rows, 3, "there is no clear difference between sites");
    expect_words(rows, 2, differ); /* without a test of the curves: that of the numbers */
}

static void a_test_that_sees_more_than_the_day_leaves_it_open(void **state) {
    (void)state;
    struct estimate rows[] = {share("a", 90, 0.3, 0.4), share("b", 90, 0.38, 0.5), log_rank_p(0.003)};

    expect_words(rows, 3, "whether sites differ cannot be told");
}

/* The lowest and the highest of 20 lie apart, as the extremes of many do by chance: the test of all says no. */
static void extremes_of_many_are_no_difference(void **state) {
    (void)state;
    struct estimate rows[MOST];
    char names[MOST][2];

    for (size_t i = 0; i < MOST; i++) {
        double low = i == 0 ? 0.30 : i == 1 ? 0.51 : 0.40;
        names[i][0] = (char)('a' + (int)i);
        names[i][1] = '\0';
        rows[i] = share(names[i], 40, low, low + 0.2);
    }
    expect_words(rows, MOST, "there is no clear difference between sites");
}

static void too_few_people_are_said_and_one_site_is_not_compared(void **state) {
    (void)state;
    struct estimate rows[] = {share("a", 90, 0.3, 0.4), share("b", 29, 0.8, 0.9)};

    expect_words(rows, 2, "there are too few people to compare sites");
    expect_words(rows, 1, "nothing");
}

static void ties_are_those_that_meet_the_first(void **state) {
    (void)state;
    const struct estimate rows[] = {share("a", 90, 0.5, 0.6), share("b", 90, 0.45, 0.55), share("c", 90, 0.1, 0.2)};
    const struct estimate few = share("d", 12, 0.5, 0.9);
    const struct estimate *const sorted[] = {&rows[0], &rows[1], &rows[2]}, *const apart[] = {&rows[0], &rows[2], NULL},
                                 *const unsayable[] = {&few, &rows[2]};

    assert_int_equal(comparison_ties(sorted, 3), 2);
    assert_int_equal(comparison_ties(apart, 3), 1);
    assert_int_equal(comparison_ties(unsayable, 2), 0);
    assert_int_equal(comparison_ties(sorted, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_differ_where_they_lie_apart_and_the_test_agrees),
        cmocka_unit_test(a_test_that_sees_more_than_the_day_leaves_it_open),
        cmocka_unit_test(extremes_of_many_are_no_difference),
        cmocka_unit_test(too_few_people_are_said_and_one_site_is_not_compared),
        cmocka_unit_test(ties_are_those_that_meet_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
