/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/free_place.h"

#include <math.h>

#include "cmocka_begin.h"

/* A canvas of 400 x 200 whose numbers are its pixels; the words are to stand beside its middle. */
static struct canvas *canvas;
static struct canvas_panel *panel;
static const struct free_place middle = {
    .left = 0, .right = 400, .top = 0, .bottom = 200, .x = 200, .y = 100, .most_away = 40};

static int make(void **state) {
    (void)state;
    canvas = canvas_alloc("one", 400, 200);
    panel = canvas_add_overlay(canvas, 0, 400, 0, 200);
    return 0;
}

static int give_back(void **state) {
    (void)state;
    canvas_free(canvas);
    return 0;
}

static void add_line(unsigned colour, double x1, double y1, double x2, double y2) {
    struct canvas_series *line =
        canvas_add_series(panel, (struct canvas_series){.kind = SERIES_SEGMENTS, .colour = colour, .width = 1});

    series_add(line, (double[]){x1, y1, x2, y2});
}

static bool find(const struct free_place *place, struct canvas_text *text) {
    *text = (struct canvas_text){.font = FONT_SMALL, .text = (char[]){"54% (48-60)"}};
    return free_place_find(canvas, place, text);
}

static void words_stand_at_the_point_on_the_side_that_is_asked_for(void **state) {
    struct free_place below = middle;
    struct canvas_text text;
    (void)state;

    below.below = true;
    assert_true(find(&middle, &text));
    assert_true(text.y < 100 && text.y > 85 && fabs(text.x - 200) < 4 && text.align == ALIGN_CENTER);
    assert_true(find(&below, &text));
    assert_true(text.y > 100 && text.y < 115);
}

static void words_keep_clear_of_lines_and_words(void **state) {
    struct canvas_text text;
    (void)state;

    add_line(COLOUR_FIRST, 0, 92, 400, 92);
    assert_true(find(&middle, &text));
    assert_true(text.y > 98.5); /* under the line by half of their height */
    canvas_add_words(canvas, 200, 108, FONT_SMALL, ALIGN_CENTER, COLOUR_INK, "words that are there already");
    assert_true(find(&middle, &text));
    assert_true(text.y < 86 || text.y > 121);
}

static void the_grid_is_covered_only_if_need_be(void **state) {
    struct canvas_text text;
    (void)state;

    add_line(COLOUR_GRID, 0, 92, 400, 92);
    assert_true(find(&middle, &text));
    assert_false(text.y > 85.5 && text.y < 98.5);
    for (int y = 0; y <= 200; y += 8)
        add_line(COLOUR_GRID, 0, y, 400, y);
    assert_true(find(&middle, &text));
}

static void where_nothing_is_free_there_is_no_place(void **state) {
    struct canvas_text text;
    (void)state;

    for (int y = 0; y <= 200; y += 8)
        add_line(COLOUR_FIRST, 0, y, 400, y);
    assert_false(find(&middle, &text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_stand_at_the_point_on_the_side_that_is_asked_for, make, give_back),
        cmocka_unit_test_setup_teardown(words_keep_clear_of_lines_and_words, make, give_back),
        cmocka_unit_test_setup_teardown(the_grid_is_covered_only_if_need_be, make, give_back),
        cmocka_unit_test_setup_teardown(where_nothing_is_free_there_is_no_place, make, give_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
