/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/line_rows.h"

#include <math.h>

enum { ROW_WIDE = 32, ROW_NARROW = 42, ABOVE = 20 /* pixels from a bar up to its words */ };

struct canvas_panel *line_rows_add_panel(struct canvas *canvas, double top, size_t n, double x_max) {
    bool narrow = canvas_is_narrow(canvas);

    return canvas_add_panel(canvas, (struct canvas_panel){.left = narrow ? 10 : 226,
                                                          .right = canvas->width - (narrow ? 22 : 220),
                                                          .top = top,
                                                          .bottom = top + (double)n * (narrow ? ROW_NARROW : ROW_WIDE),
                                                          .x_max = x_max,
                                                          .y_max = (double)n});
}

static bool is_narrow(const struct canvas_panel *panel) { return panel->left < 100; }

double line_rows_y(const struct canvas_panel *panel, size_t n, size_t i) {
    return (double)n - (is_narrow(panel) ? 0.74 : 0.5) - (double)i;
}

double line_rows_half(const struct canvas_panel *panel) { return is_narrow(panel) ? 0.22 : 0.28; }

/* Clear of the axis, which would strike them through. */
static void add_narrow(struct canvas *canvas, struct word_pool *pool, const struct line_words *words, double y) {
    double value = chart_text_width(FONT_SMALL_BOLD, words->value) + 14;

    canvas_add_words(canvas, 14, y - ABOVE, FONT_SMALL, ALIGN_LEFT, COLOUR_INK,
                     chart_text_shorten(pool, FONT_SMALL, words->name, canvas->width - 24 - value));
    canvas_add_words(canvas, canvas->width - 10, y - ABOVE, FONT_SMALL_BOLD, ALIGN_RIGHT, COLOUR_INK, words->value);
}

void line_rows_add_words(struct canvas *canvas, const struct canvas_panel *panel, struct word_pool *pool,
                         const struct line_words *words, double y) {
    double pixel = panel_y(panel, y);

    if (is_narrow(panel)) {
        add_narrow(canvas, pool, words, pixel);
        return;
    }
    canvas_add_words(canvas, panel->left - 10, pixel, FONT_TICK, ALIGN_RIGHT, COLOUR_INK,
                     chart_text_shorten(pool, FONT_TICK, words->name, panel->left - 30));
    canvas_add_words(canvas, panel->right + 14, pixel, FONT_SMALL_BOLD, ALIGN_LEFT, COLOUR_INK, words->value);
    if (words->count != NULL)
        canvas_add_words(canvas, canvas->width - 20, pixel, FONT_SMALL, ALIGN_RIGHT, COLOUR_MUTED, words->count);
}
