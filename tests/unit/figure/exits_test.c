/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/exits.h"

#include <math.h>
#include <string.h>

#include "assert_close.h"
#include "chart/areas.h"
#include "cmocka_begin.h"
#include "settings/settings_file.h"
#include "text/word_pool.h"

enum { N_TIMES = 13, MOST_ROWS = 3 * N_TIMES };

static struct estimate rows[MOST_ROWS];
static struct estimates estimates = {.rows = rows};
static struct numbers numbers;
static struct ini_file *config;

static int make_pool(void **state) {
    (void)state;
    estimates.n_rows = 0;
    config = settings_file_read(NULL);
    numbers = (struct numbers){.estimates = &estimates, .config = config, .pool = word_pool_alloc()};
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    ini_file_free(config);
    word_pool_free(numbers.pool);
    return 0;
}

/* A way of leaving that grows by `step` every 30 days; on days [from, to] fewer than eleven are followed. */
static void add_way(const char *code, double step, double from, double to) {
    for (int i = 1; i <= N_TIMES; i++) {
        struct estimate row = estimate_empty();
        row.analysis = "exits_first";
        row.rule = "coverage30";
        row.measure = "cumulative_incidence";
        row.subgroup = code;
        row.time_days = areas_days[i];
        row.n = 94;
        row.at_risk = row.time_days >= from && row.time_days <= to ? NUMBERS_LEAST_FOLLOWED - 1 : 94;
        row.estimate = step * row.time_days / 30;
        row.ci_low = row.estimate - 0.004;
        row.ci_high = row.estimate + 0.004;
        rows[estimates.n_rows++] = row;
    }
}

static const struct canvas_series *area_of(const struct canvas *canvas, const char *code) {
    const struct canvas_panel *panel = canvas->panels[0];

    for (size_t i = 0; i < panel->n_series; i++)
        if (strcmp(panel->series[i]->what, code) == 0)
            return panel->series[i];
    return NULL;
}

static void who_has_not_left_is_the_base_area(void **state) {
    (void)state;
    add_way("left", 0.041, 0, 0);
    add_way("jail", 0.007, 0, 0);
    struct canvas *canvas = exits_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});

    const struct canvas_series *in_care = area_of(canvas, "in_care"), *jail = area_of(canvas, "jail");

    if (in_care == NULL || jail == NULL) {
        fail();
        return;
    }
    for (size_t i = 0; i < in_care->n_values; i += 3) {
        assert_close(in_care->values[i + 1], 0, 0);
        assert_close(in_care->values[i + 2], 1 - 0.048 * in_care->values[i] / 30, 1e-12);
        assert_close(jail->values[i + 2], 1, 1e-12);
    }
    assert_close(in_care->values[in_care->n_values - 3], 365, 0);
    assert_non_null(strstr(canvas->description, "After 1 year: 42% Still in care"));
    canvas_free(canvas);
}

static void where_few_are_followed_for_a_while_a_line_joins(void **state) {
    (void)state;
    add_way("left", 0.041, 60, 120);
    struct canvas *canvas = exits_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});
    const struct canvas_series *area = area_of(canvas, "left");

    assert_non_null(area);
    for (size_t i = 0; area != NULL && i < area->n_values; i += 3)
        assert_close(area->values[i + 2] - area->values[i + 1], 0.041 * area->values[i] / 30, 1e-12);
    canvas_free(canvas);
}

static void nobody_followed_is_no_chart(void **state) {
    (void)state;
    add_way("left", 0.041, 30, 365);
    assert_null(exits_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_has_not_left_is_the_base_area, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(where_few_are_followed_for_a_while_a_line_joins, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(nobody_followed_is_no_chart, make_pool, free_pool),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
