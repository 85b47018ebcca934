/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_marks.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/wording.h"

/* The values at the mark, from the highest: above the curve, pushed down where they would touch. */
struct mark_value {
    const struct estimate *row;
    size_t curve;
};

static size_t collect_mark_values(const struct curves *curves, struct mark_value values[]) {
    size_t n = 0;

    for (size_t i = 0; i < curves->n_curves && n < CURVE_MARKS_MOST; i++) {
        const struct estimate *row = curves->mark > 0 ? curve_at(&curves->curves[i], curves->mark) : NULL;
        size_t j = n;
        if (row == NULL || !number_is_shown(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
            continue;
        for (; j > 0 && values[j - 1].row->estimate < row->estimate; j--)
            values[j] = values[j - 1];
        values[j] = (struct mark_value){.row = row, .curve = i};
        n++;
    }
    return n;
}

static void add_dot(struct canvas_panel *panel, const struct estimate *row, const struct chart_hue *hue) {
    struct canvas_series *dot = canvas_add_series(
        panel,
        (struct canvas_series){.kind = SERIES_DOTS, .what = "value at the mark", .colour = hue->line, .width = 5});

    series_add(dot, (double[]){row->time_days, row->estimate});
}

/* Pixels from a value down to its words: where no curve runs. Left of the mark a curve that rises has room above it and
 * the lowest of those that fall beneath it; the others have room above them on the right. Where there is no room on the
 * left a curve that rises has some beneath it on the right. */
static double beside(bool rises, bool left, bool last, size_t n_below) {
    if (last && left && !rises)
        return 26;
    if (rises && !left)
        return 22;
    return -17 * (double)(n_below > 0 && !rises ? n_below : 1);
}

/* Between the axis and the mark, or before the axis where none of its labels stands: at quarters. */
static bool has_room_left(const struct canvas_panel *panel, double mark, const char *words, double y) {
    double room = panel_x(panel, mark) - panel->left - chart_text_width(FONT_SMALL_BOLD, words) - 13;

    for (int i = 0; i <= 4; i++)
        if (room < 0 && fabs(y - panel_y(panel, panel->y_min + (panel->y_max - panel->y_min) * i / 4)) < 15)
            return false;
    return room > -panel->left + 20 && room > -40;
}

/* Words that would leave the panel end with it. */
static double right_of_mark(const struct canvas_panel *panel, double mark, const char *words) {
    return fmin(panel_x(panel, mark) + 9, panel->right + 8 - chart_text_width(FONT_SMALL_BOLD, words));
}

void curve_marks_add(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                     const struct curves *curves) {
    struct mark_value values[CURVE_MARKS_MOST];
    size_t n = collect_mark_values(curves, values);
    double free_from = panel->top;

    if (canvas_is_narrow(canvas) && curves->n_curves > 1) { /* the words stand in the table under the axis */
        for (size_t i = 0; i < n; i++)
            add_dot(panel, values[i].row, &chart_hues[values[i].curve]);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const struct chart_hue *hue = &chart_hues[values[i].curve];
        const char *words = wording_range(numbers, values[i].row);
        bool rises = curves->curves[values[i].curve].start < 0.5;
        double value = panel_y(panel, values[i].row->estimate), y;
        bool last = i > 0 && i + 1 == n,
             left = (last || rises) &&
                    has_room_left(panel, curves->mark, words, value + beside(rises, true, last, n - 1 - i));
        y = value + beside(rises, left, last, n - 1 - i);
        y = y < free_from ? free_from : y > panel->bottom - 12 ? panel->bottom - 12 : y;
        add_dot(panel, values[i].row, hue);
        canvas_add_text(canvas, (struct canvas_text){.x = left ? panel_x(panel, curves->mark) - 9
                                                               : right_of_mark(panel, curves->mark, words),
                                                     .y = y,
                                                     .font = FONT_SMALL_BOLD,
                                                     .align = left ? ALIGN_RIGHT : ALIGN_LEFT,
                                                     .colour = hue->text,
                                                     .text = (char *)(uintptr_t)words});
        free_from = y + 17;
    }
}

static bool has_stars(const struct numbers *numbers, const struct curves *curves) {
    struct mark_value values[CURVE_MARKS_MOST];

    for (size_t i = 0, n = collect_mark_values(curves, values); i < n; i++)
        if (strchr(wording_range(numbers, values[i].row), '*') != NULL)
            return true;
    return false;
}

static bool has_ticks(const struct curves *curves) {
    for (size_t i = 0; i < curves->n_curves; i++) {
        const struct curve *curve = &curves->curves[i];
        if (curve->n_censored > 0 && curve->censored[0] <= curve_last_day(curve, curves->x_max))
            return true;
    }
    return false;
}

static const char *left_out_words(const struct numbers *numbers, const struct curves *curves) {
    if (curves->n_left_out == 0)
        return "";
    return word_pool_format(numbers->pool, " Drawn: the first %zu of the %zu that can be, in the order of their names.",
                            curves->n_curves, curves->n_curves + curves->n_left_out);
}

static const char *short_words(const struct numbers *numbers, const struct curves *curves) {
    if (curves->short_ones == NULL)
        return "";
    return word_pool_format(numbers->pool, " Not drawn, as too few are followed for %s: %s.",
                            wording_span(numbers, curves->mark), curves->short_ones);
}

const char *curve_marks_note(const struct numbers *numbers, const struct curves *curves) {
    return word_pool_format(
        numbers->pool, "%s%s%s%s%s%s", curves->note, left_out_words(numbers, curves), short_words(numbers, curves),
        curves->all.rows.n > 0 && curves->n_curves > CHART_MOST_CURVES
            ? " Grey: all people. Numbers under the days: people still followed."
            : "",
        has_ticks(curves) ? " Small upright strokes: people who had not left are followed up to this day." : "",
        has_stars(numbers, curves) ? " * Few people or events: read with care." : "");
}
