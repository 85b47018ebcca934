/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_data.h"

#include "assert_close.h"
#include "cmocka_begin.h"

enum { MOST = 8 };

static struct estimate rows[MOST];
static const struct estimate *list[MOST];

static struct curve curve_of(const double days[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        rows[i] = estimate_empty();
        rows[i].time_days = days[i];
        rows[i].n = 47;
        rows[i].at_risk = 47;
        rows[i].estimate = 0.93 - 0.07 * (double)i;
        list[i] = &rows[i];
    }
    return (struct curve){.label = "All", .rows = {.rows = list, .n = n}, .start = 1};
}

static void a_curve_ends_where_fewer_than_eleven_are_left(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){30, 60, 90, 120}, 4);

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
    struct curve curve = curve_of((const double[]){30, 60, 90}, 3);

    assert_close(curve_value(&curve, 29), 1, 1e-15);
    assert_close(curve_value(&curve, 60), rows[1].estimate, 1e-15);
    assert_close(curve_value(&curve, 89), rows[1].estimate, 1e-15);
    rows[2].flag = "beyond_follow_up";
    assert_close(curve_value(&curve, 90), rows[1].estimate, 1e-15);
    assert_close(curve_last_day(&curve, 365), 60, 1e-15);
    assert_close(curve_last_day(&curve, 10), 0, 1e-15);
}

/* Of 47 people eight enter late. A first row far from the start says nothing of it. */
static void who_enters_late_is_not_followed_from_the_start(void **state) {
    (void)state;
    struct curve curve = curve_of((const double[]){1, 60}, 2);

    assert_close(curve_followed_from_start(&curve), 47, 1e-15);
    rows[0].at_risk = 39;
    assert_close(curve_followed_from_start(&curve), 39, 1e-15);
    rows[0].time_days = 30;
    assert_close(curve_followed_from_start(&curve), 47, 1e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_enters_late_is_not_followed_from_the_start),
        cmocka_unit_test(a_curve_ends_where_fewer_than_eleven_are_left),
        cmocka_unit_test(a_curve_has_its_new_value_on_the_day_of_a_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
