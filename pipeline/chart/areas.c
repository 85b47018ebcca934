/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/areas.h"

#include <stdint.h>

#include "chart/axes.h"
#include "chart/label_spread.h"
#include "text/wording.h"

enum { LABEL_APART = 22, SWATCH = 11 };

const double areas_days[AREAS_TIMES] = {0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360, 365};

/* A white line parts it from the one above: where colours are lost lightness and line remain. */
static void add_area(struct canvas_panel *panel, const struct area *area, size_t n_times, double base[AREAS_TIMES]) {
    struct canvas_series *band = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_BAND, .what = area->code, .colour = area->hue->line, .opacity = 1});
    struct canvas_series *rim = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_LINE, .what = "rim", .colour = COLOUR_PAPER, .width = 0.8});

    for (size_t t = 0; t < n_times; t++) {
        series_add(band, (double[]){areas_days[t], base[t], base[t] + area->values[t]});
        base[t] += area->values[t];
        series_add(rim, (double[]){areas_days[t], base[t]});
    }
}

static const char *label_of(const struct numbers *numbers, const struct area *area, size_t n_times) {
    return word_pool_format(numbers->pool, "%s %s", wording_percent(numbers, area->values[n_times - 1]),
                            area->words != NULL ? area->words : wording_code(numbers, area->code));
}

/* The labels' shares are of the last day, which need not be that of the headline. */
static const char *day_of(const struct numbers *numbers, const struct areas *areas) {
    return word_pool_format(numbers->pool, "After %s", wording_span(numbers, areas_days[areas->n_times - 1]));
}

static void add_day(struct canvas *canvas, const struct numbers *numbers, const struct areas *areas, double x,
                    double y) {
    canvas_add_words(canvas, x, y, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED,
                     word_pool_format(numbers->pool, "%s:", day_of(numbers, areas)));
}

static void add_text(struct canvas *canvas, const struct area *area, double x, double y, const char *text) {
    canvas_add_text(canvas, (struct canvas_text){.x = x,
                                                 .y = y,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = area->hue->text,
                                                 .text = (char *)(uintptr_t)text});
}

/* Labels beside the last day, each joined to the middle of its area; y: from the top, so the last area first. */
static void add_labels(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                       const struct areas *areas, const double middles[]) {
    struct canvas_panel *overlay =
        canvas_add_overlay(canvas, panel->right, panel->right + 16, panel->top - 10, panel->bottom + 10);
    double y[AREAS_MOST];

    for (size_t i = 0; i < areas->n; i++)
        y[i] = middles[areas->n - 1 - i];
    label_spread(y, areas->n, LABEL_APART, panel->top + 8, panel->bottom - 8);
    add_day(canvas, numbers, areas, panel->right + 17, panel->top - 12);
    for (size_t i = 0; i < areas->n; i++) {
        const struct area *area = &areas->areas[areas->n - 1 - i];
        canvas_add_leader(overlay, panel->right + 2, middles[areas->n - 1 - i], panel->right + 13, y[i]);
        add_text(canvas, area, panel->right + 17, y[i], label_of(numbers, area, areas->n_times));
    }
}

/* A narrow drawing has no room beside the areas: the same labels under it, in their order from the top. */
static double add_list(struct canvas *canvas, const struct numbers *numbers, const struct areas *areas, double y) {
    struct canvas_panel *overlay;

    add_day(canvas, numbers, areas, 8, y);
    y += LABEL_APART;
    overlay = canvas_add_overlay(canvas, 0, canvas->width, y - LABEL_APART, y + (double)areas->n * LABEL_APART);

    for (size_t i = areas->n; i-- > 0; y += LABEL_APART) {
        struct canvas_series *swatch = canvas_add_series(
            overlay, (struct canvas_series){
                         .kind = SERIES_BOXES, .what = "colour", .colour = areas->areas[i].hue->line, .opacity = 1});
        series_add(swatch, (double[]){9, 9 + SWATCH, y - SWATCH / 2.0, y + SWATCH / 2.0});
        add_text(canvas, &areas->areas[i], 28, y, label_of(numbers, &areas->areas[i], areas->n_times));
    }
    return y;
}

/* The first area lies lowest. Returns the y below. */
static double add_areas(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                        const struct areas *areas) {
    double base[AREAS_TIMES] = {0}, middles[AREAS_MOST];
    size_t last = areas->n_times - 1;

    for (size_t i = 0; i < areas->n; i++) {
        double low = base[last];
        add_area(panel, &areas->areas[i], areas->n_times, base);
        middles[i] = panel_y(panel, (low + base[last]) / 2);
        canvas_describe(canvas,
                        word_pool_format(numbers->pool, "%s%s%s", i == 0 ? day_of(numbers, areas) : "",
                                         i == 0 ? ": " : "", label_of(numbers, &areas->areas[i], areas->n_times)));
    }
    if (canvas_is_narrow(canvas))
        return add_list(canvas, numbers, areas, panel->bottom + 64);
    add_labels(canvas, panel, numbers, areas, middles);
    return panel->bottom + 66;
}

struct canvas *areas_draw(const struct numbers *numbers, const struct areas *areas) {
    struct canvas *canvas = canvas_alloc(areas->name, areas->width, 560);
    bool narrow = canvas_is_narrow(canvas);
    double top = canvas_add_heading(canvas, areas->finding, areas->measure) + 14, bottom;
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = narrow ? 48 : 74,
                                                       .right = canvas->width - (narrow ? 24 : 252),
                                                       .top = top,
                                                       .bottom = top + (narrow ? 190 : 330),
                                                       .x_max = areas_days[areas->n_times - 1],
                                                       .y_max = 1});

    axes_add_percent(canvas, panel, true);
    bottom = add_areas(canvas, panel, numbers, areas);
    axes_add_days(canvas, panel, (const double[]){0, 30, 60, 90, 120, 150}, panel->x_max <= 150 ? 6 : 1);
    if (panel->x_max > 150)
        axes_add_days(canvas, panel, (const double[]){90, 180, 270, 365}, 4);
    axes_add_x_title(canvas, panel, areas->x_title);
    canvas_add_footer(canvas, bottom, areas->note);
    return canvas;
}
