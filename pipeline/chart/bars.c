/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/bars.h"

#include <math.h>
#include <stdint.h>

#include "chart/axes.h"
#include "text/wording.h"

enum { ROW_HEIGHT = 34, NAME_RIGHT = 206, BARS_RIGHT = 500 };

static void add_row(struct canvas *canvas, struct canvas_panel *panel, struct canvas_series *boxes,
                    struct canvas_series *whiskers, const struct numbers *numbers, const struct estimate *row,
                    double y) {
    const char *count = word_pool_format(numbers->pool, "%s of %s", wording_count(numbers, row->events),
                                         wording_count(numbers, row->at_risk));
    double pixel = panel_y(panel, y);

    series_add(boxes, (double[]){0, row->estimate, y - 0.3, y + 0.3});
    if (!isnan(row->ci_low) && !isnan(row->ci_high))
        series_add(whiskers, (double[]){row->ci_low, y, row->ci_high, y});
    canvas_add_text(canvas,
                    (struct canvas_text){.x = NAME_RIGHT - 10,
                                         .y = pixel,
                                         .font = FONT_TICK,
                                         .align = ALIGN_RIGHT,
                                         .colour = COLOUR_INK,
                                         .text = (char *)(uintptr_t)chart_text_shorten(
                                             numbers->pool, FONT_TICK, wording_answer(numbers, row), NAME_RIGHT - 30)});
    canvas_add_text(canvas, (struct canvas_text){.x = BARS_RIGHT + 14,
                                                 .y = pixel,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = COLOUR_INK,
                                                 .text = (char *)(uintptr_t)wording_cell(numbers, row)});
    canvas_add_text(canvas, (struct canvas_text){.x = CHART_WIDTH - 20,
                                                 .y = pixel,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_RIGHT,
                                                 .colour = COLOUR_MUTED,
                                                 .text = (char *)(uintptr_t)count});
}

static double largest(const struct bars *bars) {
    double most = 0.1;

    for (size_t i = 0; i < bars->n_rows; i++) {
        most = fmax(most, bars->rows[i]->estimate);
        if (!isnan(bars->rows[i]->ci_high))
            most = fmax(most, bars->rows[i]->ci_high);
    }
    return most;
}

struct canvas *bars_draw(const struct numbers *numbers, const struct bars *bars) {
    struct canvas *canvas;
    struct canvas_panel *panel;
    struct canvas_series *boxes, *whiskers;
    double top, n = (double)bars->n_rows;

    if (bars->n_rows == 0)
        return NULL;
    canvas = canvas_alloc(bars->name, CHART_WIDTH, 600);
    top = canvas_add_heading(canvas, bars->finding, bars->measure) + 10;
    panel = canvas_add_panel(canvas, (struct canvas_panel){.left = NAME_RIGHT,
                                                           .right = BARS_RIGHT,
                                                           .top = top,
                                                           .bottom = top + n * ROW_HEIGHT,
                                                           .x_max = fmin(1, largest(bars) * 1.05),
                                                           .y_max = n});
    boxes = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_BOXES, .what = "shares", .colour = bars->colour, .opacity = 0.8});
    whiskers = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_SEGMENTS, .what = "95% intervals", .colour = COLOUR_INK, .width = 1.6});
    for (size_t i = 0; i < bars->n_rows; i++)
        add_row(canvas, panel, boxes, whiskers, numbers, bars->rows[i], n - 0.5 - (double)i);
    canvas_add_footer(canvas, panel->bottom + 26, bars->note);
    return canvas;
}
