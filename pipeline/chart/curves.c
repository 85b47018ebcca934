/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curves.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/axes.h"
#include "chart/curve_marks.h"
#include "chart/label_spread.h"
#include "text/wording.h"

enum { COLUMNS = 2, PANEL_WIDTH = 280, PANEL_HEIGHT = 140, LABEL_APART = 38, LABEL_WIDTH = 170, TICK_HEIGHT = 6 };

static void add_line(struct canvas_panel *panel, const struct curve *curve, struct canvas_series look, size_t n) {
    struct canvas_series *line = canvas_add_series(panel, look);
    double last = curve->start;

    series_add(line, (double[]){0, last});
    for (size_t i = 0; i < n; i++) {
        const struct estimate *row = curve->rows.rows[i];
        if (!number_is_shown(row))
            continue;
        series_add(line, (double[]){row->time_days, last});
        last = row->estimate;
        series_add(line, (double[]){row->time_days, last});
    }
}

static void add_band(struct canvas_panel *panel, const struct curve *curve, unsigned colour, size_t n) {
    struct canvas_series *band = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_BAND, .what = "95% band", .colour = colour, .opacity = 0.17});
    double low = curve->start, high = low;

    series_add(band, (double[]){0, low, high});
    for (size_t i = 0; i < n; i++) {
        const struct estimate *row = curve->rows.rows[i];
        if (!number_is_shown(row) || isnan(row->ci_low) || isnan(row->ci_high))
            continue;
        series_add(band, (double[]){row->time_days, low, high});
        low = row->ci_low;
        high = row->ci_high;
        series_add(band, (double[]){row->time_days, low, high});
    }
}

/* Small upright strokes on the curve, as far as it is drawn. */
static void add_ticks(struct canvas_panel *panel, const struct curve *curve, unsigned colour) {
    double stroke = TICK_HEIGHT * (panel->y_max - panel->y_min) / (panel->bottom - panel->top);
    double last = curve_last_day(curve, panel->x_max);
    struct canvas_series *ticks = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_SEGMENTS, .what = "censored", .colour = colour, .width = 0.8});

    for (size_t i = 0; i < curve->n_censored && curve->censored[i] <= last; i++) {
        double day = curve->censored[i], value = curve_value(curve, day);
        series_add(ticks, (double[]){day, value, day, value + stroke});
    }
}

static void add_curve(struct canvas_panel *panel, const struct curve *curve, const struct chart_hue *hue) {
    size_t n = curve_length(curve, panel->x_max);

    add_band(panel, curve, hue->line, n);
    add_line(panel, curve,
             (struct canvas_series){
                 .kind = SERIES_LINE, .what = "estimate", .colour = hue->line, .width = 2.4, .dash = hue->dash},
             n);
    add_ticks(panel, curve, hue->line);
}

static const char *people_words(const struct numbers *numbers, const struct curve *curve) {
    return word_pool_format(numbers->pool, "%s people", wording_count(numbers, curve_people(curve)));
}

/* Pixels of the last day that any curve reaches, so that labels stand where curves end, not where the axis does. */
static double end_of_curves(const struct canvas_panel *panel, const struct curves *curves) {
    double last = 0;

    for (size_t i = 0; i < curves->n_curves; i++)
        last = fmax(last, curve_last_day(&curves->curves[i], curves->x_max));
    return panel_x(panel, last);
}

/* Labels at the curves' ends, in the order of the ends; both lines of each stay above the axis. */
static void add_end_labels(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                           const struct curves *curves, const size_t order[]) {
    double y[CHART_MOST_CURVES], x = end_of_curves(panel, curves) + 12;

    for (size_t i = 0; i < curves->n_curves; i++)
        y[i] = panel_y(panel, curve_last_value(&curves->curves[order[i]], curves->x_max)) - 8;
    label_spread(y, curves->n_curves, LABEL_APART, panel->top, panel->bottom - 27);
    for (size_t i = 0; i < curves->n_curves; i++) {
        const struct curve *curve = &curves->curves[order[i]];
        canvas_add_text(canvas, (struct canvas_text){.x = x,
                                                     .y = y[i],
                                                     .font = FONT_LABEL,
                                                     .align = ALIGN_LEFT,
                                                     .colour = chart_hues[order[i]].text,
                                                     .text = (char *)(uintptr_t)chart_text_shorten(
                                                         numbers->pool, FONT_LABEL, curve->label, LABEL_WIDTH)});
        canvas_add_text(canvas, (struct canvas_text){.x = x,
                                                     .y = y[i] + 17,
                                                     .font = FONT_SMALL,
                                                     .align = ALIGN_LEFT,
                                                     .colour = COLOUR_MUTED,
                                                     .text = (char *)(uintptr_t)people_words(numbers, curve)});
    }
}

static void order_by_end(const struct curves *curves, size_t order[]) {
    for (size_t i = 0; i < curves->n_curves; i++) {
        size_t j = i;
        for (; j > 0 && curve_last_value(&curves->curves[order[j - 1]], curves->x_max) <
                            curve_last_value(&curves->curves[i], curves->x_max);
             j--)
            order[j] = order[j - 1];
        order[j] = i;
    }
}

static void add_followed_counts(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                                const struct curves *curves, const struct curve *curve, double y) {
    for (size_t t = 0; t < curves->n_ticks; t++) {
        const struct estimate *row = curve_at(curve, curves->ticks[t]);
        bool start = curves->ticks[t] <= 0;
        double n = start ? curve_people(curve) : row == NULL ? (double)NAN : row->at_risk;
        if (start && curves->one_clock) /* people, where the row counts events */
            continue;
        canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, curves->ticks[t]),
                                                     .y = y,
                                                     .font = FONT_SMALL,
                                                     .align = ALIGN_CENTER,
                                                     .colour = COLOUR_INK,
                                                     .text = (char *)(uintptr_t)wording_count(numbers, n)});
    }
}

/* People followed under each tick: a row a curve, or one where they are the same people. */
static double add_followed(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                           const struct curves *curves, double y) {
    canvas_add_text(canvas, (struct canvas_text){.x = 20,
                                                 .y = y,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_MUTED,
                                                 .text = (char *)(uintptr_t)curves->followed});
    if (curves->one_clock) {
        add_followed_counts(canvas, panel, numbers, curves, &curves->curves[0], y);
        return y;
    }
    for (size_t c = 0; c < curves->n_curves; c++) {
        y += 21;
        canvas_add_text(
            canvas, (struct canvas_text){.x = 20,
                                         .y = y,
                                         .font = FONT_SMALL_BOLD,
                                         .align = ALIGN_LEFT,
                                         .colour = chart_hues[c].text,
                                         .text = (char *)(uintptr_t)chart_text_shorten(
                                             numbers->pool, FONT_SMALL_BOLD, curves->curves[c].label, LABEL_WIDTH)});
        add_followed_counts(canvas, panel, numbers, curves, &curves->curves[c], y);
    }
    return y;
}

static double longest_label(const struct curves *curves, enum chart_font font) {
    double longest = 90;

    for (size_t i = 0; i < curves->n_curves; i++)
        longest = fmax(longest, chart_text_width(font, curves->curves[i].label));
    return fmin(longest, LABEL_WIDTH);
}

static void draw_one_panel(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                           double top) {
    size_t order[CHART_MOST_CURVES];
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = fmax(74, 40 + longest_label(curves, FONT_SMALL_BOLD)),
                                                       .right = canvas->width - 32 - longest_label(curves, FONT_LABEL),
                                                       .top = top,
                                                       .bottom = top + 320,
                                                       .x_max = curves->x_max,
                                                       .y_max = 1});
    double y;

    axes_add_percent(canvas, panel, true);
    axes_add_days(canvas, panel, curves->ticks, curves->n_ticks);
    axes_add_x_title(canvas, panel, curves->x_title);
    if (curves->mark > 0)
        axes_add_mark(panel, curves->mark);
    for (size_t i = 0; i < curves->n_curves; i++)
        add_curve(panel, &curves->curves[i], &chart_hues[i]);
    order_by_end(curves, order);
    curve_marks_add(canvas, panel, numbers, curves);
    add_end_labels(canvas, panel, numbers, curves, order);
    y = add_followed(canvas, panel, numbers, curves, panel->bottom + 66);
    canvas_add_footer(canvas, y + 32, curve_marks_note(numbers, curves));
}

static void draw_small_panel(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                             size_t index, double top) {
    const struct curve *curve = &curves->curves[index];
    double left = 70 + (double)(index % COLUMNS) * (PANEL_WIDTH + 44), y = top + 48;
    struct canvas_panel *panel = canvas_add_panel(canvas, (struct canvas_panel){.left = left,
                                                                                .right = left + PANEL_WIDTH,
                                                                                .top = y,
                                                                                .bottom = y + PANEL_HEIGHT,
                                                                                .x_max = curves->x_max,
                                                                                .y_max = 1});

    axes_add_percent(canvas, panel, index % COLUMNS == 0);
    axes_add_days(canvas, panel, (const double[]){0, curves->mark > 0 ? curves->mark : 180, curves->x_max}, 3);
    if (curves->mark > 0)
        axes_add_mark(panel, curves->mark);
    add_curve(panel, curve, &chart_hues[0]);
    curve_marks_add(canvas, panel, numbers,
                    &(struct curves){.mark = curves->mark, .curves = curves->curves + index, .n_curves = 1});
    canvas_add_text(canvas, (struct canvas_text){.x = left,
                                                 .y = top + 14,
                                                 .font = FONT_LABEL,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_INK,
                                                 .text = (char *)(uintptr_t)chart_text_shorten(
                                                     numbers->pool, FONT_LABEL, curve->label, PANEL_WIDTH)});
    canvas_add_text(canvas, (struct canvas_text){.x = left,
                                                 .y = top + 32,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_MUTED,
                                                 .text = (char *)(uintptr_t)people_words(numbers, curve)});
}

static void draw_small_panels(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                              double top) {
    const double row_height = PANEL_HEIGHT + 92;
    size_t n_rows = (curves->n_curves + COLUMNS - 1) / COLUMNS;

    for (size_t i = 0; i < curves->n_curves; i++) {
        size_t row = i / COLUMNS;
        draw_small_panel(canvas, numbers, curves, i, top + (double)row * row_height);
    }
    canvas_add_footer(canvas, top + (double)n_rows * row_height + 8, curve_marks_note(numbers, curves));
}

struct canvas *curves_draw(const struct numbers *numbers, const struct curves *curves) {
    struct canvas *canvas;
    double top;

    if (curves->n_curves == 0)
        return NULL;
    canvas = canvas_alloc(curves->name, CHART_WIDTH, 640);
    top = canvas_add_heading(canvas, curves->finding, curves->measure) + 14;
    if (curves->n_curves <= CHART_MOST_CURVES)
        draw_one_panel(canvas, numbers, curves, top);
    else
        draw_small_panels(canvas, numbers, curves, top);
    return canvas;
}
