/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every chart of tables with rows of all sections, wide and narrow: no text outside, none on another.
 */
#include "figure/all_charts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_room.h"
#include "cmocka_begin.h"
#include "settings/settings_file.h"

static struct ini_file *config;

static int read_config(void **state) {
    (void)state;
    config = settings_file_read(NULL);
    return 0;
}

static int free_config(void **state) {
    (void)state;
    ini_file_free(config);
    return 0;
}

/* Draws the table at both widths; returns how many charts there were. */
static size_t draw(struct estimates *estimates) {
    const double widths[] = {CHART_WIDE, CHART_NARROW};
    struct numbers numbers = {.estimates = estimates, .config = config, .pool = word_pool_alloc()};
    struct canvas *canvases[ALL_CHARTS_MOST];
    size_t n = 0;

    for (size_t w = 0; w < 2; w++) {
        n = all_charts_draw(&(struct chart_source){.numbers = &numbers, .width = widths[w]}, canvases);
        for (size_t i = 0; i < n; i++) {
            assert_texts_have_room(canvases[i]);
            assert_int_equal(strstr(canvases[i]->name, "_narrow") != NULL, widths[w] < CHART_WIDE);
            canvas_free(canvases[i]);
        }
    }
    word_pool_free(numbers.pool);
    return n;
}

static void no_text_lies_outside_or_on_another(void **state) {
    struct estimates *estimates = estimates_read("tests/golden/write_report/internal/estimates.csv");
    (void)state;

    estimates_index(estimates);
    assert_true(draw(estimates) >= 10);
    estimates_free(estimates);
}

enum { DAYS = 12 };

/* Staying at so many sites with names that are long and not of ASCII. */
static void draw_sites(size_t n_sites, double last_day) {
    struct estimate *rows = calloc(n_sites * DAYS, sizeof *rows);
    char(*names)[96] = calloc(n_sites, sizeof *names);
    struct estimates estimates = {.rows = rows};

    assert_true(rows != NULL && names != NULL);
    for (size_t s = 0; s < n_sites; s++) {
        snprintf(names[s], sizeof names[s], "Centre médico-psychologique Élisabeth-Bouissounouse Nº %zu", s + 100);
        for (size_t d = 0; d < DAYS; d++) {
            struct estimate *row = &rows[estimates.n_rows++];
            *row = estimate_empty();
            row->analysis = "retention_first";
            row->rule = "coverage30";
            row->measure = "survival";
            row->group_by = "site";
            row->group = names[s];
            row->time_days = d + 1 == DAYS ? 365 : (double)(30 * (d + 1));
            if (row->time_days > last_day)
                row->flag = "beyond_follow_up";
            row->n = 11234;
            row->at_risk = s % 3 == 2 && d > 4 ? 4 : 10345 - 100 * (double)d;
            row->estimate = 0.97 - 0.06 * (double)d - 0.011 * (double)(s % 2);
            row->ci_low = row->estimate - 0.03;
            row->ci_high = row->estimate + 0.02;
        }
    }
    assert_int_equal(draw(&estimates), n_sites > 1); /* one site is everybody */
    free(rows);
    free(names);
}

static void long_names_of_sites_have_room(void **state) {
    static const size_t n_sites[] = {1, 2, 3, 4, 5, 8, 9, 10, 20, 200};
    (void)state;

    for (size_t i = 0; i < sizeof n_sites / sizeof n_sites[0]; i++)
        for (int half = 0; half < 2; half++)
            draw_sites(n_sites[i], half ? 150 : 365);
}

/* Rates of leaving at so many sites: up to nine beside their average, of more beside what is expected. */
static void draw_rates(size_t n_sites) {
    struct estimate *rows = calloc(2 * n_sites, sizeof *rows);
    char(*names)[96] = calloc(n_sites, sizeof *names);
    struct estimates estimates = {.rows = rows};

    assert_true(rows != NULL && names != NULL);
    for (size_t s = 0; s < n_sites; s++)
        for (int part = 0; part < (n_sites > 9 ? 2 : 1); part++) {
            struct estimate *row = &rows[estimates.n_rows++];
            snprintf(names[s], sizeof names[s], "Centro de Atención Integral Ñuñoa-Peñalolén %zu", s + 1);
            *row = estimate_empty();
            row->analysis = "leaving_adjusted";
            row->rule = "coverage30";
            row->measure = n_sites <= 9 ? "ratio_to_average"
                           : part == 0  ? "observed_expected_ratio"
                                        : "expected_events";
            row->group = "site";
            row->subgroup = names[s];
            row->n = 90;
            row->events = 20 + 40 * (double)(s % 7 == 0);
            row->estimate = part == 1 ? 21.5 : 0.6 + 0.11 * (double)(s % 9);
            row->ci_low = row->estimate * 0.7;
            row->ci_high = row->estimate * 1.4;
        }
    assert_int_equal(draw(&estimates), 1);
    free(rows);
    free(names);
}

static void rates_of_sites_have_room(void **state) {
    static const size_t n_sites[] = {2, 9, 10, 60, 200};
    (void)state;

    for (size_t i = 0; i < sizeof n_sites / sizeof n_sites[0]; i++)
        draw_rates(n_sites[i]);
}

enum { MONTHS = 60, PARTS = 6 };

/* Months of which every third is marked, by whole runs and alone, with notes. */
static void marked_months_have_room(void **state) {
    static const char *const parts[PARTS] = {"", "_center", "_lower_limit", "_upper_limit", "_signal", "_signal"};
    static struct estimate rows[MONTHS * PARTS + 2];
    static char periods[MONTHS][16], measures[PARTS][32];
    struct estimates estimates = {.rows = rows};
    (void)state;

    for (int m = 0; m < MONTHS; m++) {
        const double values[PARTS] = {
            120 + 37 * sin(m * 1.7) + (m / 9 % 2 == 0 ? 20 : -20), 120, 95, 145, m % 3 == 0, 1};
        snprintf(periods[m], sizeof periods[m], "%04d-%02d", 2021 + m / 12, m % 12 + 1);
        for (int p = 0; p < PARTS; p++) {
            struct estimate *row = &rows[estimates.n_rows];
            if (p == PARTS - 1 && m % 9 != 8)
                continue;
            estimates.n_rows++;
            *row = estimate_empty();
            snprintf(measures[p], sizeof measures[p], "leavings%s", parts[p]);
            row->analysis = "months";
            row->measure = measures[p];
            row->subgroup = p == PARTS - 1 ? "one_side" : "";
            row->period = periods[m];
            row->n = row->estimate = values[p];
        }
    }
    for (int i = 0; i < 2; i++) {
        rows[estimates.n_rows] = rows[0];
        rows[estimates.n_rows].measure = "rebase";
        rows[estimates.n_rows].subgroup = "each new person is called weekly, and again after a missed appointment";
        rows[estimates.n_rows++].period = periods[30 + i];
    }
    assert_int_equal(draw(&estimates), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_lies_outside_or_on_another),
        cmocka_unit_test(long_names_of_sites_have_room),
        cmocka_unit_test(rates_of_sites_have_room),
        cmocka_unit_test(marked_months_have_room),
    };

    return cmocka_run_group_tests(tests, read_config, free_config);
}
