/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/exits.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/axes.h"
#include "chart/label_spread.h"
#include "text/wording.h"

enum { MOST_WAYS = CHART_FILLS, STEP = 30, LAST_DAY = 360, N_TIMES = LAST_DAY / STEP + 1, LABEL_APART = 22 };

enum { LEAST_PEOPLE = 11 };

struct way {
    const char *code;
    double values[N_TIMES]; /* at 0, 30 ... 360 days */
};

struct ways {
    struct way ways[16];
    size_t n, n_times; /* times of which anything is known */
    bool whole;        /* no way of leaving is missing from the areas */
};

static const struct estimate *row_at(const struct numbers *numbers, const char *code, double day) {
    return numbers_find(numbers, &(struct number_key){.analysis = "exits_first",
                                                      .rule = numbers_rule(numbers),
                                                      .measure = "cumulative_incidence",
                                                      .subgroup = code,
                                                      .time_days = day});
}

/* The values between two that are shown are joined by a line; an incidence never falls. */
static void join(struct way *way, size_t from, size_t to, double value) {
    double start = way->values[from], rise = fmax(0, value - start);

    for (size_t i = from + 1; i <= to; i++)
        way->values[i] = start + rise * (double)(i - from) / (double)(to - from);
}

/* Returns how many times are known: an area ends where fewer than eleven people are left, and behind the last value
 * that is shown nothing is known. */
static size_t fill_way(const struct numbers *numbers, struct way *way) {
    size_t last = 0;

    way->values[0] = 0;
    for (size_t i = 1; i < N_TIMES; i++) {
        const struct estimate *row = row_at(numbers, way->code, (double)(i * STEP));
        if (!number_is_shown(row) || row->at_risk < LEAST_PEOPLE)
            continue;
        join(way, last, i, row->estimate);
        last = i;
    }
    join(way, last, N_TIMES - 1, way->values[last]);
    return last + 1;
}

static bool was_withheld(const struct numbers *numbers, const char *code) {
    for (size_t i = 1; i < N_TIMES; i++) {
        const struct estimate *row = row_at(numbers, code, (double)(i * STEP));
        if (row != NULL && estimate_has_flag(row, "withheld"))
            return true;
    }
    return false;
}

/* A way that is not known up to the last day has no area: its last value would pass for one of that day. */
static void keep_known(const struct numbers *numbers, struct ways *ways, const size_t n_known[]) {
    size_t n = ways->n;

    ways->n = 0;
    ways->whole = true;
    for (size_t i = 0; i < n; i++) {
        bool known = n_known[i] == ways->n_times;
        if (!known && was_withheld(numbers, ways->ways[i].code))
            ways->whole = false;
        if (known && ways->ways[i].values[N_TIMES - 1] > 0)
            ways->ways[ways->n++] = ways->ways[i];
    }
}

static int by_size(const void *left, const void *right) {
    const struct way *a = left, *b = right;
    double x = a->values[N_TIMES - 1], y = b->values[N_TIMES - 1];

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->code, b->code);
}

static struct ways collect_ways(const struct numbers *numbers) {
    static const char *const codes[] = {"left",  "completed", "transferred", "jail",  "hospital",
                                        "moved", "declined",  "death",       "other", "administrative"};
    struct ways ways = {.n = sizeof codes / sizeof codes[0]};
    size_t n_known[sizeof codes / sizeof codes[0]];

    for (size_t i = 0; i < ways.n; i++) {
        ways.ways[i].code = codes[i];
        n_known[i] = fill_way(numbers, &ways.ways[i]);
        ways.n_times = n_known[i] > ways.n_times ? n_known[i] : ways.n_times;
    }
    keep_known(numbers, &ways, n_known);
    if (ways.n > 0)
        qsort(ways.ways, ways.n, sizeof ways.ways[0], by_size);
    return ways;
}

/* What does not get a colour of its own is one area. */
static void gather_small(struct ways *ways) {
    if (ways->n <= MOST_WAYS)
        return;
    ways->ways[MOST_WAYS - 1].code = "all_other_ways";
    for (size_t i = MOST_WAYS; i < ways->n; i++)
        for (size_t t = 0; t < N_TIMES; t++)
            ways->ways[MOST_WAYS - 1].values[t] += ways->ways[i].values[t];
    ways->n = MOST_WAYS;
}

static void add_area(struct canvas_panel *panel, const struct way *way, size_t n_times, double base[N_TIMES],
                     const struct chart_hue *hue) {
    struct canvas_series *area = canvas_add_series(
        panel, (struct canvas_series){.kind = SERIES_BAND, .what = way->code, .colour = hue->line, .opacity = 0.75});

    for (size_t t = 0; t < n_times; t++) {
        series_add(area, (double[]){(double)(t * STEP), base[t], base[t] + way->values[t]});
        base[t] += way->values[t];
    }
}

static void add_label(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct way *way, double y, unsigned colour) {
    const char *text =
        word_pool_format(numbers->pool, "%s %s", wording_percent(numbers, way->values[N_TIMES - 1]),
                         strcmp(way->code, "all_other_ways") == 0 ? "Other ways" : wording_code(numbers, way->code));

    canvas_add_text(canvas, (struct canvas_text){.x = panel->right + 12,
                                                 .y = y,
                                                 .font = FONT_SMALL_BOLD,
                                                 .align = ALIGN_LEFT,
                                                 .colour = colour,
                                                 .text = (char *)(uintptr_t)text});
}

/* Is the first way more frequent than every other one, beyond what chance may do? */
static bool first_stands_out(const struct numbers *numbers, const struct ways *ways, double day) {
    const struct estimate *first = row_at(numbers, ways->ways[0].code, day);

    for (size_t i = 1; i < ways->n; i++) {
        const struct estimate *other = row_at(numbers, ways->ways[i].code, day);
        if (!number_is_shown(first) || (number_is_shown(other) && numbers_overlap(first, other)))
            return false;
    }
    return true;
}

static const char *finding_of(const struct numbers *numbers, const struct ways *ways) {
    if (!first_stands_out(numbers, ways, (double)((ways->n_times - 1) * STEP)))
        return "How people leave care";
    return word_pool_format(numbers->pool, "The most frequent way of leaving within %s: %s (%s)",
                            wording_span(numbers, (double)((ways->n_times - 1) * STEP)),
                            wording_inside(numbers, wording_code(numbers, ways->ways[0].code)),
                            wording_percent(numbers, ways->ways[0].values[N_TIMES - 1]));
}

/* The first way lies lowest: its label is the last from the top. */
static void add_areas(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                      const struct ways *ways) {
    double base[N_TIMES] = {0}, y[MOST_WAYS];
    size_t last = ways->n_times - 1;

    for (size_t i = 0; i < ways->n; i++) {
        double low = base[last];
        add_area(panel, &ways->ways[i], ways->n_times, base, &chart_fills[i]);
        y[ways->n - 1 - i] = panel_y(panel, (low + base[last]) / 2);
    }
    label_spread(y, ways->n, LABEL_APART, panel->top, panel->bottom - 8);
    for (size_t i = 0; i < ways->n; i++)
        add_label(canvas, panel, numbers, &ways->ways[i], y[ways->n - 1 - i], chart_fills[i].text);
}

struct canvas *exits_draw(const struct numbers *numbers) {
    struct ways ways = collect_ways(numbers);
    struct canvas *canvas;
    struct canvas_panel *panel;
    double top;

    if (ways.n == 0)
        return NULL;
    gather_small(&ways);
    canvas = canvas_alloc("exits", CHART_WIDTH, 560);
    top =
        canvas_add_heading(canvas, finding_of(numbers, &ways),
                           ways.whole ? "Share of people who have left, by how care ended (Aalen–Johansen); the white "
                                        "part is still in care"
                                      : "Share of people who have left, by how care ended (Aalen–Johansen)") +
        14;
    panel = canvas_add_panel(canvas, (struct canvas_panel){.left = 74,
                                                           .right = CHART_WIDTH - 244,
                                                           .top = top,
                                                           .bottom = top + 330,
                                                           .x_max = (double)((ways.n_times - 1) * STEP),
                                                           .y_max = 1});
    axes_add_percent(canvas, panel, true);
    add_areas(canvas, panel, numbers, &ways);
    axes_add_days(canvas, panel, (const double[]){0, 30, 60, 90, 120, 150}, panel->x_max <= 150 ? 6 : 1);
    if (panel->x_max > 150)
        axes_add_days(canvas, panel, (const double[]){90, 180, 270, 360}, 4);
    axes_add_x_title(canvas, panel, "Days since care began");
    canvas_add_footer(canvas, panel->bottom + 66,
                      ways.whole ? "First episodes. The areas add up to the share of people who have left."
                                 : "First episodes. The white part is still in care, or left in a way that few people "
                                   "took and that is not shown: the areas do not add up to all who have left.");
    return canvas;
}
