/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every expected class by hand. */
#include "privacy/classify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmocka_begin.h"
#include "privacy/count_class.h"

static const struct release_lists lists = {.default_rule = "coverage30",
                                           .rules = {{"coverage30"}, 1},
                                           .medications = {{"methadone"}, 1},
                                           .sites = {{"north"}, 1},
                                           .exits = {{"left", "death"}, 2},
                                           .landmarks = {90},
                                           .n_landmarks = 1,
                                           .width = 11,
                                           .grid_days = 30,
                                           .last_month = -1};

static struct exact_row exact(const char *analysis, const char *site, double n, double at_risk, double estimate) {
    bool exits = strcmp(analysis, "exits_first") == 0;

    return (struct exact_row){.key = {analysis, "coverage30", exits ? "cumulative_incidence" : "survival",
                                      *site == '\0' ? "" : "site", site, exits ? "left" : "", "", 90},
                              .n = n,
                              .at_risk = at_risk,
                              .estimate = estimate};
}

static const struct class_row *find(const struct class_table *table, const char *analysis, const char *site,
                                    const char *code) {
    for (size_t i = 0; i < table->n; i++) {
        const struct class_key *key = &table->rows[i].key;
        if (strcmp(key->analysis, analysis) == 0 && strcmp(key->group, site) == 0 && strcmp(key->subgroup, code) == 0 &&
            !(fabs(key->time_days - 90) > 0.5) && strcmp(key->period, "") == 0)
            return &table->rows[i];
    }
    return NULL;
}

static struct class_row get(const struct class_table *table, const char *analysis, const char *site, const char *code) {
    const struct class_row *row = find(table, analysis, site, code);

    if (row == NULL) {
        fail_msg("no row of %s %s %s", analysis, site, code);
        return (struct class_row){.n = COUNT_CLASS_NONE};
    }
    return *row;
}

/* Of 77 people 43.4 with the event: class 6 (67-77) and, of 43, class 3 (34-44); 34 at risk. */
static void people_and_events_become_classes(void **state) {
    struct exact_row rows[] = {exact("retention_first", "", 77, 34, 1 - 43.4 / 77)};
    struct class_table table;
    (void)state;

    assert_int_equal(classify(rows, 1, &lists, &table), PROTECT_OK);
    struct class_row row = get(&table, "retention_first", "", "");
    assert_int_equal(row.n, 6);
    assert_int_equal(row.h, 3);
    assert_true(row.is_known && row.is_followed);
    class_table_free(&table);
}

static void nothing_exact_is_left_behind(void **state) {
    struct exact_row rows[] = {exact("retention_first", "", 77, 34, 0.4), exact("exits_first", "", 77, 34, 0.2)};
    struct class_table table;
    (void)state;

    rows[0].event_people = 12;
    assert_int_equal(classify(rows, 2, &lists, &table), PROTECT_OK);
    for (size_t i = 0; i < 2; i++)
        assert_true(isnan(rows[i].std_error) && isnan(rows[i].n) && isnan(rows[i].at_risk) &&
                    isnan(rows[i].event_people) && isnan(rows[i].estimate));
    class_table_free(&table);
}

/* 11 at risk are no class of 12. Of classes, lower ends count: at risk 12, seen 12 as well, of 89 (89-99): a quarter;
 * at risk alone an eighth, and of 111 (111-121) none. n x F of people who came late says nothing. */
static void few_followed_tell_nothing(void **state) {
    static const struct {
        double n, at_risk, seen, held;
        bool told;
        enum class_part at_risk_part, seen_part;
    } cases[] = {{77, 11, 66, 66, false, CLASS_PART_LESS, CLASS_PART_LESS},
                 {45, 12, 12, 12, true, CLASS_PART_QUARTER, CLASS_PART_HALF},
                 {99, 22, 22, 40, true, CLASS_PART_EIGHTH, CLASS_PART_QUARTER},
                 {99, 22, 11, 40, true, CLASS_PART_EIGHTH, CLASS_PART_EIGHTH},
                 {111, 22, 11, 80, false, CLASS_PART_LESS, CLASS_PART_LESS},
                 {111, 22, 77, 100, true, CLASS_PART_LESS, CLASS_PART_HALF},
                 {111, 22, 100, 100, true, CLASS_PART_LESS, CLASS_PART_MOST}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct exact_row row =
            exact("retention_first", "", cases[i].n, cases[i].at_risk, 1 - cases[i].held / cases[i].n);
        struct class_table table;
        row.event_people = cases[i].seen;
        assert_int_equal(classify(&row, 1, &lists, &table), PROTECT_OK);
        struct class_row found = get(&table, "retention_first", "", "");
        assert_int_equal(found.is_followed, cases[i].told);
        assert_int_equal(found.h >= 0, cases[i].told);
        assert_int_equal(found.at_risk, cases[i].at_risk_part);
        assert_int_equal(found.seen, cases[i].seen_part);
        class_table_free(&table);
    }
}

/* Of 99 people's records (89-99), with p = 0.5: a variance of 0.25 / 66 is that of 66 people, class 56-66, a half; of
 * 130, 122-132, three quarters; of 10, 0-11, less than an eighth: nothing is told. Nobody: as many as people. */
static void records_count_for_fewer_people(void **state) {
    static const struct {
        double estimate, people;
        enum class_part seen;
    } cases[] = {
        {0.5, 66, CLASS_PART_HALF}, {0.5, 130, CLASS_PART_MOST}, {0.5, 10, CLASS_PART_LESS}, {0, NAN, CLASS_PART_MOST}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct exact_row row = {.key = {"reflections", "", "reflections_recorded", "", "", "", "", NAN},
                                .n = 99,
                                .at_risk = 150,
                                .estimate = cases[i].estimate,
                                .std_error = isnan(cases[i].people) ? 0 : sqrt(0.25 / (cases[i].people + 0.5))};
        struct class_table table;
        assert_int_equal(classify(&row, 1, &lists, &table), PROTECT_OK);
        for (size_t k = 0; k < table.n; k++)
            if (strcmp(table.rows[k].key.measure, "reflections_recorded") == 0 && *table.rows[k].key.group_by == '\0') {
                assert_int_equal(table.rows[k].seen, cases[i].seen);
                assert_int_equal(table.rows[k].is_followed, cases[i].seen > CLASS_PART_LESS);
            }
        class_table_free(&table);
    }
}

/* Who left in any way was seen, whichever way is asked for. */
static void all_codes_count_as_seen(void **state) {
    struct exact_row rows[] = {exact("exits_first", "", 99, 12, 0.3), exact("exits_first", "", 99, 12, 0.2)};
    struct class_table table;
    (void)state;

    rows[0].event_people = 26;
    rows[1].event_people = 20;
    rows[1].key.subgroup = "death";
    assert_int_equal(classify(rows, 2, &lists, &table), PROTECT_OK);
    assert_int_equal(get(&table, "exits_first", "", "left").seen, CLASS_PART_HALF);
    assert_int_equal(get(&table, "exits_first", "", "death").seen, CLASS_PART_HALF);
    class_table_free(&table);
}

/* A site that is listed has its row whatever happened, one that is not from 12 people on; a code that nobody had is one
 * of the same people, with nobody. */
static void rows_are_the_product_of_lists(void **state) {
    struct exact_row rows[] = {exact("retention_first", "", 77, 34, 0.4), exact("retention_first", "south", 12, 12, 1),
                               exact("retention_first", "west", 11, 11, 1), exact("exits_first", "", 77, 34, 0.2)};
    struct class_table table;
    (void)state;

    assert_int_equal(classify(rows, 4, &lists, &table), PROTECT_OK);
    assert_int_equal(get(&table, "retention_first", "north", "").n, 0);
    assert_int_equal(get(&table, "retention_first", "south", "").n, 1);
    assert_null(find(&table, "retention_first", "west", ""));
    assert_int_equal(get(&table, "exits_first", "", "death").n, 6);
    assert_int_equal(get(&table, "exits_first", "", "death").h, 0);
    assert_int_equal(get(&table, "exits_first", "", "left").h, 1);
    class_table_free(&table);
}

/* Two hundred sites of 30 people: none is left out for being one of many. */
static void every_site_of_a_large_program_has_a_row(void **state) {
    enum { SITES = 200 };
    struct exact_row rows[SITES];
    char names[SITES][8];
    struct class_table table;
    (void)state;

    for (int i = 0; i < SITES; i++) {
        snprintf(names[i], sizeof names[i], "s%d", i);
        rows[i] = exact("retention_first", names[i], 30, 20, 0.5);
    }
    assert_int_equal(classify(rows, SITES, &lists, &table), PROTECT_OK);
    for (int i = 0; i < SITES; i++)
        assert_int_equal(get(&table, "retention_first", names[i], "").n, 2);
    class_table_free(&table);
}

/* What the mapping says is told. Whether an entry of [accept] was needed, and for how many, is decided by rows. */
static void no_fact_of_the_data_is_told(void **state) {
    static const char *const measures[] = {"mapping_says", "accept_used", "accept_unmet", "table_empty"};
    struct exact_row rows[4];
    struct class_table table;
    size_t facts = 0;
    (void)state;

    for (size_t i = 0; i < 4; i++)
        rows[i] = (struct exact_row){
            .key = {"data_quality", "", measures[i], "accept", "hole.north.doses.2026-05-01..2026-05-31", "", "", NAN},
            .estimate = 1};
    assert_int_equal(classify(rows, 4, &lists, &table), PROTECT_OK);
    for (size_t i = 0; i < table.n; i++) {
        facts += table.rows[i].kind == RELEASE_FACT;
        assert_true(table.rows[i].kind != RELEASE_FACT || strcmp(table.rows[i].key.measure, "mapping_says") == 0);
    }
    assert_int_equal(facts, 1);
    class_table_free(&table);
}

static void months_have_rows_of_every_length(void **state) {
    struct release_lists dated = lists;
    struct class_table table;
    size_t n[RELEASE_LEVELS] = {0};
    (void)state;

    dated.last_month = 2026 * 12 + 9; /* October: quarters to the third, half-years to the first */
    assert_int_equal(classify(NULL, 0, &dated, &table), PROTECT_OK);
    for (size_t i = 0; i < table.n; i++)
        for (size_t level = 0; level < RELEASE_LEVELS; level++)
            n[level] += strcmp(table.rows[i].key.measure, "leavings") == 0 &&
                        strcmp(table.rows[i].key.analysis, release_levels[level].analysis) == 0;
    assert_int_equal(n[0], 24);
    assert_int_equal(n[1], 8);
    assert_int_equal(n[2], 4);
    assert_int_equal(n[3], 2);
    for (size_t i = 0; i < table.n; i++)
        assert_false(*table.rows[i].key.period != '\0' && table.rows[i].is_known);
    class_table_free(&table);
}

/* That there is a file of returns to use does not show while no span has 12 of them; of other series 0-11 is told. */
static void the_first_row_of_a_table_does_not_show(void **state) {
    static const double counts[] = {(double)NAN, 0, 11, 12};
    static const char *const measures[] = {"returns_to_use", "returns"};
    struct release_lists dated = lists;
    (void)state;

    for (size_t i = 0; i < 8; i++) {
        struct exact_row row = {.key = {"years", "", measures[i / 4], "", "", "", "2025", NAN},
                                .n = counts[i % 4],
                                .estimate = counts[i % 4]};
        struct class_table table;
        int told = -2;
        dated.last_month = 2026 * 12 + 9;
        assert_int_equal(classify(&row, 1, &dated, &table), PROTECT_OK);
        for (size_t k = 0; k < table.n; k++)
            if (strcmp(table.rows[k].key.period, "2025") == 0 &&
                strcmp(table.rows[k].key.measure, measures[i / 4]) == 0)
                told = table.rows[k].h;
        assert_int_equal(told, i % 4 == 3 ? 1 : i / 4 == 0 || i % 4 == 0 ? COUNT_CLASS_NONE : 0);
        class_table_free(&table);
    }
}

/* An injection of 31 days covers day 30 and not day 31. */
static void what_a_supply_covers_is_read_off_the_configuration(void **state) {
    struct release_lists lasting = lists;
    struct class_table table;
    size_t n = 0;
    (void)state;

    lasting.medications = (struct release_names){{"methadone", "naltrexone_xr"}, 2};
    lasting.lasting_days[1] = 31;
    lasting.landmarks[0] = 30;
    lasting.landmarks[1] = 31;
    lasting.n_landmarks = 2;
    assert_int_equal(classify(NULL, 0, &lasting, &table), PROTECT_OK);
    for (size_t i = 0; i < table.n; i++) {
        const struct class_key *key = &table.rows[i].key;
        bool covered = strcmp(key->group, "naltrexone_xr") == 0 && key->time_days < 30.5;
        assert_true(table.rows[i].is_definition == covered);
        n += covered;
    }
    assert_int_equal(n, 1);
    class_table_free(&table);
}

static void limits_that_protect_nothing_are_refused(void **state) {
    struct release_lists none = lists;
    struct class_table table;
    (void)state;

    none.width = 0;
    assert_int_equal(classify(NULL, 0, &none, &table), PROTECT_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_and_events_become_classes),
        cmocka_unit_test(nothing_exact_is_left_behind),
        cmocka_unit_test(few_followed_tell_nothing),
        cmocka_unit_test(all_codes_count_as_seen),
        cmocka_unit_test(records_count_for_fewer_people),
        cmocka_unit_test(rows_are_the_product_of_lists),
        cmocka_unit_test(every_site_of_a_large_program_has_a_row),
        cmocka_unit_test(the_first_row_of_a_table_does_not_show),
        cmocka_unit_test(months_have_rows_of_every_length),
        cmocka_unit_test(limits_that_protect_nothing_are_refused),
        cmocka_unit_test(no_fact_of_the_data_is_told),
        cmocka_unit_test(what_a_supply_covers_is_read_off_the_configuration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
