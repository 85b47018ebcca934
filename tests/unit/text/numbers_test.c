/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmocka_begin.h"
#include "scratch.h"

static const char table[] =
    "analysis,rule,measure,group_by,group,subgroup,time_days,period,n,event_people,at_risk,events,"
    "estimate,std_error,ci_low,ci_high,flag\n"
    "a,r,m,site,b,,90,,40,1,30,1,0.5,0.1,0.4,0.6,\n"
    "a,r,m,site,a,,90,,29,1,30,1,0.7,0.1,0.6,0.8,\n"
    "a,r,m,site,c,,90,,40,1,30,1,0.9,0.1,0.81,0.95,too_few\n"
    "a,r,m,site,d,,90,,40,1,30,1,0.9,0.1,0.8,0.95,beyond_follow_up\n"
    "a,r,m,site,a,,30,,40,1,30,1,1,0.1,0.9,1,by_construction\n"
    "a,r,numbered,site,10,,90,,40,1,30,1,0.5,0.1,0.4,0.6,\n"
    "a,r,numbered,site,2,,90,,40,1,30,1,0.5,0.1,0.4,0.6,\n"
    "a,r,numbered,site,1,,90,,40,1,30,1,0.5,0.1,0.4,0.6,\n"
    "a,r,m,,,,,2026-01,40,1,30,1,3,,,,\n"
    "a,r,m,,,,,2026-02,,,,,,,,,immature\n";

static struct estimates *estimates;
static struct numbers numbers;

static int read_table(void **state) {
    (void)state;
    estimates = estimates_read(scratch_text("estimates.csv", table));
    numbers = (struct numbers){.estimates = estimates};
    return 0;
}

static int free_table(void **state) {
    (void)state;
    estimates_free(estimates);
    return 0;
}

static const struct estimate *site(const char *group, double time_days) {
    const struct number_key key = {
        .analysis = "a", .rule = "r", .measure = "m", .group_by = "site", .group = group, .time_days = time_days};

    return numbers_find(&numbers, &key);
}

static void a_number_is_found_by_its_whole_key(void **state) {
    const struct number_key month = {.analysis = "a", .rule = "r", .measure = "m", .period = "2026-01"};
    const struct number_key timed = {
        .analysis = "a", .rule = "r", .measure = "m", .period = "2026-01", .time_days = 90};
    (void)state;

    assert_true(fabs(site("b", 90)->estimate - 0.5) < 1e-12);
    assert_null(site("b", 30));
    assert_null(site("", 90));
    assert_true(fabs(numbers_value(&numbers, &month) - 3) < 1e-12);
    assert_null(numbers_find(&numbers, &timed));
    assert_true(numbers_have(&numbers, "a"));
    assert_false(numbers_have(&numbers, "b"));
}

static void a_list_is_sorted_and_open_where_asked(void **state) {
    struct number_key key = {.analysis = "a", .rule = "r", .measure = "m", .group_by = "site", .time_days = 90};
    struct number_list groups = numbers_list(&numbers, &key, NUMBERS_ANY_GROUP);
    struct number_list all = numbers_list(&numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME);
    (void)state;

    assert_int_equal(groups.n, 4);
    assert_string_equal(groups.rows[0]->group, "a");
    assert_string_equal(groups.rows[3]->group, "d");
    assert_int_equal(all.n, 5);
    assert_true(all.rows[0]->time_days < all.rows[1]->time_days);
    number_list_free(&groups);
    number_list_free(&all);
}

static void sites_that_are_numbers_stand_in_their_order(void **state) {
    struct number_key key = {.analysis = "a", .rule = "r", .measure = "numbered", .group_by = "site", .time_days = 90};
    struct number_list sites[2] = {numbers_list(&numbers, &key, NUMBERS_ANY_GROUP)};
    (void)state;

    estimates_index(estimates);
    sites[1] = numbers_list(&numbers, &key, NUMBERS_ANY_GROUP);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(sites[i].n, 3);
        assert_string_equal(sites[i].rows[1]->group, "2");
        assert_string_equal(sites[i].rows[2]->group, "10");
        number_list_free(&sites[i]);
    }
}

enum { MOST_GROUPS = 400, NAME_BYTES = 32 };

/* Looks at rows while each of so many groups is found in an indexed table, and all of them are listed. */
static size_t count_looks(size_t n_groups) {
    static char names[MOST_GROUPS][NAME_BYTES];
    struct estimates many = {.rows = calloc(n_groups, sizeof *many.rows), .n_rows = n_groups};
    size_t n_looked_at = 0;
    struct numbers at = {.estimates = &many, .n_looked_at = &n_looked_at};
    struct number_key key = {.analysis = "a", .rule = "r", .measure = "m", .group_by = "site"};
    struct number_list all;

    for (size_t i = 0; i < n_groups; i++) {
        snprintf(names[i], NAME_BYTES, "site%zu", i);
        many.rows[i] = estimate_empty();
        many.rows[i].analysis = "a";
        many.rows[i].rule = "r";
        many.rows[i].measure = "m";
        many.rows[i].group_by = "site";
        many.rows[i].group = names[i];
    }
    estimates_index(&many);
    for (size_t i = 0; i < n_groups; i++) {
        key.group = names[i];
        assert_ptr_equal(numbers_find(&at, &key), &many.rows[i]);
    }
    all = numbers_list(&at, &key, NUMBERS_ANY_GROUP);
    assert_int_equal(all.n, n_groups);
    number_list_free(&all);
    free(many.by_key);
    free(many.rows);
    return n_looked_at;
}

/* 200 groups are found by halving in 8 or 9 looks each; looking through all would be four times the looks of half. */
static void twice_the_groups_are_little_more_than_twice_the_looks(void **state) {
    size_t once = count_looks(MOST_GROUPS / 2), twice = count_looks(MOST_GROUPS);
    (void)state;

    assert_in_range(once, MOST_GROUPS / 2 * 7, MOST_GROUPS / 2 * 12);
    assert_in_range(twice, 2 * once, 2 * once + once / 2);
}

/* The same rows, whether they are found by an index or looked through. */
static void an_index_changes_nothing(void **state) {
    struct number_key key = {.analysis = "a", .rule = "r", .measure = "m", .group_by = "site"};
    struct number_list plain = numbers_list(&numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME), indexed;
    (void)state;

    estimates_index(estimates);
    indexed = numbers_list(&numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME);
    assert_int_equal(indexed.n, plain.n);
    for (size_t i = 0; i < plain.n; i++)
        assert_ptr_equal(indexed.rows[i], plain.rows[i]);
    assert_null(site("b", 30));
    assert_true(fabs(site("a", 30)->estimate - 1) < 1e-12);
    number_list_free(&plain);
    number_list_free(&indexed);
}

static void what_may_be_shown_and_said(void **state) {
    const struct number_key open = {.analysis = "a", .rule = "r", .measure = "m", .period = "2026-02"};
    (void)state;

    assert_true(number_is_shown(site("a", 90)) && !number_is_sayable(site("a", 90))); /* 29 people */
    assert_true(number_is_sayable(site("b", 90)));
    assert_true(number_is_shown(site("c", 90)) && !number_is_sayable(site("c", 90)));
    assert_false(number_is_shown(site("d", 90)));
    assert_false(number_is_sayable(site("a", 30)));
    assert_false(number_is_shown(NULL));
    assert_true(isnan(numbers_value(&numbers, &open)));
}

static void a_class_has_two_names(void **state) {
    enum report_class class = REPORT_RELEASE;
    (void)state;

    assert_true(report_class_parse("internal", &class) && class == REPORT_INTERNAL);
    assert_false(report_class_parse("Release", &class));
    assert_int_equal(class, REPORT_INTERNAL);
    assert_true(report_class_parse("release", &class) && class == REPORT_RELEASE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_found_by_its_whole_key),
        cmocka_unit_test(a_list_is_sorted_and_open_where_asked),
        cmocka_unit_test(sites_that_are_numbers_stand_in_their_order),
        cmocka_unit_test(twice_the_groups_are_little_more_than_twice_the_looks),
        cmocka_unit_test(an_index_changes_nothing),
        cmocka_unit_test(what_may_be_shown_and_said),
        cmocka_unit_test(a_class_has_two_names),
    };

    return cmocka_run_group_tests(tests, read_table, free_table);
}
