/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curves.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "chart/axes.h"
#include "chart/curve_labels.h"
#include "chart/curve_marks.h"
#include "text/wording.h"

enum { TICK_HEIGHT = 6 };

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

/* Where the curve of everybody runs, behind a group's own. */
static void add_everybody(struct canvas_panel *panel, const struct curves *curves) {
    if (curves->all.rows.n > 0)
        add_line(
            panel, &curves->all,
            (struct canvas_series){.kind = SERIES_LINE, .what = "everybody", .colour = COLOUR_BEHIND, .width = 1.8},
            curve_length(&curves->all, panel->x_max));
}

static void draw_one_panel(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                           double top) {
    bool narrow = canvas_is_narrow(canvas);
    double left = narrow ? 48 : fmax(74, 40 + curve_labels_width(canvas, curves, FONT_SMALL_BOLD)), y;
    double right = canvas->width - (narrow ? 18 : 36) - curve_labels_width(canvas, curves, FONT_LABEL);
    struct canvas_panel *panel = canvas_add_panel(canvas, (struct canvas_panel){.left = left,
                                                                                .right = right,
                                                                                .top = top,
                                                                                .bottom = top + (narrow ? 210 : 320),
                                                                                .x_max = curves->x_max,
                                                                                .y_max = 1});

    axes_add_percent(canvas, panel, true);
    axes_add_days(canvas, panel, curves->ticks, curves->n_ticks);
    axes_add_x_title(canvas, panel, curves->x_title);
    curve_marks_add_line(panel, curves);
    add_everybody(panel, curves);
    for (size_t i = 0; i < curves->n_curves; i++)
        add_curve(panel, &curves->curves[i], &chart_hues[i]);
    curve_labels_add(canvas, panel, numbers, curves);
    curve_marks_add(canvas, panel, numbers, curves);
    y = curve_labels_add_followed(canvas, panel, numbers, curves, panel->bottom + 66);
    canvas_add_footer(canvas, y + 32, curve_marks_note(numbers, curves));
}

/* Panels beside each other: how many, and their places; above each its name, in one or two lines. */
struct grid {
    size_t columns;
    double left, step, width, height;
    enum chart_font font;
    size_t lines;
    struct chart_names names;
};

enum { NAME_LINE = 17, ABOVE = 31 /* pixels of a line of a name; over a panel besides */ };

/* Pixels of a name over its panel: up to the next one, or to the edge. */
static double name_width(const struct canvas *canvas, const struct grid *grid) {
    return fmin(grid->step - 14, canvas->width - grid->left - (double)(grid->columns - 1) * grid->step - 6);
}

static struct grid grid_of(const struct canvas *canvas, const struct curves *curves) {
    size_t n = curves->n_curves;
    struct grid grid = {.lines = 1,
                        .columns = canvas_is_narrow(canvas) ? 2
                                   : n > 8                  ? 4
                                   : n > 4                  ? 3
                                                            : 2,
                        .left = canvas_is_narrow(canvas) ? 48 : 62};
    double gap = canvas_is_narrow(canvas) ? 32 : 36,
           room = canvas->width - grid.left - (canvas_is_narrow(canvas) ? 22 : 30);

    grid.step = (room + gap) / (double)grid.columns;
    grid.width = grid.step - gap;
    grid.height = fmin(140, grid.width * 0.72);
    grid.font = grid.columns == 2 && !canvas_is_narrow(canvas) ? FONT_LABEL : FONT_SMALL_BOLD;
    for (size_t i = 0; i < n; i++)
        if (chart_text_lines(grid.font, curves->curves[i].label, name_width(canvas, &grid)) > 1)
            grid.lines = 2;
    return grid;
}

static void draw_small_panel(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                             const struct grid *grid, size_t index, double top) {
    const struct curve *curve = &curves->curves[index];
    const struct curves alone = {.mark = curves->mark, .curves = curves->curves + index, .n_curves = 1};
    const double days[] = {0, curves->mark > 0 ? curves->mark : 180, curves->x_max};
    double left = grid->left + (double)(index % grid->columns) * grid->step,
           y = top + ABOVE + NAME_LINE * (double)grid->lines,
           lines = fmin(2, (double)chart_text_lines(grid->font, curve->label, name_width(canvas, grid)));
    struct canvas_panel *panel = canvas_add_panel(canvas, (struct canvas_panel){.left = left,
                                                                                .right = left + grid->width,
                                                                                .top = y,
                                                                                .bottom = y + grid->height,
                                                                                .x_max = curves->x_max,
                                                                                .y_max = 1});

    axes_add_percent(canvas, panel, index % grid->columns == 0);
    axes_add_days(canvas, panel, days, 3);
    curve_marks_add_line(panel, &alone);
    add_everybody(panel, curves);
    add_curve(panel, curve, &chart_hues[0]);
    curve_labels_add_followed_row(canvas, panel, numbers, curves, curve, days + 1, 2, panel->bottom + 33);
    canvas_add_name(canvas, numbers->pool,
                    (struct canvas_text){.x = left,
                                         .y = y - 17 - NAME_LINE * lines,
                                         .font = grid->font,
                                         .align = ALIGN_LEFT,
                                         .colour = COLOUR_INK,
                                         .text = (char *)(uintptr_t)curve->label},
                    name_width(canvas, grid), &grid->names);
    canvas_add_text(canvas, (struct canvas_text){.x = left,
                                                 .y = y - 16,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_MUTED,
                                                 .text = (char *)(uintptr_t)curve_labels_people(numbers, curve)});
    curve_marks_add(canvas, panel, numbers, &alone);
}

static void draw_small_panels(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                              double top) {
    struct grid grid = grid_of(canvas, curves);
    const double row_height = grid.height + ABOVE + NAME_LINE * (double)grid.lines + 54;
    size_t n_rows = (curves->n_curves + grid.columns - 1) / grid.columns;
    const char **names = memory_alloc(curves->n_curves, sizeof *names);

    for (size_t i = 0; i < curves->n_curves; i++)
        names[i] = curves->curves[i].label;
    grid.names = (struct chart_names){names, curves->n_curves};
    for (size_t i = 0; i < curves->n_curves; i++)
        draw_small_panel(canvas, numbers, curves, &grid, i, top + (double)(i / grid.columns) * row_height);
    canvas_add_footer(canvas, top + (double)n_rows * row_height + 8, curve_marks_note(numbers, curves));
    free(names);
}

static void describe_curve(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                           const struct curve *curve) {
    const struct estimate *row = curve_at(curve, curves->mark);

    if (number_is_shown(row))
        canvas_describe(canvas, word_pool_format(numbers->pool, "%s, %s: %s after %s", curve->label,
                                                 curve_labels_people(numbers, curve), wording_told_cell(numbers, row),
                                                 wording_span(numbers, curves->mark)));
}

/* The numbers of the picture, for those who do not see it. */
static void describe(struct canvas *canvas, const struct numbers *numbers, const struct curves *curves) {
    if (curves->mark <= 0)
        return;
    for (size_t i = 0; i < curves->n_curves; i++)
        describe_curve(canvas, numbers, curves, &curves->curves[i]);
    describe_curve(canvas, numbers, curves, &curves->all);
}

struct canvas *curves_draw(const struct numbers *numbers, const struct curves *curves) {
    struct canvas *canvas;
    double top;

    if (curves->n_curves == 0)
        return NULL;
    canvas = canvas_alloc(curves->name, curves->width, 640);
    top = canvas_add_heading(canvas, curves->finding, curves->measure) + 14;
    describe(canvas, numbers, curves);
    if (curves->n_curves <= CHART_MOST_CURVES)
        draw_one_panel(canvas, numbers, curves, top);
    else
        draw_small_panels(canvas, numbers, curves, top);
    return canvas;
}
