/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/bars.h"

#include <math.h>
#include <stdint.h>

#include "chart/axes.h"
#include "chart/line_rows.h"
#include "text/wording.h"

double bars_axis(double x_max, const struct estimate *const rows[], size_t n) {
    x_max = fmax(x_max, 0.1);
    for (size_t i = 0; i < n; i++)
        x_max = fmax(x_max, isnan(rows[i]->ci_high) ? rows[i]->estimate : rows[i]->ci_high);
    return fmin(1, ceil(x_max * 20 - 1e-9) / 20);
}

struct canvas *bars_draw(const struct numbers *numbers, const struct bars *bars) {
    struct canvas *canvas;
    struct canvas_panel *panel;
    struct canvas_series *boxes, *whiskers;
    double top;

    if (bars->n_rows == 0)
        return NULL;
    canvas = canvas_alloc(bars->name, bars->width, 600);
    top = canvas_add_heading(canvas, bars->finding, bars->measure) + 10;
    panel = line_rows_add_panel(canvas, top, bars->n_rows, bars->x_max);
    axes_add_shares_below(canvas, panel);
    boxes = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_BOXES, .what = "shares", .colour = COLOUR_FIRST, .opacity = 0.75});
    whiskers = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_SEGMENTS, .what = "95% intervals", .colour = COLOUR_INK, .width = 1.6});
    for (size_t i = 0; i < bars->n_rows; i++) {
        const struct estimate *row = bars->rows[i];
        double y = line_rows_y(panel, bars->n_rows, i), half = line_rows_half(panel);
        series_add(boxes, (double[]){0, row->estimate, y - half, y + half});
        if (!isnan(row->ci_low) && !isnan(row->ci_high))
            series_add(whiskers, (double[]){row->ci_low, y, row->ci_high, y});
        line_rows_add_words(
            canvas, panel, numbers->pool,
            &(struct line_words){bars->labels[i], wording_range(numbers, row),
                                 word_pool_format(numbers->pool, "%s of %s", wording_count(numbers, row->events),
                                                  wording_count(numbers, row->at_risk))},
            y);
        canvas_describe(canvas,
                        word_pool_format(numbers->pool, "%s: %s", bars->labels[i], wording_range(numbers, row)));
    }
    canvas_add_footer(canvas, panel->bottom + 44, bars->note);
    return canvas;
}
