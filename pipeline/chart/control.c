/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/control.h"

#include <math.h>

#include "chart/axes.h"
#include "chart/control_words.h"

/* ---- lines and dots ---- */

bool control_joins(const struct control_panel *control, size_t i) {
    return i > 0 && control->points[i].x - control->points[i - 1].x < control->step + 0.1;
}

/* The values, or of them the runs: a line for each stretch without a gap. */
static void add_values(struct canvas_panel *panel, const struct control_panel *control, bool runs) {
    struct canvas_series *line = NULL;

    for (size_t i = 0; i < control->n; i++) {
        const struct control_point *point = &control->points[i];
        if (runs && !point->in_run) {
            line = NULL;
            continue;
        }
        if (line == NULL || !control_joins(control, i))
            line = canvas_add_series(panel, (struct canvas_series){.kind = SERIES_LINE,
                                                                   .what = runs ? "run" : "values",
                                                                   .colour = runs ? COLOUR_SECOND : COLOUR_FIRST,
                                                                   .width = runs ? 3 : 1.6});
        series_add(line, (double[]){point->x, point->value});
    }
}

enum dots { DOTS_USUAL, DOTS_IN_RUN, DOTS_OUTSIDE };

static enum dots dots_of(const struct control_point *point) {
    return point->is_outside ? DOTS_OUTSIDE : point->in_run ? DOTS_IN_RUN : DOTS_USUAL;
}

static void add_dots(struct canvas_panel *panel, const struct control_panel *control, enum dots which) {
    static const char *const what[] = {"values", "run", "outside the limits"};
    struct canvas_series *dots =
        canvas_add_series(panel, (struct canvas_series){.kind = SERIES_DOTS,
                                                        .what = what[which],
                                                        .colour = which == DOTS_USUAL ? COLOUR_FIRST : COLOUR_SECOND,
                                                        .width = which == DOTS_OUTSIDE ? 4.6 : 2.4});

    for (size_t i = 0; i < control->n; i++)
        if (dots_of(&control->points[i]) == which)
            series_add(dots, (double[]){control->points[i].x, control->points[i].value});
}

enum level { LEVEL_MEAN, LEVEL_LOW, LEVEL_HIGH };

/* A lower limit of nothing is the axis: no month can lie below it. */
static double level_of(const struct control_point *point, enum level level) {
    if (level == LEVEL_LOW)
        return point->low > 0 ? point->low : (double)NAN;
    return level == LEVEL_MEAN ? point->center : point->high;
}

/* A step line that breaks where there are no limits, and where they are set anew. */
static void add_level(struct canvas_panel *panel, const struct control_panel *control, enum level level) {
    struct canvas_series *line = NULL;

    for (size_t i = 0; i < control->n; i++) {
        double y = level_of(&control->points[i], level), half = control->step / 2, x = control->points[i].x;
        if (isnan(y)) {
            line = NULL;
            continue;
        }
        if (line == NULL || !control_joins(control, i) || fabs(y - level_of(&control->points[i - 1], level)) > 1e-9)
            line = canvas_add_series(panel, (struct canvas_series){.kind = SERIES_LINE,
                                                                   .what = level == LEVEL_MEAN ? "mean" : "limit",
                                                                   .colour = COLOUR_MUTED,
                                                                   .width = level == LEVEL_MEAN ? 1 : 0.9,
                                                                   .dash = level == LEVEL_MEAN ? NULL : "(6,4)"});
        series_add(line, (double[]){x - half, fmin(y, panel->y_max)});
        series_add(line, (double[]){x + half, fmin(y, panel->y_max)});
    }
}

/* ---- the panel ---- */

static double most_of(const struct control_panel *control) {
    double most = control->is_share ? 0 : 1;

    for (size_t i = 0; i < control->n; i++)
        most = fmax(most, fmax(control->points[i].value, isnan(control->points[i].high) ? 0 : control->points[i].high));
    if (control->is_share)
        return most > 0.5 ? 1 : most > 0.25 ? 0.5 : 0.25;
    return axes_round_up(most * 1.12);
}

void control_draw(struct canvas *canvas, struct word_pool *pool, const struct control_panel *control,
                  const struct control_place *place) {
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = place->left,
                                                       .right = place->left + place->width,
                                                       .top = place->top + CONTROL_ABOVE,
                                                       .bottom = place->top + CONTROL_ABOVE + place->height,
                                                       .x_min = control->x_min,
                                                       .x_max = control->x_max,
                                                       .y_max = most_of(control)});

    axes_add_months(canvas, panel, -0.5); /* its lines lie under all others */
    if (control->is_share)
        axes_add_percent(canvas, panel, true);
    else
        axes_add_counts(canvas, panel);
    control_words_add_notes(canvas, panel, pool, control);
    for (int level = LEVEL_MEAN; level <= LEVEL_HIGH; level++)
        add_level(panel, control, (enum level)level);
    add_dots(panel, control, DOTS_USUAL);
    add_values(panel, control, false);
    add_values(panel, control, true);
    add_dots(panel, control, DOTS_IN_RUN);
    add_dots(panel, control, DOTS_OUTSIDE);
    control_words_add_ends(canvas, panel, control);
    canvas_add_words(canvas, place->left, place->top + 2, FONT_SMALL_BOLD, ALIGN_LEFT, COLOUR_INK, control->title);
    canvas_add_words(canvas, place->left, place->top + 19, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED,
                     chart_text_shorten(pool, FONT_SMALL, control->state, place->width + CONTROL_RIGHT));
    control_words_add_marks(canvas, panel, control);
    canvas_describe(canvas, word_pool_format(pool, "%s: %s", control->title, control->state));
}
