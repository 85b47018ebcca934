/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each link between counts by a table of its own: nine parts of at least 12 are at least 108, so that of a whole of at
 * most 110 two are left for the tenth, and something is withheld; of a whole of at most 121 there are thirteen, and
 * nothing is.
 */
#include "privacy/interval_check.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "cmocka_begin.h"

enum { MOST = 64, PARTS = 9, ALL = 90 /* 991-1001 people */, TIGHT = 9 /* 100-110 */, LOOSE = 10 /* 111-121 */ };

static const char *const names[PARTS + 1] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};

struct made {
    struct class_row rows[MOST];
    struct class_table table;
};

static void add(struct made *made, enum release_kind kind, struct class_key key, int n, int h) {
    made->rows[made->table.n++] = (struct class_row){
        .key = key,
        .kind = kind,
        .people = strcmp(key.analysis, ANALYSIS_EXITS_FIRST) == 0 ? ANALYSIS_RETENTION_FIRST : key.analysis,
        .n = n,
        .h = h,
        .is_known = true,
        .is_followed = true,
        .at_risk = CLASS_PART_HALF,
        .seen = CLASS_PART_HALF};
    made->table.rows = made->rows;
}

static struct class_key survival(const char *group_by, const char *group, double day) {
    return (struct class_key){ANALYSIS_RETENTION_FIRST, "coverage30", "survival", group_by, group, "", "", day};
}

static size_t withheld(struct made *made) {
    size_t n = 0;

    assert_int_equal(interval_check(&made->table, 11), PROTECT_OK);
    for (size_t i = 0; i < made->table.n; i++)
        n += made->rows[i].withheld;
    return n;
}

/* The people of ten groups of a grouping. */
static size_t of_groups(const char *group_by, int all) {
    struct made made = {.table = {.n = 0}};

    add(&made, RELEASE_SURVIVAL, survival("", "", 90), all, 0);
    for (size_t i = 0; i <= PARTS; i++)
        add(&made, RELEASE_SURVIVAL, survival(group_by, names[i], 90), i < PARTS ? 1 : 0, 0);
    return withheld(&made);
}

static void sites_make_up_all_people(void **state) {
    (void)state;
    assert_true(of_groups("site", TIGHT) > 0);
    assert_int_equal(of_groups("site", LOOSE), 0);
}

static void medications_make_up_all_people(void **state) {
    (void)state;
    assert_true(of_groups("medication", TIGHT) > 0);
    assert_int_equal(of_groups("medication", LOOSE), 0);
}

/* Ways of leaving are in one place only: the groups of it are overlapping. */
static void ways_of_leaving_are_no_groups(void **state) {
    (void)state;
    assert_int_equal(of_groups("exit", TIGHT), 0);
}

/* Ten ways of leaving by day 90. */
static size_t of_exits(int all) {
    struct made made = {.table = {.n = 0}};

    add(&made, RELEASE_SURVIVAL, survival("", "", 90), ALL, all);
    for (size_t i = 0; i <= PARTS; i++)
        add(&made, RELEASE_INCIDENCE,
            (struct class_key){ANALYSIS_EXITS_FIRST, "coverage30", "cumulative_incidence", "", "", names[i], "", 90},
            ALL, i < PARTS ? 1 : 0);
    return withheld(&made);
}

static void exits_make_up_all_who_left(void **state) {
    (void)state;
    assert_true(of_exits(TIGHT) > 0);
    assert_int_equal(of_exits(LOOSE), 0);
}

/* Ten stages of which each reflection names one. */
static size_t of_stages(int all, const char *field) {
    struct made made = {.table = {.n = 0}};

    for (size_t i = 0; i <= PARTS; i++)
        add(&made, RELEASE_PORTION,
            (struct class_key){ANALYSIS_REFLECTIONS, "", "share", "field", field, names[i], "", (double)NAN}, all,
            i < PARTS ? 1 : 0);
    return withheld(&made);
}

static void stages_make_up_all_reflections_and_triggers_do_not(void **state) {
    (void)state;
    assert_true(of_stages(TIGHT, "stage") > 0);
    assert_int_equal(of_stages(LOOSE, "stage"), 0);
    assert_int_equal(of_stages(TIGHT, "trigger"), 0);
}

/* Nine sites where 23-33 had left by day 90, and 0-11 by day 30: 12 or more between. Of all 111-121 had left by day 30
 * and at most 220 by day 90, so between them are at most 109: two of the tenth site, of which nothing else is told. */
static size_t between_days(int all_later, bool with_grid) {
    struct made made = {.table = {.n = 0}};

    add(&made, RELEASE_SURVIVAL, survival("", "", 30), ALL, 10);
    if (with_grid)
        add(&made, RELEASE_SURVIVAL, survival("", "", 60), ALL, all_later - 1);
    add(&made, RELEASE_SURVIVAL, survival("", "", 90), ALL, all_later);
    for (size_t i = 0; i <= PARTS; i++) {
        add(&made, RELEASE_SURVIVAL, survival("site", names[i], 30), 15, i < PARTS ? 0 : -1);
        add(&made, RELEASE_SURVIVAL, survival("site", names[i], 90), 15, i < PARTS ? 2 : -1);
    }
    return withheld(&made);
}

static void leavings_between_two_days_add_up_too(void **state) {
    (void)state;
    assert_true(between_days(19, false) > 0);
    assert_int_equal(between_days(22, false), 0);
}

/* All people have a day of which sites have none: theirs are between 30 and 90 as before. */
static void days_of_the_grid_are_not_between_days_of_groups(void **state) {
    (void)state;
    assert_true(between_days(19, true) > 0);
    assert_int_equal(between_days(22, true), 0);
}

/* Of 45-55 people of nine sites 34-44 had left: at least one is left in each. Without the event are all, less those
 * with it. 991-1001 people are all; of them 892-902 had left: at least 89 and at most 109 had not. */
static size_t of_the_rest(int held) {
    struct made made = {.table = {.n = 0}};

    add(&made, RELEASE_SURVIVAL, survival("", "", 90), 50, held);
    for (size_t i = 0; i <= PARTS; i++)
        add(&made, RELEASE_SURVIVAL, survival("site", names[i], 90), i < PARTS ? 5 : -1, i < PARTS ? 3 : -1);
    return withheld(&made);
}

static void the_rest_is_what_did_not_leave(void **state) {
    (void)state;
    /* nine sites of 56-66 of which 34-44 left: 12 or more did not; all are 551-561, of whom 452-462 left: at most 109
     * did not, which leaves one to the tenth site */
    assert_true(of_the_rest(41) > 0);
    assert_int_equal(of_the_rest(39), 0);
}

/* The same people stand in every row of a curve: what is told of them on one day is withheld on all, also on one that
 * has no row of all people. */
static void people_are_withheld_on_every_day(void **state) {
    struct made made = {.table = {.n = 0}};
    size_t n = 0;
    (void)state;

    add(&made, RELEASE_SURVIVAL, survival("", "", 30), TIGHT, 0);
    for (int day = 30; day <= 90; day += 60)
        for (size_t i = 0; i <= PARTS; i++)
            add(&made, RELEASE_SURVIVAL, survival("site", names[i], day), i < PARTS ? 1 : 0, 0);
    assert_true(withheld(&made) > 0);
    for (size_t i = 0; i <= PARTS; i++) {
        n += made.rows[1 + i].withheld;
        assert_int_equal(made.rows[1 + i].withheld, made.rows[2 + PARTS + i].withheld);
    }
    assert_true(n > 0);
}

/* Eight parts of at least 12 leave 99 - 96 = 3 to the ninth of at most 99; seven leave 88 - 84 = 4. */
static void four_of_ten_values_are_enough(void **state) {
    (void)state;
    for (size_t parts = 7; parts <= 8; parts++) {
        struct made made = {.table = {.n = 0}};
        add(&made, RELEASE_SURVIVAL, survival("", "", 90), (int)parts, 0);
        for (size_t i = 0; i <= parts; i++)
            add(&made, RELEASE_SURVIVAL, survival("site", names[i], 90), i < parts ? 1 : 0, 0);
        assert_int_equal(withheld(&made) > 0, parts == 8);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_make_up_all_people),
        cmocka_unit_test(medications_make_up_all_people),
        cmocka_unit_test(ways_of_leaving_are_no_groups),
        cmocka_unit_test(exits_make_up_all_who_left),
        cmocka_unit_test(stages_make_up_all_reflections_and_triggers_do_not),
        cmocka_unit_test(leavings_between_two_days_add_up_too),
        cmocka_unit_test(days_of_the_grid_are_not_between_days_of_groups),
        cmocka_unit_test(the_rest_is_what_did_not_leave),
        cmocka_unit_test(people_are_withheld_on_every_day),
        cmocka_unit_test(four_of_ten_values_are_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
