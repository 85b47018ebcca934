/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/funnel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "canvas_room.h"
#include "cmocka_begin.h"

enum { SITES = 30 };

static bool has_text(const struct canvas *canvas, const char *text) {
    for (size_t i = 0; i < canvas->n_texts; i++)
        if (strcmp(canvas->texts[i].text, text) == 0)
            return true;
    return false;
}

static bool is_between(double a, double low, double high) { return a > fmin(low, high) && a < fmax(low, high); }

/* Does the line from (v[0], v[1]) to (v[2], v[3]) go through the letters of the text? By its middle line. */
static bool strikes(const double v[4], const struct text_box *box) {
    double y = (box->top + box->bottom) / 2, x;

    if (!is_between(y, v[1], v[3]))
        return false;
    x = v[0] + (v[2] - v[0]) * (y - v[1]) / (v[3] - v[1]);
    return x > box->left && x < box->right;
}

static void assert_no_leader_strikes_a_word(const struct canvas *canvas) {
    for (size_t p = 0; p < canvas->n_panels; p++)
        for (size_t s = 0; s < canvas->panels[p]->n_series; s++) {
            const struct canvas_series *series = canvas->panels[p]->series[s];
            for (size_t i = 0; strcmp(series->what, "leader") == 0 && i < series->n_values; i += 4)
                for (size_t t = 0; t < canvas->n_texts; t++) {
                    struct text_box box = text_box_of(&canvas->texts[t]);
                    const double *v = series->values + i;
                    const struct canvas_panel *panel = canvas->panels[p];
                    assert_false(strikes((double[]){panel_x(panel, v[0]), panel_y(panel, v[1]), panel_x(panel, v[2]),
                                                    panel_y(panel, v[3])},
                                         &box));
                }
        }
}

/* A clump of sites of one size around the average, one site outside, and one far larger than all others: the last two
 * have names in either drawing, most of the clump has in the wide one, and no word lies on another or on a leader. */
static void sites_outside_and_at_the_ends_have_names_beside_a_clump(void **state) {
    static char names[SITES][32];
    struct funnel_point points[SITES];
    struct numbers numbers = {.pool = word_pool_alloc()};
    (void)state;

    for (size_t i = 0; i < SITES; i++) {
        snprintf(names[i], sizeof names[i], "House %zu", i);
        points[i] = (struct funnel_point){100 + (double)(i * 7 % 13) * 3, 0, names[i]};
        points[i].events = points[i].expected * (0.9 + (double)(i * 5 % 17) / 85);
    }
    points[4].events = points[4].expected * 1.6;
    points[9] = (struct funnel_point){190, 192, names[9]};
    for (int narrow = 0; narrow < 2; narrow++) {
        const struct funnel funnel = {.name = "sites",
                                      .finding = "Finding",
                                      .measure = "Measure",
                                      .note = "Note.",
                                      .x_title = "Expected",
                                      .width = narrow ? CHART_NARROW : CHART_WIDE,
                                      .points = points,
                                      .n = SITES};
        struct canvas *canvas = funnel_draw(&numbers, &funnel);
        size_t n_named = 0;
        for (size_t i = 0; i < SITES; i++)
            n_named += has_text(canvas, names[i]);
        assert_true(has_text(canvas, names[4]) && has_text(canvas, names[9]));
        assert_true(n_named >= (narrow ? 4 : 9));
        assert_texts_have_room(canvas);
        assert_no_leader_strikes_a_word(canvas);
        canvas_free(canvas);
    }
    word_pool_free(numbers.pool);
}

/* Among the fewest people the limits lie far above every site: they are drawn over more than half of the picture. */
static void limits_are_seen_beside_small_sites(void **state) {
    struct funnel_point points[] = {{1.2, 2, "Hill"}, {4.7, 4, "North"}, {2.3, 1, "River"}};
    struct numbers numbers = {.pool = word_pool_alloc()};
    const struct funnel funnel = {.name = "sites",
                                  .finding = "Finding",
                                  .measure = "Measure",
                                  .note = "Note.",
                                  .x_title = "Expected",
                                  .width = CHART_WIDE,
                                  .points = points,
                                  .n = 3};
    struct canvas *canvas = funnel_draw(&numbers, &funnel);
    const struct canvas_panel *panel = canvas->panels[0];
    double first = panel->x_max;
    (void)state;

    for (size_t s = 0; s < panel->n_series; s++) {
        const struct canvas_series *series = panel->series[s];
        for (size_t i = 0; strcmp(series->what, "limit") == 0 && i < series->n_values; i += 2)
            if (series->dash != NULL && series->values[i + 1] > 1)
                first = fmin(first, series->values[i]);
    }
    assert_true(first <= panel->x_max * 0.52);
    canvas_free(canvas);
    word_pool_free(numbers.pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_seen_beside_small_sites),
        cmocka_unit_test(sites_outside_and_at_the_ends_have_names_beside_a_clump),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
