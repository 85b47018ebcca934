/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_set.h"

#include <math.h>
#include <stdio.h>

#include "cmocka_begin.h"
#include "settings/settings_file.h"

enum { SHORT_ONES = 30, LONG_ONES = 6, GROUPS = SHORT_ONES + LONG_ONES, DAYS = 4 };

/* Of more groups than there is room for, those that come first by name end before the mark: they take nobody's place.
 */
static void groups_that_end_before_the_mark_take_no_room(void **state) {
    static struct estimate rows[GROUPS * DAYS];
    static char names[GROUPS][24];
    struct estimates estimates = {.rows = rows};
    struct ini_file *config = settings_file_read(NULL);
    struct numbers numbers = {.estimates = &estimates, .config = config, .pool = word_pool_alloc()};
    struct curve drawn[CURVE_SET_MOST];
    struct curves curves = {.x_max = 365, .mark = 90, .curves = drawn, .everybody = "All"};
    const struct number_key key = {
        .analysis = "retention_first", .rule = "coverage30", .measure = "survival", .group_by = "site"};
    (void)state;

    for (int g = 0; g < GROUPS; g++) {
        snprintf(names[g], sizeof names[g], "%s_%02d", g < SHORT_ONES ? "hill" : "river", g);
        for (int d = 0; d < DAYS; d++) {
            struct estimate *row = &rows[estimates.n_rows++];
            *row = estimate_empty();
            row->analysis = key.analysis;
            row->rule = key.rule;
            row->measure = key.measure;
            row->group_by = key.group_by;
            row->group = names[g];
            row->subgroup = row->period = row->flag = "";
            row->time_days = 30 * (d + 1);
            row->n = 60;
            row->at_risk = g < SHORT_ONES && d > 1 ? 3 : 40;
            row->estimate = 0.9 - 0.1 * d;
            row->ci_low = row->estimate - 0.05;
            row->ci_high = row->estimate + 0.05;
        }
    }
    assert_int_equal(curve_set_add_groups(&curves, &numbers, key, 1), LONG_ONES);
    assert_int_equal(curves.n_left_out, 0);
    assert_string_equal(curves.short_ones, "30 groups");
    assert_string_equal(curves.curves[0].label, "River 30");
    curve_set_free(&curves);
    word_pool_free(numbers.pool);
    ini_file_free(config);
}

/* Everyone receives the same medication: one curve, not the same one twice. */
static void a_group_of_all_people_is_drawn_once(void **state) {
    struct estimate rows[2 * 2 * DAYS];
    struct estimates estimates = {.rows = rows};
    struct ini_file *config = settings_file_read(NULL);
    (void)state;

    for (int in_group = 0; in_group < 2; in_group++) {
        struct numbers numbers = {.estimates = &estimates, .config = config, .pool = word_pool_alloc()};
        struct curve drawn[CURVE_SET_MOST];
        struct curves curves = {.x_max = 365, .mark = 90, .curves = drawn, .everybody = "All"};
        const struct number_key key = {
            .analysis = "retention_first", .rule = "coverage30", .measure = "survival", .group_by = "medication"};
        estimates.n_rows = 0;
        for (int d = 0; d < 2 * DAYS; d++) {
            struct estimate *row = &rows[estimates.n_rows++];
            *row = estimate_empty();
            row->analysis = key.analysis;
            row->rule = key.rule;
            row->measure = key.measure;
            row->group_by = d < DAYS ? "" : key.group_by;
            row->group = d < DAYS ? "" : "methadone";
            row->subgroup = row->period = row->flag = "";
            row->time_days = 30 * (d % DAYS + 1);
            row->n = d < DAYS ? 60 : 59 + in_group;
            row->at_risk = 40;
            row->estimate = 0.9 - 0.1 * (d % DAYS);
            row->ci_low = row->estimate - 0.05;
            row->ci_high = row->estimate + 0.05;
        }
        assert_int_equal(curve_set_add_groups(&curves, &numbers, key, 1), 1);
        assert_int_equal(curves.all.rows.n, in_group ? 0 : DAYS);
        assert_string_equal(curves.curves[0].label, "Methadone");
        curve_set_free(&curves);
        word_pool_free(numbers.pool);
    }
    ini_file_free(config);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_that_end_before_the_mark_take_no_room),
        cmocka_unit_test(a_group_of_all_people_is_drawn_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
