/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ranges.h"

#include <math.h>
#include <stdint.h>

#include "chart/axes.h"
#include "chart/line_rows.h"

/* Pixels: of panels in a grid, and from one to the next, where the next has numbers at its axis and where it has none.
 */
enum {
    PANEL_HEIGHT = 120,
    PANEL_HEIGHT_NARROW = 80,
    BELOW = 50,
    BELOW_NARROW = 34,
    GAP_NUMBERS = 70,
    GAP_NUMBERS_NARROW = 54,
    GAP = 32
};

/* A panel of less has days written at its ends and its middle alone. */
enum { ALL_DAYS = 200 };

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

enum { DEFINITION_ABOVE = 14 };

/* Above the place of a range that says no more. */
static void add_definitions(struct canvas *canvas, const struct canvas_panel *panel, const struct range_panel *ranges) {
    for (size_t i = 0; i < ranges->n; i++)
        if (release_is_by_definition(ranges->rows[i]))
            canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, ranges->x1[i]),
                                                         .y = panel->top - DEFINITION_ABOVE / 2 - 1,
                                                         .font = FONT_SMALL,
                                                         .align = ALIGN_LEFT,
                                                         .colour = COLOUR_MUTED,
                                                         .text = (char[]){"by definition"}});
}

/* Panels beside each other: their places, and the room of a title above each, in one or two lines. */
struct grid {
    size_t columns;
    double left, width, height, step, above;
    bool one_axis; /* the panels of a row share the numbers at the left of the first */
    struct chart_names titles;
};

enum { TITLE_LINE = 17 };

static size_t n_lines(const struct range_panel *panel, double width) {
    return chart_text_lines(FONT_SMALL_BOLD, panel->title, width) > 1 ? 2 : 1;
}

static bool all_are_shares(const struct ranges *ranges) {
    for (size_t i = 0; i < ranges->n_panels; i++)
        if (!ranges->panels[i].is_share)
            return false;
    return true;
}

static bool has_definition(const struct range_panel *ranges) {
    for (size_t i = 0; i < ranges->n; i++)
        if (release_is_by_definition(ranges->rows[i]))
            return true;
    return false;
}

/* A column of many panels would be drawn so small on a printed page that nobody reads it. */
static size_t n_columns(size_t n, bool narrow, bool one_axis) {
    if (narrow)
        return n > 3 ? 2 : 1;
    return n == 1 ? 1 : n > 8 && one_axis ? 4 : n > 4 && one_axis ? 3 : 2;
}

static struct grid grid_of(const struct canvas *canvas, const struct ranges *ranges) {
    bool narrow = canvas_is_narrow(canvas), shares = all_are_shares(ranges);
    struct grid grid = {.columns = n_columns(ranges->n_panels, narrow, shares), .left = narrow ? 48 : 66};
    double gap;

    grid.one_axis = shares && (narrow || grid.columns > 2);
    gap = grid.one_axis ? GAP : narrow ? GAP_NUMBERS_NARROW : GAP_NUMBERS;
    grid.step = (canvas->width - grid.left - (narrow ? 22 : 26) + gap) / (double)grid.columns;
    grid.width = grid.step - gap;
    grid.height = ranges->n_panels == 1 ? grid.width * 0.48 : narrow ? PANEL_HEIGHT_NARROW : PANEL_HEIGHT;
    for (size_t i = 0; i < ranges->n_panels; i++)
        grid.above = fmax(grid.above, 9 + TITLE_LINE * (double)n_lines(&ranges->panels[i], grid.width) +
                                          (has_definition(&ranges->panels[i]) ? DEFINITION_ABOVE : 0));
    return grid;
}

static void add_days(struct canvas *canvas, const struct canvas_panel *panel, const struct range_panel *ranges) {
    static const double few[] = {0, 180, 365};

    if (panel->right - panel->left < ALL_DAYS)
        axes_add_days(canvas, panel, few, sizeof few / sizeof few[0]);
    else
        axes_add_days(canvas, panel, ranges->ticks, ranges->n_ticks);
}

static void draw_panel(struct canvas *canvas, struct word_pool *pool, const struct range_panel *ranges,
                       const struct grid *grid, size_t index, double top) {
    double left = grid->left + (double)(index % grid->columns) * grid->step;
    struct canvas_panel *panel = canvas_add_panel(
        canvas, (struct canvas_panel){.left = left,
                                      .right = left + grid->width,
                                      .top = top + grid->above,
                                      .bottom = top + grid->above + grid->height,
                                      .x_min = ranges->x_min,
                                      .x_max = ranges->x_max,
                                      .y_max = ranges->is_share ? 1 : axes_round_up(most_of(ranges) * 1.05)});

    if (ranges->ticks == NULL)
        axes_add_months(canvas, panel, 0); /* its lines lie under all others */
    if (ranges->is_share)
        axes_add_percent(canvas, panel, !grid->one_axis || index % grid->columns == 0);
    else
        axes_add_counts(canvas, panel);
    fill(panel, ranges);
    add_definitions(canvas, panel, ranges);
    if (ranges->ticks != NULL)
        add_days(canvas, panel, ranges);
    canvas_add_name(canvas, pool,
                    (struct canvas_text){.x = left,
                                         .y = panel->top - 1 - TITLE_LINE * (double)n_lines(ranges, grid->width) -
                                              (has_definition(ranges) ? DEFINITION_ABOVE : 0),
                                         .font = FONT_SMALL_BOLD,
                                         .align = ALIGN_LEFT,
                                         .colour = COLOUR_INK,
                                         .text = (char *)(uintptr_t)ranges->title},
                    grid->width, &grid->titles);
}

struct canvas *ranges_draw(struct word_pool *pool, const struct ranges *ranges) {
    const char *titles[RANGES_MOST_PANELS];
    size_t n = ranges->n_panels, rows;
    struct canvas *canvas;
    struct grid grid;
    double top, step;

    if (n == 0)
        return NULL;
    canvas = canvas_alloc(ranges->name, ranges->width, 640);
    grid = grid_of(canvas, ranges);
    for (size_t i = 0; i < n; i++)
        titles[i] = ranges->panels[i].title;
    grid.titles = (struct chart_names){titles, n};
    rows = (n + grid.columns - 1) / grid.columns;
    step = grid.height + grid.above + (canvas_is_narrow(canvas) ? BELOW_NARROW : BELOW);
    top = canvas_add_heading(canvas, ranges->finding, ranges->measure) + 12;
    for (size_t i = 0; i < n; i++)
        draw_panel(canvas, pool, &ranges->panels[i], &grid, i, top + (double)(i / grid.columns) * step);
    canvas_add_footer(canvas, n == 1 ? top + grid.height + 66 : top + (double)rows * step + 4, ranges->note);
    return canvas;
}

double ranges_axis(const struct released *const rows[], size_t n) {
    double most = 0.1;

    for (size_t i = 0; i < n; i++)
        most = fmax(most, isnan(rows[i]->likely_high) ? rows[i]->high : rows[i]->likely_high);
    return fmin(1, ceil(most * 20 - 1e-9) / 20);
}

struct canvas *ranges_draw_rows(const struct release *release, const struct ranges *ranges,
                                const struct released *const rows[], const char *const labels[], size_t n) {
    struct canvas *canvas;
    struct canvas_panel *panel;
    struct canvas_series *likely, *certain;
    double top;

    if (n == 0)
        return NULL;
    canvas = canvas_alloc(ranges->name, ranges->width, 600);
    top = canvas_add_heading(canvas, ranges->finding, ranges->measure) + 10;
    panel = line_rows_add_panel(canvas, top, n, ranges->x_max);
    axes_add_shares_below(canvas, panel);
    likely = add_boxes(panel, "likely, with chance", likely_opacity, 0);
    certain = add_boxes(panel, "for certain", certain_opacity, RIM);
    for (size_t i = 0; i < n; i++) {
        double y = line_rows_y(panel, n, i), half = line_rows_half(panel);
        const char *value = release_share_cell(release, rows[i]);
        series_add(likely, (double[]){rows[i]->likely_low, rows[i]->likely_high, y - half, y + half});
        series_add(certain, (double[]){rows[i]->low, rows[i]->high, y - half, y + half});
        line_rows_add_words(canvas, panel, release->numbers.pool, &(struct line_words){labels[i], value, NULL}, y);
        canvas_describe(canvas, word_pool_format(release->numbers.pool, "%s: %s", labels[i], value));
    }
    canvas_add_footer(canvas, panel->bottom + 44, ranges->note);
    return canvas;
}
