/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/funnel.h"

#include <math.h>

#include "chart/axes.h"
#include "chart/label_spread.h"
#include "stats/distribution.h"
#include "text/wording.h"

enum { STEPS = 160, MOST_NAMED = 12, LINE = 15 };

static const double inner = 0.95, outer = 0.998;

bool funnel_is_outside(const struct funnel_point *point, double share) {
    double low, high;

    distribution_poisson_limits(point->events, share, &low, &high);
    return low > point->expected || high < point->expected;
}

/* A limit as the curve of (expected, events / expected) along which an interval of the events ends at those expected.
 */
static void add_limit(struct canvas_panel *panel, double share, bool upper, const char *dash) {
    struct canvas_series *line = canvas_add_series(
        panel, (struct canvas_series){
                   .kind = SERIES_LINE, .what = "limit of chance", .colour = COLOUR_MUTED, .width = 1, .dash = dash});
    double most = panel->x_max + 6 * sqrt(panel->x_max) + 12;

    for (int i = 1; i <= STEPS; i++) {
        double events = most * i * i / STEPS / STEPS, low, high, expected;
        distribution_poisson_limits(events, share, &low, &high);
        expected = upper ? low : high;
        if (!(expected > 0) || expected < panel->x_min || expected > panel->x_max || events / expected > panel->y_max)
            continue;
        series_add(line, (double[]){expected, events / expected});
    }
}

static double most_expected(const struct funnel *funnel) {
    double most = 1;

    for (size_t i = 0; i < funnel->n; i++)
        most = fmax(most, funnel->points[i].expected);
    return axes_round_up(most * 1.05);
}

static double most_ratio(const struct funnel *funnel) {
    double most = 1.5;

    for (size_t i = 0; i < funnel->n; i++)
        most = fmax(most, funnel->points[i].events / funnel->points[i].expected);
    return ceil(fmin(most, 4) * 2 + 0.2) / 2;
}

static void add_dots(struct canvas_panel *panel, const struct funnel *funnel, bool outside) {
    struct canvas_series *dots =
        canvas_add_series(panel, (struct canvas_series){.kind = SERIES_DOTS,
                                                        .what = outside ? "outside" : "sites",
                                                        .colour = outside ? COLOUR_SECOND : COLOUR_FIRST,
                                                        .width = outside ? 5.2 : 3.4});

    for (size_t i = 0; i < funnel->n; i++)
        if (funnel_is_outside(&funnel->points[i], outer) == outside)
            series_add(dots, (double[]){funnel->points[i].expected,
                                        fmin(funnel->points[i].events / funnel->points[i].expected, panel->y_max)});
}

static double pixel_of(const struct canvas_panel *panel, const struct funnel_point *point) {
    return panel_y(panel, fmin(point->events / point->expected, panel->y_max));
}

/* Names of those outside at the right edge, from the top, each with a line to its dot. */
static void add_names(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                      const struct funnel *funnel) {
    struct canvas_panel *overlay =
        canvas_add_overlay(canvas, panel->left, canvas->width, panel->top - 10, panel->bottom + 10);
    const struct funnel_point *points[MOST_NAMED];
    double y[MOST_NAMED], x = panel->right + 12, room = canvas->width - x - 6;
    size_t n = 0;

    for (size_t i = 0; i < funnel->n && n < MOST_NAMED; i++) {
        size_t at = n;
        if (!funnel_is_outside(&funnel->points[i], outer))
            continue;
        for (; at > 0 && pixel_of(panel, points[at - 1]) > pixel_of(panel, &funnel->points[i]); at--)
            points[at] = points[at - 1];
        points[at] = &funnel->points[i];
        n++;
    }
    for (size_t i = 0; i < n; i++)
        y[i] = pixel_of(panel, points[i]);
    label_spread(y, n, LINE, panel->top, panel->bottom - 4);
    for (size_t i = 0; i < n; i++) {
        canvas_add_leader(overlay, panel_x(panel, points[i]->expected) + 6, pixel_of(panel, points[i]), x - 3, y[i]);
        canvas_add_words(canvas, x, y[i], FONT_SMALL_BOLD, ALIGN_LEFT, chart_hues[1].text,
                         chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, points[i]->name, room));
    }
}

/* Into how many whole parts an axis of counts is cut. */
static int n_steps(double most) {
    static const int steps[] = {4, 5, 3, 2};

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (fabs(remainder(most, steps[i])) < 1e-9)
            return steps[i];
    return 1;
}

static void add_axes(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                     const char *x_title) {
    int n = n_steps(panel->x_max);

    for (double y = 0; y <= panel->y_max + 1e-9; y += panel->y_max > 2.5 ? 1 : 0.5)
        axes_add_level(canvas, panel, y, word_pool_format(numbers->pool, "%g", y));
    for (int i = 0; i <= n; i++)
        canvas_add_words(canvas, panel_x(panel, panel->x_max * i / n), panel->bottom + 15, FONT_TICK, ALIGN_CENTER,
                         COLOUR_INK, wording_count(numbers, round(panel->x_max * i / n)));
    axes_add_x_title(canvas, panel, x_title);
}

static const char *finding_of(const struct numbers *numbers, const struct funnel *funnel) {
    size_t n = 0;

    for (size_t i = 0; i < funnel->n; i++)
        n += funnel_is_outside(&funnel->points[i], outer);
    if (n == 0)
        return "At no site do people leave faster or more slowly than chance makes";
    return word_pool_format(numbers->pool, "At %zu of %zu sites people leave faster or more slowly than chance makes",
                            n, funnel->n);
}

struct canvas *funnel_draw(const struct numbers *numbers, const struct funnel *funnel) {
    struct canvas *canvas = canvas_alloc(funnel->name, funnel->width, 600);
    bool narrow = canvas_is_narrow(canvas);
    double top = canvas_add_heading(canvas, finding_of(numbers, funnel), funnel->measure) + 16;
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = narrow ? 34 : 60,
                                                       .right = canvas->width - (narrow ? 110 : 210),
                                                       .top = top,
                                                       .bottom = top + (narrow ? 210 : 320),
                                                       .x_max = most_expected(funnel),
                                                       .y_max = most_ratio(funnel)});

    add_axes(canvas, panel, numbers, funnel->x_title);
    for (int i = 0; i < 4; i++)
        add_limit(panel, i < 2 ? inner : outer, i % 2 == 0, i < 2 ? "(6,4)" : NULL);
    add_dots(panel, funnel, false);
    add_dots(panel, funnel, true);
    add_names(canvas, panel, numbers, funnel);
    canvas_add_footer(canvas, panel->bottom + 62, funnel->note);
    return canvas;
}
