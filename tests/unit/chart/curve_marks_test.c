/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_marks.h"

#include <math.h>
#include <string.h>

#include "cmocka_begin.h"
#include "text/word_pool.h"

static struct estimate at_day(double day, double at_risk, double share, const char *flag) {
    struct estimate row = estimate_empty();

    row.time_days = day;
    row.n = 100;
    row.at_risk = at_risk;
    row.estimate = share;
    row.ci_low = share - 0.05;
    row.ci_high = share + 0.05;
    row.flag = flag;
    return row;
}

static struct numbers numbers;

static int make_pool(void **state) {
    (void)state;
    numbers = (struct numbers){.pool = word_pool_alloc()};
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(numbers.pool);
    return 0;
}

enum { DAYS = 120 };

/* The words of a curve that changes from `share` + 0.3 to `share` - 0.3 (or the other way) around the mark, seen from
 * the mark's dot. */
static struct canvas_text words_of(double share, double a_day) {
    struct estimate row = at_day(90, 50, share, "");
    const struct estimate *rows[] = {&row};
    struct curve curve = {.label = "All", .rows = {.rows = rows, .n = 1}, .start = 1};
    struct curves curves = {.name = "one", .note = "", .mark = 90, .x_max = 365, .curves = &curve, .n_curves = 1};
    struct canvas *canvas = canvas_alloc("one", CHART_WIDE, 400);
    struct canvas_panel *panel = canvas_add_panel(
        canvas, (struct canvas_panel){.right = 700, .top = 50, .bottom = 350, .x_max = 365, .y_max = 1});
    struct canvas_series *line = canvas_add_series(panel, (struct canvas_series){.kind = SERIES_LINE});
    struct canvas_text text;

    for (int day = 90 - DAYS / 2; day <= 90 + DAYS / 2; day++)
        series_add(line, (double[]){day, share + a_day * (day - 90)});
    curve_marks_add(canvas, panel, &numbers, &curves);
    assert_int_equal(canvas->n_texts, 1);
    text = canvas->texts[0];
    text.x -= panel_x(panel, 90);
    text.y -= panel_y(panel, share);
    canvas_free(canvas);
    return text;
}

static void words_stand_where_the_curve_is_not(void **state) {
    (void)state;
    struct canvas_text falling = words_of(0.5, -0.005), rising = words_of(0.5, 0.005), flat = words_of(0.5, 0);

    assert_true(falling.x > 0 && falling.y < 0);
    assert_true(rising.x < 0 && rising.y < 0);
    assert_true(fabs(flat.x) < 3 && flat.y < -7 && flat.y > -24);
}

/* How many words stand in the chart of one curve. */
static size_t n_words_of(double n, double at_risk, const char *flag) {
    struct estimate row = at_day(90, at_risk, 0.68, flag);
    const struct estimate *rows[] = {&row};
    struct curve curve = {.label = "All", .rows = {.rows = rows, .n = 1}, .start = 1};
    struct curves curves = {.name = "one", .note = "", .mark = 90, .x_max = 365, .curves = &curve, .n_curves = 1};
    struct canvas *canvas = canvas_alloc("one", CHART_WIDE, 400);
    struct canvas_panel *panel = canvas_add_panel(
        canvas, (struct canvas_panel){.right = 700, .top = 50, .bottom = 350, .x_max = 365, .y_max = 1});
    size_t n_words;

    row.n = n;
    curve_marks_add(canvas, panel, &numbers, &curves);
    n_words = canvas->n_texts;
    assert_int_equal(panel->n_series, n_words);
    canvas_free(canvas);
    return n_words;
}

/* The table says "too few" of them. */
static void a_value_that_may_not_be_said_has_no_dot(void **state) {
    (void)state;
    assert_int_equal(n_words_of(100, 50, ""), 1);
    assert_int_equal(n_words_of(29, 17, ""), 0);
    assert_int_equal(n_words_of(100, 50, "too_few"), 0);
    assert_int_equal(n_words_of(100, 50, "by_construction"), 0);
    assert_int_equal(n_words_of(100, NUMBERS_LEAST_FOLLOWED - 1, ""), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_where_the_curve_is_not),
        cmocka_unit_test(a_value_that_may_not_be_said_has_no_dot),
    };

    return cmocka_run_group_tests(tests, make_pool, free_pool);
}
