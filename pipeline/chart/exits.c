/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/exits.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/axes.h"
#include "text/wording.h"

enum { MOST_WAYS = CHART_FILLS, STEP = 30, LAST_DAY = 360, N_TIMES = LAST_DAY / STEP + 1, LABEL_APART = 22 };

struct way {
    const char *code;
    double values[N_TIMES]; /* at 0, 30 ... 360 days */
};

static double value_at(const struct numbers *numbers, const char *code, double day) {
    return numbers_value(numbers, &(struct number_key){.analysis = "exits_first",
                                                       .rule = numbers_rule(numbers),
                                                       .measure = "cumulative_incidence",
                                                       .subgroup = code,
                                                       .time_days = day});
}

/* A day without a shown value keeps the last one that has: an incidence never falls. */
static bool fill_way(const struct numbers *numbers, struct way *way) {
    bool any = false;

    way->values[0] = 0;
    for (size_t i = 1; i < N_TIMES; i++) {
        double value = value_at(numbers, way->code, (double)(i * STEP));
        any = any || !isnan(value);
        way->values[i] = isnan(value) ? way->values[i - 1] : fmax(value, way->values[i - 1]);
    }
    return any && way->values[N_TIMES - 1] > 0;
}

static int by_size(const void *left, const void *right) {
    const struct way *a = left, *b = right;
    double x = a->values[N_TIMES - 1], y = b->values[N_TIMES - 1];

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->code, b->code);
}

static size_t collect_ways(const struct numbers *numbers, struct way ways[], size_t most) {
    static const char *const codes[] = {"left",  "completed", "transferred", "jail",  "hospital",
                                        "moved", "declined",  "death",       "other", "administrative"};
    size_t n = 0;

    for (size_t i = 0; i < sizeof codes / sizeof codes[0] && n < most; i++) {
        ways[n].code = codes[i];
        n += fill_way(numbers, &ways[n]);
    }
    qsort(ways, n, sizeof *ways, by_size);
    return n;
}

/* What does not get a colour of its own is one area. */
static size_t gather_small(struct way ways[], size_t n) {
    if (n <= MOST_WAYS)
        return n;
    ways[MOST_WAYS - 1].code = "all_other_ways";
    for (size_t i = MOST_WAYS; i < n; i++)
        for (size_t t = 0; t < N_TIMES; t++)
            ways[MOST_WAYS - 1].values[t] += ways[i].values[t];
    return MOST_WAYS;
}

static void add_area(struct canvas_panel *panel, const struct way *way, double base[N_TIMES],
                     const struct chart_hue *hue) {
    struct canvas_series *area = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_BAND, .what = way->code, .colour = hue->line, .opacity = 0.75});

    for (size_t t = 0; t < N_TIMES; t++) {
        series_add(area, (double[]){(double)(t * STEP), base[t], base[t] + way->values[t]});
        base[t] += way->values[t];
    }
}

static void add_label(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct way *way, double y, unsigned colour) {
    const char *text = word_pool_format(numbers->pool, "%s %s", wording_percent(numbers, way->values[N_TIMES - 1]),
                                        strcmp(way->code, "all_other_ways") == 0 ? "All other ways"
                                                                                 : wording_code(numbers, way->code));

    canvas_add_text(canvas, (struct canvas_text){.x = panel->right + 12,
                                                 .y = y,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = colour,
                                                 .text = (char *)(uintptr_t)text});
}

static const char *finding_of(const struct numbers *numbers, const struct way *largest) {
    return word_pool_format(numbers->pool, "The most frequent way of leaving within a year: %s (%s)",
                            wording_inside(numbers, wording_code(numbers, largest->code)),
                            wording_percent(numbers, largest->values[N_TIMES - 1]));
}

struct canvas *exits_draw(const struct numbers *numbers) {
    struct way ways[16];
    size_t n = gather_small(ways, collect_ways(numbers, ways, 16));
    double base[N_TIMES] = {0}, free_below;
    struct canvas *canvas;
    struct canvas_panel *panel;

    if (n == 0)
        return NULL;
    canvas = canvas_alloc("exits", 900, 560);
    double top = canvas_add_heading(canvas, finding_of(numbers, &ways[0]),
                                    "Share of people who have left, by how care ended; the white part is still in care "
                                    "(Aalen–Johansen)") +
                 14;
    panel = canvas_add_panel(
        canvas, (struct canvas_panel){
                    .left = 74, .right = 650, .top = top, .bottom = top + 330, .x_max = LAST_DAY, .y_max = 1});
    axes_add_percent(canvas, panel, true);
    free_below = panel->bottom - 8;
    for (size_t i = 0; i < n; i++) {
        double low = base[N_TIMES - 1];
        add_area(panel, &ways[i], base, &chart_fills[i]);
        double y = fmin(panel_y(panel, (low + base[N_TIMES - 1]) / 2), free_below);
        add_label(canvas, panel, numbers, &ways[i], y, chart_fills[i].text);
        free_below = y - LABEL_APART;
    }
    axes_add_days(canvas, panel, (const double[]){0, 90, 180, 270, 360}, 5);
    axes_add_x_title(canvas, panel, "Days since care began");
    canvas_add_footer(canvas, panel->bottom + 66,
                      "First episodes. The areas add up to the share of people who have left.");
    return canvas;
}
