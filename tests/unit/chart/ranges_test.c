/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ranges.h"

#include <stdio.h>
#include <string.h>

#include "canvas_room.h"
#include "cmocka_begin.h"

enum { DAYS = 4 };

static const double starts[DAYS] = {25, 85, 175, 360}, ends[DAYS] = {35, 95, 185, 370},
                    ticks[] = {0, 90, 180, 270, 365};

/* The least that is read with ease, and what a column of a printed page of Letter gives a chart (text/html_style.c):
 * 82 % of its half, and its height. */
static const double LEAST_POINTS = 7, COLUMN_MM = 75, HEIGHT_MM = 226;

static double points_in_print(const struct canvas *canvas) {
    double mm = COLUMN_MM / canvas->width;

    if (canvas->height * mm > HEIGHT_MM)
        mm = HEIGHT_MM / canvas->height;
    return chart_fonts[FONT_SMALL].size * mm / 25.4 * 72;
}

static struct canvas *draw(struct word_pool *pool, size_t n_panels, double width) {
    struct released row = {.flag = "", .likely_low = 0.4, .low = 0.5, .high = 0.6, .likely_high = 0.7};
    const struct released *rows[DAYS] = {&row, &row, &row, &row};
    struct ranges ranges = {
        .name = "sites", .finding = "Finding", .measure = "Measure", .note = "Note.", .width = width};

    for (size_t i = 0; i < n_panels; i++)
        ranges.panels[ranges.n_panels++] =
            (struct range_panel){.title = word_pool_format(pool, "Hôpital universitaire Édouard-Herriot %zu rue", i),
                                 .rows = rows,
                                 .x1 = starts,
                                 .x2 = ends,
                                 .n = DAYS,
                                 .x_max = 380,
                                 .ticks = ticks,
                                 .n_ticks = 5,
                                 .is_share = true};
    return ranges_draw(pool, &ranges);
}

/* A drawing of many panels that is as high as a page is drawn smaller there: however many there are, the narrow one,
 * which is printed, can be read, and nothing lies on anything else. */
static void as_many_panels_as_there_can_be_are_read_in_print(void **state) {
    struct word_pool *pool = word_pool_alloc();
    (void)state;

    for (size_t n = 1; n <= RANGES_MOST_PANELS; n++) {
        struct canvas *wide = draw(pool, n, CHART_WIDE), *narrow = draw(pool, n, CHART_NARROW);
        assert_texts_have_room(wide);
        assert_texts_have_room(narrow);
        assert_true(points_in_print(narrow) >= LEAST_POINTS);
        assert_true(wide->height < 1.2 * wide->width);
        canvas_free(wide);
        canvas_free(narrow);
    }
    word_pool_free(pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_panels_as_there_can_be_are_read_in_print),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
