/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/funnel.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "chart/axes.h"
#include "chart/free_place.h"
#include "stats/distribution.h"
#include "stats/funnel_limits.h"
#include "text/sites_compared.h"
#include "text/wording.h"

enum { STEPS = 160, MOST_TOLD = 6, MOST_WITH_ALL_NAMES = 40 };

/* Pixels from a dot to its name, of those told of and of others; a line joins them from AWAY_JOINED on. */
enum { AWAY_TOLD = 60, AWAY_OTHERS = 44, AWAY_JOINED = 7 };

static const double inner = 0.95, outer = 0.998;

/* A limit of chance as the curve of (expected, events / expected) along which an interval of the events ends at those
 * expected. */
static void add_exact(struct canvas_panel *panel, struct canvas_series *line, double share, bool upper) {
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

static void add_spread(struct canvas_panel *panel, struct canvas_series *line, double variance, double share,
                       bool upper) {
    for (int i = 1; i <= STEPS; i++) {
        double expected = panel->x_max * i * i / STEPS / STEPS, low, high;
        funnel_limits_ratios(expected, variance, share, &low, &high);
        if (upper ? high <= panel->y_max : low > 0)
            series_add(line, (double[]){expected, upper ? high : low});
    }
}

static void add_limit(struct canvas_panel *panel, double variance, double share, bool upper, const char *dash) {
    struct canvas_series *line = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_LINE, .what = "limit", .colour = COLOUR_MUTED, .width = 1, .dash = dash});

    if (variance > 0)
        add_spread(panel, line, variance, share, upper);
    else
        add_exact(panel, line, share, upper);
}

static double most_expected(const struct funnel *funnel) {
    double most = 1;

    for (size_t i = 0; i < funnel->n; i++)
        most = fmax(most, funnel->points[i].expected);
    return axes_round_up(most * 1.05);
}

/* Where the inner limit above crosses the middle of the axis; the exact one by steps of a tenth of a person. */
static double limit_at_middle(const struct funnel *funnel) {
    double expected = most_expected(funnel) / 2, low = 0, high, events = expected;

    if (funnel->between_variance > 0) {
        funnel_limits_ratios(expected, funnel->between_variance, inner, &low, &high);
        return high;
    }
    for (; low < expected; events += 0.1)
        distribution_poisson_limits(events, inner, &low, &high);
    return events / expected;
}

/* Up to the highest site, and so far that the limits are seen over half of the picture. */
static double most_ratio(const struct funnel *funnel) {
    double most = fmax(1.5, limit_at_middle(funnel));

    for (size_t i = 0; i < funnel->n; i++)
        most = fmax(most, funnel->points[i].events / funnel->points[i].expected);
    return ceil(fmin(most, 4) * 2 + 0.2) / 2;
}

static enum site_place place_of(const struct funnel *funnel, const struct funnel_point *point) {
    return sites_compared_place_of(point->events, point->expected, funnel->between_variance);
}

static size_t count(const struct funnel *funnel, enum site_place place) {
    size_t n = 0;

    for (size_t i = 0; i < funnel->n; i++)
        n += place_of(funnel, &funnel->points[i]) == place;
    return n;
}

static void add_dots(struct canvas_panel *panel, const struct funnel *funnel, enum site_place place) {
    static const char *const what[] = {"outside", "between the limits", "inside"};
    static const double radius[] = {5.2, 4.4, 3.2};
    struct canvas_series *dots =
        canvas_add_series(panel, (struct canvas_series){.kind = SERIES_DOTS,
                                                        .what = what[place],
                                                        .colour = place == SITE_OUTSIDE ? COLOUR_SECOND : COLOUR_FIRST,
                                                        .width = radius[place]});

    for (size_t i = 0; i < funnel->n; i++)
        if (place_of(funnel, &funnel->points[i]) == place)
            series_add(dots, (double[]){funnel->points[i].expected,
                                        fmin(funnel->points[i].events / funnel->points[i].expected, panel->y_max)});
}

static double pixel_of(const struct canvas_panel *panel, const struct funnel_point *point) {
    return panel_y(panel, fmin(point->events / point->expected, panel->y_max));
}

static void join(struct canvas_panel *overlay, const struct free_place *place, const struct canvas_text *name) {
    double x, y;

    free_place_joint(place, name, &x, &y);
    if (hypot(x - place->x, y - place->y) > AWAY_JOINED)
        canvas_add_leader(overlay, place->x, place->y, x, y);
}

/* Sites, and the names that stand beside each other. */
struct named {
    const struct funnel *funnel;
    struct chart_names names;
};

static void add_name(struct canvas *canvas, struct canvas_panel *overlay, const struct canvas_panel *panel,
                     const struct numbers *numbers, const struct named *named, const struct funnel_point *point) {
    enum site_place place = place_of(named->funnel, point);
    enum chart_font font = place == SITE_INSIDE ? FONT_SMALL : FONT_SMALL_BOLD;
    struct canvas_text name = {.font = font,
                               .colour = place == SITE_OUTSIDE   ? chart_hues[1].text
                                         : place == SITE_BETWEEN ? COLOUR_INK
                                                                 : COLOUR_MUTED,
                               .text = (char *)(uintptr_t)chart_name_shorten(numbers->pool, font, point->name,
                                                                             canvas_is_narrow(canvas) ? 90 : 170,
                                                                             &named->names)};
    const struct free_place free_place = {.left = panel->left + 2,
                                          .right = canvas->width - 6,
                                          .top = panel->top - 12,
                                          .bottom = panel->bottom,
                                          .x = panel_x(panel, point->expected),
                                          .y = pixel_of(panel, point),
                                          .most_away = place == SITE_INSIDE ? AWAY_OTHERS : AWAY_TOLD,
                                          .joined = true};

    if (!free_place_find(canvas, &free_place, &name))
        return;
    join(overlay, &free_place, &name);
    canvas_add_text(canvas, name);
}

/* Is it the highest, the lowest, the largest or the smallest? */
static bool is_at_an_end(const struct funnel *funnel, const struct funnel_point *point) {
    double ratio = point->events / point->expected;
    bool ends[4] = {true, true, true, true};

    for (size_t i = 0; i < funnel->n; i++) {
        const struct funnel_point *other = &funnel->points[i];
        double of_other = other->events / other->expected;
        ends[0] = ends[0] && of_other <= ratio;
        ends[1] = ends[1] && of_other >= ratio;
        ends[2] = ends[2] && other->expected <= point->expected;
        ends[3] = ends[3] && other->expected >= point->expected;
    }
    return ends[0] || ends[1] || ends[2] || ends[3];
}

enum turn { TURN_OUTSIDE, TURN_BETWEEN, TURN_ENDS, TURN_OTHERS, TURN_COUNT };

static enum turn turn_of(const struct funnel *funnel, const struct funnel_point *point) {
    switch (place_of(funnel, point)) {
    case SITE_OUTSIDE: return TURN_OUTSIDE;
    case SITE_BETWEEN: return TURN_BETWEEN;
    case SITE_INSIDE:
    case SITE_PLACES:
    default: return is_at_an_end(funnel, point) ? TURN_ENDS : TURN_OTHERS;
    }
}

/* First of those told of and of the ends; of the others where there is room, unless they are so many that it would be
 * of few. */
static void add_names(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct funnel *funnel) {
    struct canvas_panel *overlay =
        canvas_add_overlay(canvas, panel->left, canvas->width, panel->top - 20, panel->bottom + 10);
    const char **names = memory_alloc(funnel->n, sizeof *names);

    for (size_t i = 0; i < funnel->n; i++)
        names[i] = funnel->points[i].name;
    for (int turn = 0; turn < (funnel->n > MOST_WITH_ALL_NAMES ? TURN_OTHERS : TURN_COUNT); turn++)
        for (size_t i = 0; i < funnel->n; i++)
            if (turn_of(funnel, &funnel->points[i]) == (enum turn)turn)
                add_name(canvas, overlay, panel, numbers, &(struct named){funnel, {names, funnel->n}},
                         &funnel->points[i]);
    free(names);
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

/* " Between dashed and solid, where chance puts about 1 of 20: River 1." */
static const char *between_words(const struct numbers *numbers, const struct funnel *funnel) {
    const char *names[MOST_TOLD];
    size_t n = count(funnel, SITE_BETWEEN), k = 0;

    if (n == 0)
        return "";
    for (size_t i = 0; i < funnel->n && k < MOST_TOLD; i++)
        if (place_of(funnel, &funnel->points[i]) == SITE_BETWEEN)
            names[k++] = funnel->points[i].name;
    return word_pool_format(numbers->pool, " Between a dashed and a solid line, where about %.0f of %zu would be: %s.",
                            fmax(1, (outer - inner) * (double)funnel->n), funnel->n,
                            n > MOST_TOLD ? word_pool_format(numbers->pool, "%zu", n)
                                          : wording_list(numbers, names, n));
}

static void describe(struct canvas *canvas, const struct numbers *numbers, const struct funnel *funnel) {
    for (size_t i = 0; i < funnel->n; i++) {
        const struct funnel_point *point = &funnel->points[i];
        if (place_of(funnel, point) == SITE_OUTSIDE)
            canvas_describe(canvas, word_pool_format(numbers->pool, "Outside: %s, %s left, %s expected", point->name,
                                                     wording_count(numbers, point->events),
                                                     wording_count(numbers, round(point->expected))));
    }
}

struct canvas *funnel_draw(const struct numbers *numbers, const struct funnel *funnel) {
    struct canvas *canvas = canvas_alloc(funnel->name, funnel->width, 600);
    bool narrow = canvas_is_narrow(canvas);
    double top = canvas_add_heading(canvas, funnel->finding, funnel->measure) + 22;
    struct canvas_panel *panel =
        canvas_add_panel(canvas, (struct canvas_panel){.left = narrow ? 34 : 60,
                                                       .right = canvas->width - (narrow ? 20 : 40),
                                                       .top = top,
                                                       .bottom = top + (narrow ? 230 : 340),
                                                       .x_max = most_expected(funnel),
                                                       .y_max = most_ratio(funnel)});

    describe(canvas, numbers, funnel);
    add_axes(canvas, panel, numbers, funnel->x_title);
    for (int i = 0; i < 4; i++)
        add_limit(panel, funnel->between_variance, i < 2 ? inner : outer, i % 2 == 0, i < 2 ? "(6,4)" : NULL);
    for (int place = SITE_PLACES; place-- > 0;)
        add_dots(panel, funnel, (enum site_place)place);
    add_names(canvas, panel, numbers, funnel);
    canvas_add_footer(canvas, panel->bottom + 62,
                      word_pool_format(numbers->pool, "%s%s", funnel->note, between_words(numbers, funnel)));
    return canvas;
}
