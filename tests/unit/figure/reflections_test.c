/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/reflections.h"

#include <math.h>
#include <string.h>

#include "chart/gnuplot_script.h"
#include "cmocka_begin.h"
#include "text/word_pool.h"

static struct estimate named(const char *code, double share, double low, double high) {
    struct estimate row = estimate_empty();

    row.analysis = "reflections";
    row.measure = "share";
    row.group_by = "field";
    row.group = "trigger";
    row.subgroup = code;
    row.n = 100;
    row.at_risk = 100;
    row.events = share * 100;
    row.estimate = share;
    row.ci_low = low;
    row.ci_high = high;
    return row;
}

/* Draws the rows; the one chart there is, or NULL. The caller frees. */
static struct canvas *draw(struct estimate *rows, size_t n) {
    struct estimates estimates = {.rows = rows, .n_rows = n};
    struct numbers numbers = {.estimates = &estimates, .pool = word_pool_alloc()};
    struct canvas *canvases[REFLECTIONS_MOST];
    size_t drawn = reflections_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE}, canvases);

    word_pool_free(numbers.pool);
    assert_true(drawn <= 1);
    return drawn == 1 ? canvases[0] : NULL;
}

static const char *title_of(const struct canvas *canvas) { return canvas == NULL ? "no canvas" : canvas->title; }

static void one_that_stands_out_is_named_alone(void **state) {
    (void)state;
    struct estimate rows[] = {named("pain", 0.1, 0.05, 0.18), named("craving", 0.4, 0.3, 0.5)};
    struct canvas *canvas = draw(rows, 2);

    assert_string_equal(title_of(canvas), "The trigger named most often: craving, in 40% of the reflections");
    assert_non_null(strstr(canvas == NULL ? "" : canvas->description, "Craving: 40% (30–50). Pain: 10% (5–18)."));
    canvas_free(canvas);
}

static void a_tie_names_both_and_no_first(void **state) {
    (void)state;
    struct estimate rows[] = {named("craving", 0.4, 0.3, 0.5), named("pain", 0.1, 0.05, 0.18),
                              named("stress", 0.4, 0.3, 0.5)};
    struct canvas *canvas = draw(rows, 3);

    assert_string_equal(title_of(canvas), "Among the triggers named most often: craving and stress");
    canvas_free(canvas);
}

/* Which of many that cannot be told apart comes first is chance: they are counted. */
static void many_ties_are_counted(void **state) {
    (void)state;
    struct estimate rows[] = {named("craving", 0.4, 0.3, 0.5), named("pain", 0.35, 0.26, 0.45),
                              named("stress", 0.39, 0.3, 0.49), named("conflict", 0.36, 0.27, 0.46),
                              named("boredom", 0.1, 0.05, 0.18)};
    struct canvas *canvas = draw(rows, 5);

    assert_string_equal(title_of(canvas), "Triggers: craving; 3 others are about as frequent");
    canvas_free(canvas);
    canvas = draw(rows, 4);
    assert_string_equal(title_of(canvas), "Triggers: none stands out");
    canvas_free(canvas);
}

static void what_cannot_be_estimated_draws_nothing(void **state) {
    (void)state;
    struct estimate rows[] = {named("craving", 0.4, 0.3, 0.5), named("stress", (double)NAN, (double)NAN, (double)NAN)};

    rows[0].flag = "not_estimable";
    assert_null(draw(rows, 2));
}

static size_t n_values_of(const struct canvas *canvas, const char *what) {
    for (size_t i = 0; i < canvas->panels[0]->n_series; i++)
        if (strcmp(canvas->panels[0]->series[i]->what, what) == 0)
            return canvas->panels[0]->series[i]->n_values;
    fail_msg("no series %s", what);
    return 0;
}

static void every_row_has_its_texts_and_a_whisker(void **state) {
    (void)state;
    struct estimate rows[] = {named("craving", 0.4, 0.3, 0.5), named("pain", 0.1, 0.05, 0.18)};
    struct canvas *canvas = draw(rows, 2);

    if (canvas == NULL) {
        fail();
        return;
    }
    assert_int_equal(canvas->n_panels, 1);
    assert_int_equal(n_values_of(canvas, "95% intervals"), 2 * 4);
    assert_true(gnuplot_script_n_plots(canvas) > canvas->panels[0]->n_series);
    for (size_t i = 0; i < canvas->n_texts; i++) {
        assert_true(canvas->texts[i].x >= 0 && canvas->texts[i].x <= canvas->width);
        assert_true(canvas->texts[i].y >= 0 && canvas->texts[i].y <= canvas->height);
    }
    canvas_free(canvas);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_stands_out_is_named_alone),
        cmocka_unit_test(a_tie_names_both_and_no_first),
        cmocka_unit_test(many_ties_are_counted),
        cmocka_unit_test(what_cannot_be_estimated_draws_nothing),
        cmocka_unit_test(every_row_has_its_texts_and_a_whisker),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
