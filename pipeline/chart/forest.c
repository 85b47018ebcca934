/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/forest.h"

#include <math.h>
#include <stdint.h>

enum { NAMES = 214, VALUES = 150, ROW_WIDE = 26, ROW_NARROW = 40, GAP = 30, NAME_ABOVE = 17 };

static double row_height(const struct canvas *canvas) { return canvas_is_narrow(canvas) ? ROW_NARROW : ROW_WIDE; }

static struct canvas_panel *add_panel(struct canvas *canvas, const struct forest *forest, size_t p, double top) {
    bool narrow = canvas_is_narrow(canvas);
    double left = narrow ? 16 : NAMES, right = canvas->width - (narrow ? 16 : 24);
    double width;

    right -= !narrow && forest->values != NULL ? VALUES : 0;
    width = (right - left - GAP * (double)(forest->n_panels - 1)) / (double)forest->n_panels;
    left += (double)p * (width + GAP);
    return canvas_add_panel(canvas, (struct canvas_panel){.left = left,
                                                          .right = left + width,
                                                          .top = top,
                                                          .bottom = top + (double)forest->n_rows * row_height(canvas),
                                                          .x_min = forest->panels[p].min,
                                                          .x_max = forest->panels[p].max,
                                                          .y_max = (double)forest->n_rows});
}

/* The middle of what is drawn of a row. */
static double row_y(const struct canvas *canvas, const struct forest *forest, size_t row) {
    return (double)(forest->n_rows - row) - (canvas_is_narrow(canvas) ? 0.68 : 0.5);
}

/* A line from the top to the bottom that leaves out rows with words, and on a narrow drawing the names above the rows.
 */
static void add_upright(const struct canvas *canvas, struct canvas_panel *panel, const struct forest *forest, size_t p,
                        double x, unsigned colour) {
    struct canvas_series *line = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_SEGMENTS, .what = "grid", .colour = colour, .width = 0.9});
    double name = canvas_is_narrow(canvas) ? 0.45 : 0;

    for (size_t row = 0; row < forest->n_rows; row++) {
        double top = (double)(forest->n_rows - row);
        if (forest->cells[row * forest->n_panels + p].words == NULL)
            series_add(line, (double[]){x, top - 1, x, top - name});
    }
}

static void add_axis(struct canvas *canvas, struct canvas_panel *panel, const struct forest *forest, size_t p) {
    const struct forest_panel *axis = &forest->panels[p];

    for (size_t i = 0; i < axis->n_ticks; i++) {
        add_upright(canvas, panel, forest, p, axis->ticks[i], COLOUR_GRID);
        canvas_add_words(canvas, panel_x(panel, axis->ticks[i]), panel->bottom + 13, FONT_SMALL, ALIGN_CENTER,
                         COLOUR_MUTED, axis->labels[i]);
    }
    add_upright(canvas, panel, forest, p, axis->reference, COLOUR_AXIS);
}

/* What of an interval lies on the axis: a wide one goes on behind its ends. */
static void add_cells(struct canvas *canvas, struct canvas_panel *panel, const struct forest *forest, size_t p,
                      bool found) {
    struct canvas_series *lines = canvas_add_series(
        panel, (struct canvas_series){
                   .kind = SERIES_SEGMENTS, .what = "95% intervals", .colour = COLOUR_INK, .width = found ? 2.2 : 1.4});
    struct canvas_series *dots =
        canvas_add_series(panel, (struct canvas_series){.kind = SERIES_DOTS,
                                                        .what = found ? "found" : "estimates",
                                                        .colour = found ? COLOUR_SECOND : COLOUR_FIRST,
                                                        .width = found ? 5.2 : 4});

    for (size_t row = 0; row < forest->n_rows; row++) {
        const struct forest_cell *cell = &forest->cells[row * forest->n_panels + p];
        double y = row_y(canvas, forest, row);
        if (cell->found != found || isnan(cell->estimate))
            continue;
        if (!isnan(cell->low) && !isnan(cell->high) && cell->low < panel->x_max && cell->high > panel->x_min)
            series_add(lines, (double[]){fmax(cell->low, panel->x_min), y, fmin(cell->high, panel->x_max), y});
        if (cell->estimate >= panel->x_min && cell->estimate <= panel->x_max)
            series_add(dots, (double[]){cell->estimate, y});
    }
}

static void add_words(struct canvas *canvas, const struct canvas_panel *panel, const struct forest *forest, size_t p) {
    for (size_t row = 0; row < forest->n_rows; row++) {
        const struct forest_cell *cell = &forest->cells[row * forest->n_panels + p];
        if (cell->words != NULL)
            canvas_add_words(canvas, (panel->left + panel->right) / 2, panel_y(panel, row_y(canvas, forest, row)),
                             FONT_SMALL, ALIGN_CENTER, COLOUR_MUTED, cell->words);
    }
}

static void add_names(struct canvas *canvas, struct word_pool *pool, const struct canvas_panel *panel,
                      const struct forest *forest) {
    bool narrow = canvas_is_narrow(canvas);

    for (size_t row = 0; row < forest->n_rows; row++) {
        double y = panel_y(panel, row_y(canvas, forest, row));
        const char *value = forest->values == NULL ? "" : forest->values[row];
        double room = narrow ? canvas->width - 30 - chart_text_width(FONT_SMALL_BOLD, value) : NAMES - 34;
        enum chart_font font = narrow ? FONT_SMALL : FONT_TICK;
        canvas_add_words(canvas, narrow ? 8 : NAMES - 14, narrow ? y - NAME_ABOVE : y, font,
                         narrow ? ALIGN_LEFT : ALIGN_RIGHT, COLOUR_INK,
                         chart_name_shorten(pool, font, forest->names[row], room,
                                            &(struct chart_names){forest->names, forest->n_rows}));
        canvas_add_words(canvas, narrow ? canvas->width - 8 : canvas->width - VALUES - 6, narrow ? y - NAME_ABOVE : y,
                         FONT_SMALL_BOLD, narrow ? ALIGN_RIGHT : ALIGN_LEFT, COLOUR_INK, value);
    }
}

/* In words: of each row its values, or else what is told from the reference. */
static void describe(struct canvas *canvas, struct word_pool *pool, const struct forest *forest) {
    for (size_t row = 0; row < forest->n_rows; row++) {
        if (forest->values != NULL)
            canvas_describe(canvas, word_pool_format(pool, "%s: %s", forest->names[row], forest->values[row]));
        for (size_t p = 0; p < forest->n_panels && forest->values == NULL; p++)
            if (forest->cells[row * forest->n_panels + p].found && forest->panels[p].title != NULL)
                canvas_describe(
                    canvas, word_pool_format(pool, "Told apart: %s, %s", forest->names[row], forest->panels[p].title));
    }
}

/* Titles of panels take the lines they need; returns how high they are. */
static double titles_height(const struct forest *forest, double width) {
    size_t most = 0;

    for (size_t p = 0; p < forest->n_panels; p++) {
        const char *title = forest->panels[p].title;
        size_t lines = title == NULL ? 0 : chart_text_lines(FONT_SMALL_BOLD, title, width);
        most = lines > most ? lines : most;
    }
    return (double)most * chart_fonts[FONT_SMALL_BOLD].size * 1.3;
}

struct canvas *forest_draw(struct word_pool *pool, const struct forest *forest) {
    struct canvas *canvas;
    struct canvas_panel *first = NULL;
    double top, width;

    if (forest->n_rows == 0)
        return NULL;
    canvas = canvas_alloc(forest->name, forest->width, 600);
    top = canvas_add_heading(canvas, forest->finding, forest->measure) + 16;
    width = (canvas->width - (canvas_is_narrow(canvas) ? 32 : NAMES + 24)) / (double)forest->n_panels - GAP + 8;
    top += titles_height(forest, width);
    for (size_t p = 0; p < forest->n_panels; p++) {
        struct canvas_panel *panel = add_panel(canvas, forest, p, top);
        const char *title = forest->panels[p].title;
        first = p == 0 ? panel : first;
        add_axis(canvas, panel, forest, p);
        add_cells(canvas, panel, forest, p, false);
        add_cells(canvas, panel, forest, p, true);
        add_words(canvas, panel, forest, p);
        if (title != NULL)
            canvas_add_lines(canvas,
                             (struct canvas_text){.x = panel->left,
                                                  .y = top - titles_height(forest, width),
                                                  .font = FONT_SMALL_BOLD,
                                                  .align = ALIGN_LEFT,
                                                  .colour = COLOUR_INK,
                                                  .text = (char *)(uintptr_t)title},
                             width);
    }
    add_names(canvas, pool, first, forest);
    describe(canvas, pool, forest);
    canvas_add_footer(canvas, first->bottom + 42, forest->note);
    return canvas;
}
