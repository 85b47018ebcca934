/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_data.h"

#include "assert_close.h"
#include "cmocka_begin.h"

enum { MOST = 8 };

static struct estimate rows[MOST];
static const struct estimate *list[MOST];

static struct curve curve_of(const double days[], size_t n, double grid) {
    for (size_t i = 0; i < n; i++) {
        rows[i] = estimate_empty();
        rows[i].time_days = days[i];
        rows[i].n = 47;
        rows[i].at_risk = 47;
        rows[i].estimate = 0.93 - 0.07 * (double)i;
        list[i] = &rows[i];
    }
    return (struct curve){.label = "All", .rows = {.rows = list, .n = n}, .start = 1, .grid = grid};
}

static size_t count_drawn(const struct curve *curve) {
    size_t n = 0;

    for (size_t i = 0; i < curve->rows.n; i++)
        n += curve_is_drawn(curve, curve->rows.rows[i]);
    return n;
}

/* 360 and 365 are rounded each by itself: a line through both could fall where nobody left. */
static void a_day_beside_the_grid_is_left_out(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){7, 30, 60, 330, 360, 365}, 6, 30);

    assert_int_equal(count_drawn(&curve), 4);
    assert_false(curve_is_drawn(&curve, list[0]));
    assert_false(curve_is_drawn(&curve, list[5]));
    assert_close(curve_last_value(&curve, 365), rows[4].estimate, 1e-15);
}

static void a_day_far_from_the_grid_is_drawn(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){30, 90, 180, 365}, 4, 30);

    assert_int_equal(count_drawn(&curve), 4);
    rows[3].time_days = 95; /* its neighbour on the grid was withheld */
    rows[1].flag = "withheld";
    assert_true(curve_is_drawn(&curve, list[3]));
    assert_false(curve_is_drawn(&curve, list[1]));
}

static void without_a_grid_every_day_is_drawn(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){1, 7, 30, 31, 365}, 5, 0);

    assert_int_equal(count_drawn(&curve), 5);
}

static void a_curve_ends_where_fewer_than_eleven_are_left(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){30, 60, 90, 120}, 4, 0);

    rows[2].at_risk = NUMBERS_LEAST_FOLLOWED - 1;
    assert_int_equal(curve_length(&curve, 365), 2);
    assert_int_equal(curve_length(&curve, 30), 1);
    assert_close(curve_last_value(&curve, 365), rows[1].estimate, 1e-15);
    assert_close(curve_last_value(&curve, 10), 1, 1e-15);
    assert_close(curve_people(&curve), 47, 1e-15);
}

/* Where a tick stands: people who are censored on the day of a step were still followed when others left. */
static void a_curve_has_its_new_value_on_the_day_of_a_step(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){30, 60, 90}, 3, 0);

    assert_close(curve_value(&curve, 29), 1, 1e-15);
    assert_close(curve_value(&curve, 60), rows[1].estimate, 1e-15);
    assert_close(curve_value(&curve, 89), rows[1].estimate, 1e-15);
    rows[2].flag = "withheld";
    assert_close(curve_value(&curve, 90), rows[1].estimate, 1e-15);
    assert_close(curve_last_day(&curve, 365), 60, 1e-15);
    assert_close(curve_last_day(&curve, 10), 0, 1e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_beside_the_grid_is_left_out),
        cmocka_unit_test(a_day_far_from_the_grid_is_drawn),
        cmocka_unit_test(without_a_grid_every_day_is_drawn),
        cmocka_unit_test(a_curve_ends_where_fewer_than_eleven_are_left),
        cmocka_unit_test(a_curve_has_its_new_value_on_the_day_of_a_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
