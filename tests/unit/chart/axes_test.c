/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/axes.h"

#include "assert_close.h"
#include "cmocka_begin.h"

enum { LEFT = 100, RIGHT = 340 };

static struct canvas *canvas;

static int free_canvas(void **state) {
    (void)state;
    canvas_free(canvas);
    return 0;
}

/* A panel of the months from `first` on. */
static struct canvas_panel *months(double first, double n) {
    struct canvas_panel *panel;

    canvas = canvas_alloc("months", 720, 400);
    panel = canvas_add_panel(
        canvas,
        (struct canvas_panel){
            .left = LEFT, .right = RIGHT, .top = 10, .bottom = 110, .x_min = first, .x_max = first + n, .y_max = 1});
    axes_add_months(canvas, panel, 0);
    return panel;
}

static void one_month_is_named_in_its_middle(void **state) {
    (void)state;
    months(2026 * 12 + 8, 1);
    assert_int_equal(canvas->n_texts, 1);
    assert_string_equal(canvas->texts[0].text, "Sep 2026");
    assert_close(canvas->texts[0].x, (LEFT + RIGHT) / 2.0, 1e-9);
}

static void under_a_year_both_ends_are_named(void **state) {
    (void)state;
    months(2025 * 12 + 11, 6);
    assert_int_equal(canvas->n_texts, 2);
    assert_string_equal(canvas->texts[0].text, "Dec 2025");
    assert_string_equal(canvas->texts[1].text, "May 2026");
    assert_close(canvas->texts[0].x, LEFT + 20, 1e-9);
    assert_close(canvas->texts[1].x, RIGHT - 20, 1e-9);
}

/* 12 months of 2025 and 3 of 2026, 16 pixels each. */
static void years_are_named_in_the_middle_of_what_is_seen(void **state) {
    const struct canvas_panel *panel = months(2025 * 12, 15);
    (void)state;

    assert_int_equal(canvas->n_texts, 2);
    assert_string_equal(canvas->texts[0].text, "2025");
    assert_close(canvas->texts[0].x, LEFT + 96, 1e-9);
    assert_string_equal(canvas->texts[1].text, "2026");
    assert_close(canvas->texts[1].x, RIGHT - 24, 1e-9);
    assert_int_equal(panel->n_series, 1); /* the line between them */
    assert_close(panel->series[0]->values[0], 2026 * 12, 1e-9);
}

static void a_single_year_has_its_name_and_no_line(void **state) {
    const struct canvas_panel *panel = months(2025 * 12, 12);
    (void)state;

    assert_int_equal(canvas->n_texts, 1);
    assert_string_equal(canvas->texts[0].text, "2025");
    assert_int_equal(panel->n_series, 0);
}

/* One month of 2024 is 15 pixels: too few for four figures. */
static void what_is_seen_of_a_year_must_hold_its_name(void **state) {
    (void)state;
    months(2024 * 12 + 11, 16);
    assert_int_equal(canvas->n_texts, 2);
    assert_string_equal(canvas->texts[0].text, "2025");
}

static void an_axis_ends_at_a_round_number(void **state) {
    static const double cases[][2] = {{1, 1},   {2.5, 4}, {3.1, 4},     {4.2, 6},
                                      {25, 30}, {42, 50}, {2375, 3000}, {84, 100}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_close(axes_round_up(cases[i][0]), cases[i][1], 1e-12);
}

/* 20 pixels apart: a day that would touch the one before it is left out. */
static void days_leave_room_between_them(void **state) {
    static const double days[] = {0, 30, 60, 90, 120, 150, 180};
    double end = 0;
    struct canvas_panel *panel;
    (void)state;

    canvas = canvas_alloc("days", 390, 400);
    panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = LEFT, .right = LEFT + 120, .bottom = 110, .x_max = 180});
    axes_add_days(canvas, panel, days, 7);
    assert_true(canvas->n_texts >= 4);
    for (size_t i = 0; i < canvas->n_texts; i++) {
        double half = chart_text_width(FONT_TICK, canvas->texts[i].text) / 2;
        assert_true(canvas->texts[i].x - half >= end + 4);
        end = canvas->texts[i].x + half;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(days_leave_room_between_them, free_canvas),
        cmocka_unit_test_teardown(one_month_is_named_in_its_middle, free_canvas),
        cmocka_unit_test_teardown(under_a_year_both_ends_are_named, free_canvas),
        cmocka_unit_test_teardown(years_are_named_in_the_middle_of_what_is_seen, free_canvas),
        cmocka_unit_test_teardown(a_single_year_has_its_name_and_no_line, free_canvas),
        cmocka_unit_test_teardown(what_is_seen_of_a_year_must_hold_its_name, free_canvas),
        cmocka_unit_test(an_axis_ends_at_a_round_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
