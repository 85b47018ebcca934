/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ranges.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "chart/axes.h"

enum {
    COLUMNS = 2,
    PANEL_WIDTH = 280,
    PANEL_HEIGHT = 120,
    ROW_HEIGHT = PANEL_HEIGHT + 76,
    LINE_HEIGHT = 30,
    NAME_RIGHT = 250,
    BARS_RIGHT = 560
};

static const double likely_opacity = 0.22, certain_opacity = 0.85, RIM = 1;

/* width: of a rim, without which a range that is narrow beside the axis could not be seen; 0: none. */
static struct canvas_series *add_boxes(struct canvas_panel *panel, const char *what, double opacity, double width) {
    return canvas_add_series(
        panel, (struct canvas_series){
                   .kind = SERIES_BOXES, .what = what, .colour = COLOUR_FIRST, .opacity = opacity, .width = width});
}

static void fill(struct canvas_panel *panel, const struct range_panel *ranges) {
    struct canvas_series *likely = add_boxes(panel, "likely, with chance", likely_opacity, 0),
                         *certain = add_boxes(panel, "for certain", certain_opacity, RIM);

    for (size_t i = 0; i < ranges->n; i++) {
        const struct released *row = ranges->rows[i];
        if (release_is_by_definition(row))
            continue;
        if (!isnan(row->likely_low))
            series_add(likely, (double[]){ranges->x1[i], ranges->x2[i], row->likely_low, row->likely_high});
        series_add(certain, (double[]){ranges->x1[i], ranges->x2[i], row->low, row->high});
    }
}

static double most_of(const struct range_panel *ranges) {
    double most = 1;

    for (size_t i = 0; i < ranges->n; i++)
        most = fmax(most, ranges->rows[i]->high);
    return most;
}

/* In the place of a range that says no more. */
static void add_definitions(struct canvas *canvas, const struct canvas_panel *panel, const struct range_panel *ranges) {
    for (size_t i = 0; i < ranges->n; i++)
        if (release_is_by_definition(ranges->rows[i]))
            canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, ranges->x1[i]),
                                                         .y = panel->top + 8,
                                                         .font = FONT_SMALL,
                                                         .align = ALIGN_LEFT,
                                                         .colour = COLOUR_MUTED,
                                                         .text = (char[]){"by definition"}});
}

static void draw_panel(struct canvas *canvas, const struct range_panel *ranges, double left, double top, double width,
                       double height) {
    struct canvas_panel *panel = canvas_add_panel(
        canvas, (struct canvas_panel){.left = left,
                                      .right = left + width,
                                      .top = top + 26,
                                      .bottom = top + 26 + height,
                                      .x_min = ranges->x_min,
                                      .x_max = ranges->x_max,
                                      .y_max = ranges->is_share ? 1 : axes_round_up(most_of(ranges) * 1.05)});

    if (ranges->is_share)
        axes_add_percent(canvas, panel, true);
    else
        axes_add_counts(canvas, panel);
    fill(panel, ranges);
    add_definitions(canvas, panel, ranges);
    if (ranges->ticks != NULL)
        axes_add_days(canvas, panel, ranges->ticks, ranges->n_ticks);
    else
        axes_add_months(canvas, panel, 0);
    canvas_add_text(canvas, (struct canvas_text){.x = left,
                                                 .y = top + 8,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_INK,
                                                 .text = (char *)(uintptr_t)ranges->title});
}

struct canvas *ranges_draw(const struct ranges *ranges) {
    struct canvas *canvas;
    double top, height;
    size_t n = ranges->n_panels;

    if (n == 0)
        return NULL;
    canvas = canvas_alloc(ranges->name, CHART_WIDTH, 640);
    top = canvas_add_heading(canvas, ranges->finding, ranges->measure) + 12;
    if (n == 1) {
        height = 300;
        draw_panel(canvas, &ranges->panels[0], 66, top, CHART_WIDTH - 100, height);
        canvas_add_footer(canvas, top + height + 66, ranges->note);
        return canvas;
    }
    for (size_t i = 0; i < n; i++)
        draw_panel(canvas, &ranges->panels[i], 66 + (double)(i % COLUMNS) * (PANEL_WIDTH + 70),
                   top + (double)(i / COLUMNS) * ROW_HEIGHT, PANEL_WIDTH, PANEL_HEIGHT);
    canvas_add_footer(canvas, top + (double)((n + COLUMNS - 1) / COLUMNS) * ROW_HEIGHT + 4, ranges->note);
    return canvas;
}

static void add_line_text(struct canvas *canvas, double x, double y, enum canvas_align align, const char *text) {
    canvas_add_text(
        canvas,
        (struct canvas_text){
            .x = x, .y = y, .font = FONT_TICK, .align = align, .colour = COLOUR_INK, .text = (char *)(uintptr_t)text});
}

struct canvas *ranges_draw_rows(const struct release *release, const struct ranges *ranges,
                                const struct released *const rows[], const char *const labels[], size_t n) {
    struct canvas *canvas;
    struct canvas_panel *panel;
    struct canvas_series *likely, *certain;
    double top, most = 0.1;

    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, rows[i]->likely_high);
    canvas = canvas_alloc(ranges->name, CHART_WIDTH, 600);
    top = canvas_add_heading(canvas, ranges->finding, ranges->measure) + 10;
    panel = canvas_add_panel(canvas, (struct canvas_panel){.left = NAME_RIGHT,
                                                           .right = BARS_RIGHT,
                                                           .top = top,
                                                           .bottom = top + (double)n * LINE_HEIGHT,
                                                           .x_max = fmin(1, most * 1.05),
                                                           .y_max = (double)n});
    likely = add_boxes(panel, "likely, with chance", likely_opacity, 0);
    certain = add_boxes(panel, "for certain", certain_opacity, RIM);
    for (size_t i = 0; i < n; i++) {
        double y = (double)n - 0.5 - (double)i, pixel = panel_y(panel, y);
        series_add(likely, (double[]){rows[i]->likely_low, rows[i]->likely_high, y - 0.3, y + 0.3});
        series_add(certain, (double[]){rows[i]->low, rows[i]->high, y - 0.3, y + 0.3});
        add_line_text(canvas, NAME_RIGHT - 10, pixel, ALIGN_RIGHT,
                      chart_text_shorten(release->numbers.pool, FONT_TICK, labels[i], NAME_RIGHT - 30));
        add_line_text(canvas, BARS_RIGHT + 14, pixel, ALIGN_LEFT, release_share_cell(release, rows[i]));
    }
    canvas_add_footer(canvas, panel->bottom + 26, ranges->note);
    return canvas;
}
