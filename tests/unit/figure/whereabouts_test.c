/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/whereabouts.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "assert_close.h"
#include "chart/areas.h"
#include "cmocka_begin.h"
#include "settings/settings_file.h"
#include "text/whereabouts_numbers.h"
#include "text/word_pool.h"

enum { N_STATES = WHEREABOUTS_STATES, MOST_ROWS = N_STATES * AREAS_TIMES };

static struct estimate rows[MOST_ROWS];
static struct estimates estimates = {.rows = rows};
static struct numbers numbers;
static struct ini_file *config;

static struct estimate *add_row(const char *measure, const char *state, double time, double value) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_WHERE_EVERYONE_IS;
    row.rule = "coverage30";
    row.measure = measure;
    row.subgroup = state;
    row.time_days = time;
    row.n = 200;
    row.at_risk = 94;
    row.estimate = value;
    row.ci_low = value - 0.01;
    row.ci_high = value + 0.01;
    rows[estimates.n_rows] = row;
    return &rows[estimates.n_rows++];
}

/* Everyone begins in care; a share moves to each other state by the same steps. */
static int fill(void **state) {
    static const double steps[N_STATES] = {-0.05, 0.01, 0.008, 0.03, 0.002}, days[N_STATES] = {200.4, 30, 10.2, 120, 5};
    (void)state;

    estimates.n_rows = 0;
    config = settings_file_read(NULL);
    numbers = (struct numbers){.estimates = &estimates, .config = config, .pool = word_pool_alloc()};
    for (size_t s = 0; s < N_STATES; s++) {
        for (int i = 1; i < AREAS_TIMES; i++)
            add_row("occupation", whereabouts_states[s], areas_days[i], (s == 0) + steps[s] * i);
        add_row("mean_days", whereabouts_states[s], WHEREABOUTS_YEAR, days[s]);
    }
    return 0;
}

static int empty(void **state) {
    (void)state;
    ini_file_free(config);
    word_pool_free(numbers.pool);
    return 0;
}

static void areas_add_up_to_everyone_on_each_day(void **state) {
    struct canvas *canvas = whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});
    double top[AREAS_TIMES] = {0};
    size_t n_areas = 0;
    (void)state;

    assert_non_null(canvas);
    for (size_t i = 0; i < canvas->panels[0]->n_series; i++) {
        const struct canvas_series *area = canvas->panels[0]->series[i];
        if (area->kind != SERIES_BAND)
            continue;
        assert_string_equal(area->what, whereabouts_states[n_areas++]);
        assert_int_equal(area->n_values, 3 * AREAS_TIMES);
        for (size_t t = 0; t < AREAS_TIMES; t++) {
            assert_close(area->values[3 * t], areas_days[t], 0);
            assert_close(area->values[3 * t + 1], top[t], 1e-12);
            top[t] = area->values[3 * t + 2];
        }
    }
    assert_int_equal(n_areas, N_STATES);
    for (size_t t = 0; t < AREAS_TIMES; t++)
        assert_close(top[t], 1, 1e-12);
    canvas_free(canvas);
}

static void the_headline_adds_the_days_of_all_stays(void **state) {
    struct canvas *canvas = whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});
    (void)state;

    assert_string_equal(canvas->texts[0].text, "241 of the first 365 days in care, 30 of them after a return to use");
    canvas_free(canvas);
    rows[estimates.n_rows - 1 - 2 * AREAS_TIMES].n = 29; /* back_in_care: too few to say */
    canvas = whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});
    assert_string_equal(canvas->texts[0].text, "Where everyone is over the first year");
    canvas_free(canvas);
}

static void days_of_a_year_that_few_are_followed_for_are_not_said(void **state) {
    (void)state;

    assert_close(whereabouts_days(&numbers, WHEREABOUTS_FIRST).in_care, 240.6, 1e-9);
    rows[AREAS_TIMES - 1].at_risk = 10; /* of in_care, mean days */
    assert_true(isnan(whereabouts_days(&numbers, WHEREABOUTS_FIRST).in_care));
    assert_null(whereabouts_mean(&numbers, "in_care", WHEREABOUTS_FIRST));
}

static void a_state_that_nobody_was_in_has_no_area(void **state) {
    struct canvas *canvas;
    size_t n_areas = 0;
    (void)state;

    estimates.n_rows = 2 * AREAS_TIMES; /* nobody left */
    canvas = whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE});
    assert_non_null(canvas);
    assert_close(whereabouts_days(&numbers, WHEREABOUTS_FIRST).later, 0, 0);
    assert_string_equal(canvas->texts[0].text, "230 of the first 365 days in care, 30 of them after a return to use");
    for (size_t i = 0; i < canvas->panels[0]->n_series; i++)
        n_areas += canvas->panels[0]->series[i]->kind == SERIES_BAND;
    assert_int_equal(n_areas, 2);
    canvas_free(canvas);
}

static void nothing_is_drawn_where_a_state_is_not_known_on_some_day(void **state) {
    (void)state;

    rows[3].flag = "beyond_follow_up";
    assert_null(whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE}));
    rows[3].flag = "";
    rows[3].at_risk = 10;
    assert_null(whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE}));
    estimates.n_rows = 0;
    assert_null(whereabouts_draw(&(struct chart_source){.numbers = &numbers, .width = CHART_WIDE}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(areas_add_up_to_everyone_on_each_day, fill, empty),
        cmocka_unit_test_setup_teardown(the_headline_adds_the_days_of_all_stays, fill, empty),
        cmocka_unit_test_setup_teardown(days_of_a_year_that_few_are_followed_for_are_not_said, fill, empty),
        cmocka_unit_test_setup_teardown(a_state_that_nobody_was_in_has_no_area, fill, empty),
        cmocka_unit_test_setup_teardown(nothing_is_drawn_where_a_state_is_not_known_on_some_day, fill, empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
