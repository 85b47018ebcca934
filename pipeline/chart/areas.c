/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/areas.h"

#include <stdint.h>

#include "chart/axes.h"
#include "chart/label_spread.h"
#include "text/wording.h"

enum { LABEL_APART = 22 };

static void add_area(struct canvas_panel *panel, const struct area *area, size_t n_times, double base[AREAS_TIMES]) {
    struct canvas_series *band = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_BAND, .what = area->code, .colour = area->hue->line, .opacity = 0.75});

    for (size_t t = 0; t < n_times; t++) {
        series_add(band, (double[]){(double)(t * AREAS_STEP), base[t], base[t] + area->values[t]});
        base[t] += area->values[t];
    }
}

static void add_label(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct area *area, double share, double y) {
    const char *text = word_pool_format(numbers->pool, "%s %s", wording_percent(numbers, share),
                                        area->words != NULL ? area->words : wording_code(numbers, area->code));

    canvas_add_text(canvas, (struct canvas_text){.x = panel->right + 12,
                                                 .y = y,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = area->hue->text,
                                                 .text = (char *)(uintptr_t)text});
}

/* The first area lies lowest: its label is the last from the top. */
static void add_areas(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                      const struct areas *areas) {
    double base[AREAS_TIMES] = {0}, y[AREAS_MOST];
    size_t last = areas->n_times - 1;

    for (size_t i = 0; i < areas->n; i++) {
        double low = base[last];
        add_area(panel, &areas->areas[i], areas->n_times, base);
        y[areas->n - 1 - i] = panel_y(panel, (low + base[last]) / 2);
    }
    label_spread(y, areas->n, LABEL_APART, panel->top, panel->bottom - 8);
    for (size_t i = 0; i < areas->n; i++)
        add_label(canvas, panel, numbers, &areas->areas[i], areas->areas[i].values[AREAS_TIMES - 1],
                  y[areas->n - 1 - i]);
}

struct canvas *areas_draw(const struct numbers *numbers, const struct areas *areas) {
    struct canvas *canvas = canvas_alloc(areas->name, CHART_WIDTH, 560);
    double top = canvas_add_heading(canvas, areas->finding, areas->measure) + 14;
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = 74,
                                                       .right = CHART_WIDTH - 244,
                                                       .top = top,
                                                       .bottom = top + 330,
                                                       .x_max = (double)((areas->n_times - 1) * AREAS_STEP),
                                                       .y_max = 1});

    axes_add_percent(canvas, panel, true);
    add_areas(canvas, panel, numbers, areas);
    axes_add_days(canvas, panel, (const double[]){0, 30, 60, 90, 120, 150}, panel->x_max <= 150 ? 6 : 1);
    if (panel->x_max > 150)
        axes_add_days(canvas, panel, (const double[]){90, 180, 270, 360}, 4);
    axes_add_x_title(canvas, panel, areas->x_title);
    canvas_add_footer(canvas, panel->bottom + 66, areas->note);
    return canvas;
}
