/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/estimates_table.h"

#include <math.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

#define HEADER                                                                                                         \
    "analysis,rule,measure,group_by,group,subgroup,time_days,period,n,event_people,at_risk,events,estimate,std_error," \
    "ci_low,ci_high,flag\n"

static struct estimate keyed(const char *analysis, const char *group, double time_days) {
    struct estimate row = estimate_empty();

    row.analysis = analysis;
    row.group = group;
    row.time_days = time_days;
    return row;
}

static void keys_are_ordered_bytewise_and_then_by_time(void **state) {
    const struct estimate rows[] = {keyed("a", "", (double)NAN), keyed("a", "", 30), keyed("a", "", 90),
                                    keyed("a", "B", 0),          keyed("a", "b", 0), keyed("b", "", 0)};
    const size_t n = sizeof rows / sizeof rows[0];
    (void)state;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int order = estimate_compare_keys(&rows[i], &rows[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void every_part_of_the_key_counts(void **state) {
    (void)state;
    for (int part = 0; part < 8; part++) {
        struct estimate a = estimate_empty(), b = estimate_empty();
        const char **const texts[] = {&b.analysis, &b.rule, &b.measure, &b.group_by, &b.group, &b.subgroup, &b.period};
        assert_int_equal(estimate_compare_keys(&a, &b), 0);
        if (part < 7)
            *texts[part] = "x";
        else
            b.time_days = 1;
        assert_true(estimate_compare_keys(&a, &b) < 0);
        assert_true(estimate_compare_keys(&b, &a) > 0);
    }
}

static void flags_are_whole_words(void **state) {
    struct estimate row = estimate_empty();
    (void)state;

    assert_false(estimate_has_flag(&row, "too_few"));
    row.flag = "immature;too_few";
    assert_true(estimate_has_flag(&row, "too_few"));
    assert_true(estimate_has_flag(&row, "immature"));
    assert_false(estimate_has_flag(&row, "few"));
    assert_false(estimate_has_flag(&row, "too_few;"));
    assert_false(estimate_has_flag(&row, "immature;too_few"));
    row.flag = NULL;
    assert_false(estimate_has_flag(&row, "too_few"));
}

static void read_estimates(const void *path) { estimates_free(estimates_read(path)); }

static void a_table_is_read_with_its_columns_in_any_order(void **state) {
    struct estimates *estimates = estimates_read(scratch_text(
        "e.csv", "flag,estimate,ci_high,analysis,rule,measure,group_by,group,subgroup,time_days,period,n,event_people,"
                 "at_risk,events,std_error,ci_low\nreference,0.5,,a,r,m,,,,30,2024-01,7,,,,,\n"));
    (void)state;

    assert_int_equal(estimates->n_rows, 1);
    assert_string_equal(estimates->rows[0].flag, "reference");
    assert_string_equal(estimates->rows[0].period, "2024-01");
    assert_true(estimates->rows[0].estimate > 0.49 && estimates->rows[0].estimate < 0.51);
    assert_true(isnan(estimates->rows[0].ci_high));
    estimates_free(estimates);
    estimates_free(NULL);
}

static void what_is_no_estimates_table_is_refused(void **state) {
    (void)state;
    assert_ends(read_estimates, scratch_path("none.csv"), EX_NOINPUT, "none.csv: cannot be read");
    assert_ends(read_estimates, scratch_text("e.csv", "analysis,rule\n"), EX_DATAERR,
                "e.csv:1: measure: no such column");
    assert_ends(read_estimates, scratch_text("e.csv", HEADER "a,,m,,,,soon,,,,,,,,,,\n"), EX_DATAERR,
                "e.csv:2:7: time_days: not usable (expected a number)");
    assert_ends(read_estimates, scratch_text("e.csv", HEADER "a,,m\n"), EX_DATAERR, "e.csv:2: 3 cells (expected 17");
    assert_ends(read_estimates, scratch_text("e.csv", HEADER), 0, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_ordered_bytewise_and_then_by_time),
        cmocka_unit_test(every_part_of_the_key_counts),
        cmocka_unit_test(flags_are_whole_words),
        cmocka_unit_test(a_table_is_read_with_its_columns_in_any_order),
        cmocka_unit_test(what_is_no_estimates_table_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
