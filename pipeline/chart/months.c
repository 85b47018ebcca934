/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/months.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/axes.h"
#include "chart/months_finding.h"
#include "text/wording.h"

enum { COLUMNS = 2, PANEL_WIDTH = 280, PANEL_HEIGHT = 120, ROW_HEIGHT = PANEL_HEIGHT + 76 };

static const struct {
    const char *measure, *title;
    bool is_share;
} measures[] = {{"people_in_care", "People in care at the end", false},
                {"admissions", "Began care for the first time", false},
                {"returns", "Came back to care", false},
                {"leavings", "Left care", false},
                {"returns_to_use", "Returns to use (events)", false},
                {"cohort_retention_90", "In care on day 90 after beginning", true}};

enum { N_MEASURES = sizeof measures / sizeof measures[0] };

/* Months since year 0; NaN of no month. */
static double month_of(const char *period) {
    int year, month;

    return sscanf(period, "%4d-%2d", &year, &month) == 2 ? year * 12 + month - 1 : (double)NAN;
}

static struct number_list rows_of(const struct numbers *numbers, const char *measure, const char *suffix) {
    return numbers_list(numbers,
                        &(struct number_key){.analysis = ANALYSIS_MONTHS,
                                             .measure = word_pool_format(numbers->pool, "%s%s", measure, suffix)},
                        NUMBERS_ANY_PERIOD);
}

static const struct estimate *at_period(const struct number_list *list, const char *period) {
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->rows[i]->period, period) == 0 && list->rows[i]->subgroup[0] == '\0')
            return list->rows[i];
    return NULL;
}

struct span {
    double first, last; /* months */
};

static struct span span_of(const struct numbers *numbers) {
    struct span span = {(double)INFINITY, -(double)INFINITY};

    for (size_t m = 0; m < N_MEASURES; m++) {
        struct number_list list = rows_of(numbers, measures[m].measure, "");
        for (size_t i = 0; i < list.n; i++) {
            double at = month_of(list.rows[i]->period);
            if (isnan(at) || !number_is_shown(list.rows[i]))
                continue;
            span.first = fmin(span.first, at - 0.5);
            span.last = fmax(span.last, at + 0.5);
        }
        number_list_free(&list);
    }
    return span;
}

static void add_zone(struct canvas_panel *panel, const struct numbers *numbers, const char *measure) {
    struct number_list low = rows_of(numbers, measure, "_lower_limit"),
                       high = rows_of(numbers, measure, "_upper_limit");
    struct canvas_series *zone = canvas_add_series(
        panel, (struct canvas_series){
                   .kind = SERIES_BAND, .what = "usual variation", .colour = COLOUR_FIRST, .opacity = 0.12});

    for (size_t i = 0; i < low.n; i++) {
        const struct estimate *upper = at_period(&high, low.rows[i]->period);
        double at = month_of(low.rows[i]->period);
        if (number_is_shown(low.rows[i]) && number_is_shown(upper)) {
            series_add(zone, (double[]){at - 0.5, low.rows[i]->estimate, fmin(upper->estimate, panel->y_max)});
            series_add(zone, (double[]){at + 0.5, low.rows[i]->estimate, fmin(upper->estimate, panel->y_max)});
        }
    }
    number_list_free(&low);
    number_list_free(&high);
}

/* A line for each run of months without a gap. */
static void add_lines(struct canvas_panel *panel, const struct number_list *list) {
    struct canvas_series *line = NULL;
    double last = (double)NAN;

    for (size_t i = 0; i < list->n; i++) {
        const struct estimate *row = list->rows[i];
        double at = month_of(row->period);
        if (!number_is_shown(row) || isnan(at))
            continue;
        if (line == NULL || at - last > 1.1)
            line = canvas_add_series(
                panel,
                (struct canvas_series){.kind = SERIES_LINE, .what = "values", .colour = COLOUR_FIRST, .width = 1.6});
        series_add(line, (double[]){at, row->estimate});
        last = at;
    }
}

/* Of the months that are marked, or of those that are not. */
static void add_dots(struct canvas_panel *panel, const struct number_list *list, const struct number_list *signals,
                     bool marked) {
    struct canvas_series *dots = canvas_add_series(
        panel,
        marked ? (struct canvas_series){.kind = SERIES_DOTS,
                                        .what = "more than usual variation",
                                        .colour = COLOUR_SECOND,
                                        .width = 4.2}
               : (struct canvas_series){.kind = SERIES_DOTS, .what = "values", .colour = COLOUR_FIRST, .width = 2.6});

    for (size_t i = 0; i < list->n; i++) {
        const struct estimate *row = list->rows[i], *signal = at_period(signals, row->period);
        double at = month_of(row->period);
        if (number_is_shown(row) && !isnan(at) && marked == (number_is_shown(signal) && signal->estimate > 0.5))
            series_add(dots, (double[]){at, row->estimate});
    }
}

/* The line goes over the rims of its dots, and those that are marked go over it. */
static void add_values(struct canvas_panel *panel, const struct numbers *numbers, const char *measure,
                       const struct number_list *list) {
    struct number_list signals = rows_of(numbers, measure, "_signal");

    add_dots(panel, list, &signals, false);
    add_lines(panel, list);
    add_dots(panel, list, &signals, true);
    number_list_free(&signals);
}

static double most_of(const struct number_list *list) {
    double most = 1;

    for (size_t i = 0; i < list->n; i++)
        if (number_is_shown(list->rows[i]))
            most = fmax(most, list->rows[i]->estimate);
    return most;
}

static void draw_measure(struct canvas *canvas, const struct numbers *numbers, size_t m, size_t place, struct span span,
                         double top) {
    struct number_list list = rows_of(numbers, measures[m].measure, "");
    size_t row = place / COLUMNS, column = place % COLUMNS;
    double left = 66 + (double)column * (PANEL_WIDTH + 70), y = top + (double)row * ROW_HEIGHT;
    struct canvas_panel *panel = canvas_add_panel(
        canvas, (struct canvas_panel){.left = left,
                                      .right = left + PANEL_WIDTH,
                                      .top = y + 26,
                                      .bottom = y + 26 + PANEL_HEIGHT,
                                      .x_min = span.first,
                                      .x_max = span.last,
                                      .y_max = measures[m].is_share ? 1 : axes_round_up(most_of(&list) * 1.05)});

    if (measures[m].is_share)
        axes_add_percent(canvas, panel, true);
    else
        axes_add_counts(canvas, panel);
    add_zone(panel, numbers, measures[m].measure);
    add_values(panel, numbers, measures[m].measure, &list);
    axes_add_months(canvas, panel, -0.5);
    canvas_add_text(canvas, (struct canvas_text){.x = left,
                                                 .y = y + 8,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_INK,
                                                 .text = (char *)(uintptr_t)measures[m].title});
    number_list_free(&list);
}

static bool has_values(const struct numbers *numbers, const char *measure) {
    struct number_list list = rows_of(numbers, measure, "");
    bool any = false;

    for (size_t i = 0; i < list.n; i++)
        any = any || (number_is_shown(list.rows[i]) && !isnan(month_of(list.rows[i]->period)));
    number_list_free(&list);
    return any;
}

static bool has_zones(const struct numbers *numbers) {
    for (size_t m = 0; m < N_MEASURES; m++)
        if (has_values(numbers, word_pool_format(numbers->pool, "%s_upper_limit", measures[m].measure)))
            return true;
    return false;
}

/* Marks that chance makes are said: a year of charts without one would be rare. */
static const char *note_of(const struct numbers *numbers) {
    double expected = months_expected_marks(numbers);

    return word_pool_format(
        numbers->pool, "The last months are not shown where they cannot be told yet.%s",
        isnan(expected) ? ""
                        : word_pool_format(numbers->pool,
                                           " When nothing changes, about %.0f orange %s expected in so many months: a "
                                           "reason to look, no proof of a change.",
                                           expected, fabs(expected - 1) < 0.5 ? "point is" : "points are"));
}

struct canvas *months_draw(const struct numbers *numbers) {
    struct span span = span_of(numbers);
    struct canvas *canvas;
    size_t place = 0, n_rows;
    double top;

    if (!(span.last > span.first))
        return NULL;
    canvas = canvas_alloc("months", CHART_WIDTH, 700);
    top = canvas_add_heading(canvas, months_finding(numbers),
                             has_zones(numbers)
                                 ? "Shaded: the usual month-to-month variation. Orange: more than that, worth a look."
                                 : "Counts and shares of each month") +
          12;
    for (size_t m = 0; m < N_MEASURES; m++)
        if (has_values(numbers, measures[m].measure))
            draw_measure(canvas, numbers, m, place++, span, top);
    n_rows = (place + COLUMNS - 1) / COLUMNS;
    canvas_add_footer(canvas, top + (double)n_rows * ROW_HEIGHT + 4, note_of(numbers));
    return canvas;
}
