/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/axes.h"

#include <math.h>
#include <stdio.h>

static void add_line(struct canvas_panel *panel, const char *what, unsigned colour, const char *dash,
                     const double ends[4]) {
    struct canvas_series *line = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_SEGMENTS, .what = what, .colour = colour, .width = 0.9, .dash = dash});

    series_add(line, ends);
}

void axes_add_level(struct canvas *canvas, struct canvas_panel *panel, double y, const char *label) {
    bool is_base = y <= panel->y_min;

    add_line(panel, "grid", is_base ? COLOUR_AXIS : COLOUR_GRID, NULL, (double[]){panel->x_min, y, panel->x_max, y});
    if (label != NULL) {
        char copy[32];
        snprintf(copy, sizeof copy, "%s", label);
        canvas_add_text(canvas, (struct canvas_text){.x = panel->left - 8,
                                                     .y = panel_y(panel, y),
                                                     .font = FONT_TICK,
                                                     .align = ALIGN_RIGHT,
                                                     .colour = COLOUR_INK,
                                                     .text = copy});
    }
}

void axes_add_percent(struct canvas *canvas, struct canvas_panel *panel, bool labelled) {
    static const char *const labels[] = {"0%", "25%", "50%", "75%", "100%"};

    for (int i = 0; i <= 4; i++)
        if (i * 25 <= panel->y_max * 100 + 1e-9)
            axes_add_level(canvas, panel, i * 0.25, labelled ? labels[i] : NULL);
}

void axes_add_shares_below(struct canvas *canvas, struct canvas_panel *panel) {
    static const double steps[] = {0.02, 0.05, 0.1, 0.2, 0.25};
    double step = steps[0];
    char label[16];

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (panel->x_max / step > 5)
            step = steps[i];
    for (int i = 0; i * step <= panel->x_max + 1e-9; i++) {
        double x = i * step;
        add_line(panel, "grid", i == 0 ? COLOUR_AXIS : COLOUR_GRID, NULL, (double[]){x, panel->y_min, x, panel->y_max});
        snprintf(label, sizeof label, "%.0f%%", 100 * x);
        canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, x),
                                                     .y = panel->bottom + 14,
                                                     .font = FONT_SMALL,
                                                     .align = ALIGN_CENTER,
                                                     .colour = COLOUR_MUTED,
                                                     .text = label});
    }
}

double axes_round_up(double value) {
    double unit = value > 0 ? pow(10, floor(log10(value))) : 1;

    for (int i = 0; i < 7; i++) {
        static const double steps[] = {1, 2, 3, 4, 5, 6, 8};
        bool is_halved = unit >= 10 || fmod(steps[i], 2) < 0.5;
        if (value <= steps[i] * unit + 1e-9 && (is_halved || steps[i] < 2))
            return steps[i] * unit;
    }
    return 10 * unit;
}

void axes_add_counts(struct canvas *canvas, struct canvas_panel *panel) {
    char label[32];

    for (int i = 0; i <= 2; i++) {
        snprintf(label, sizeof label, "%g", panel->y_max * i / 2);
        axes_add_level(canvas, panel, panel->y_max * i / 2, label);
    }
}

enum { LABEL_GAP = 4 /* pixels between two days */, DAY_WORDS = 32 };

static void name_day(double day, char words[DAY_WORDS]) {
    if (fabs(day - 365) < 0.5)
        snprintf(words, DAY_WORDS, "1 year");
    else
        snprintf(words, DAY_WORDS, "%g", day);
}

bool axes_day_has_room(const struct canvas_panel *panel, const double days[], size_t i) {
    double taken = panel->left - 4 * LABEL_GAP, x = 0, half = 0;

    for (size_t k = 0; k <= i; k++) {
        char words[DAY_WORDS];
        if (k > 0 && x - half >= taken + LABEL_GAP)
            taken = x + half;
        name_day(days[k], words);
        half = chart_text_width(FONT_TICK, words) / 2;
        x = panel_x(panel, days[k]);
    }
    return days[i] <= panel->x_max + 1e-9 && x - half >= taken + LABEL_GAP;
}

void axes_add_days(struct canvas *canvas, const struct canvas_panel *panel, const double days[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        char words[DAY_WORDS];
        if (!axes_day_has_room(panel, days, i))
            continue;
        name_day(days[i], words);
        canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, days[i]),
                                                     .y = panel->bottom + 15,
                                                     .font = FONT_TICK,
                                                     .align = ALIGN_CENTER,
                                                     .colour = COLOUR_INK,
                                                     .text = words});
    }
}

static void add_date(struct canvas *canvas, const struct canvas_panel *panel, double x, const char *label) {
    char copy[16];

    snprintf(copy, sizeof copy, "%s", label);
    canvas_add_text(canvas, (struct canvas_text){.x = panel_x(panel, x),
                                                 .y = panel->bottom + 15,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_CENTER,
                                                 .colour = COLOUR_INK,
                                                 .text = copy});
}

static void add_month(struct canvas *canvas, const struct canvas_panel *panel, double january, double month) {
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char label[16];

    snprintf(label, sizeof label, "%s %.0f", names[(int)fmod(month, 12)], floor(month / 12));
    add_date(canvas, panel, month + january + 0.5, label);
}

static void add_year(struct canvas *canvas, struct canvas_panel *panel, double january, double year) {
    double from = fmax(year * 12 + january, panel->x_min), to = fmin(year * 12 + january + 12, panel->x_max);
    char label[16];

    if (from > panel->x_min)
        add_line(panel, "year", COLOUR_GRID, NULL, (double[]){from, panel->y_min, from, panel->y_max});
    snprintf(label, sizeof label, "%.0f", year);
    if (panel_x(panel, to) - panel_x(panel, from) >= chart_text_width(FONT_SMALL, label))
        add_date(canvas, panel, (from + to) / 2, label);
}

void axes_add_months(struct canvas *canvas, struct canvas_panel *panel, double january) {
    double first = ceil(panel->x_min - january - 0.5), last = floor(panel->x_max - january - 0.5);

    if (last - first < 11) {
        add_month(canvas, panel, january, first);
        if (last > first)
            add_month(canvas, panel, january, last);
        return;
    }
    for (double year = floor(first / 12); year <= floor(last / 12); year += 1)
        add_year(canvas, panel, january, year);
}

void axes_add_x_title(struct canvas *canvas, const struct canvas_panel *panel, const char *text) {
    char copy[128];

    snprintf(copy, sizeof copy, "%s", text);
    canvas_add_text(canvas, (struct canvas_text){.x = (panel->left + panel->right) / 2,
                                                 .y = panel->bottom + 36,
                                                 .font = FONT_SMALL,
                                                 .align = ALIGN_CENTER,
                                                 .colour = COLOUR_MUTED,
                                                 .text = copy});
}

void axes_add_mark(struct canvas_panel *panel, double x, double y) {
    add_line(panel, "mark", COLOUR_AXIS, "(6,5)", (double[]){x, panel->y_min, x, y});
}
