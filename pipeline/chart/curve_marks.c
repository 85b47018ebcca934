/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_marks.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "chart/axes.h"
#include "chart/free_place.h"
#include "text/wording.h"

enum { MOST_AWAY = 64, ROOM_BESIDE = 12, ROOM_ABOVE = 8 /* pixels that words of a value may take over the frame */ };

/* The values at the mark, of those of which the table has a share (number_is_sayable), from the highest: above the
 * curve, pushed down where they would touch. */
struct mark_value {
    const struct estimate *row;
    size_t curve;
};

static size_t collect_mark_values(const struct curves *curves, struct mark_value values[]) {
    size_t n = 0;

    for (size_t i = 0; i < curves->n_curves && n < CURVE_MARKS_MOST; i++) {
        const struct estimate *row = curves->mark > 0 ? curve_at(&curves->curves[i], curves->mark) : NULL;
        size_t j = n;
        if (!number_is_sayable(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
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

/* From the axis up to the highest of the values. */
void curve_marks_add_line(struct canvas_panel *panel, const struct curves *curves) {
    struct mark_value values[CURVE_MARKS_MOST];

    if (collect_mark_values(curves, values) > 0)
        axes_add_mark(panel, curves->mark, values[0].row->estimate);
}

/* Words beside the dot: the lowest of several under its own, the others, and one alone, above. */
static void add_words(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct curves *curves, const struct mark_value *value, bool lowest) {
    const struct chart_hue *hue = &chart_hues[value->curve];
    struct canvas_text text = {
        .font = FONT_SMALL_BOLD, .colour = hue->text, .text = (char *)(uintptr_t)wording_range(numbers, value->row)};
    const struct free_place place = {.left = panel->left - ROOM_BESIDE,
                                     .right = panel->right + ROOM_BESIDE,
                                     .top = panel->top - ROOM_ABOVE,
                                     .bottom = panel->bottom,
                                     .x = panel_x(panel, curves->mark),
                                     .y = panel_y(panel, value->row->estimate),
                                     .most_away = MOST_AWAY,
                                     .below = lowest};

    if (free_place_find(canvas, &place, &text))
        canvas_add_text(canvas, text);
}

/* Of several curves on a narrow drawing the words stand in the table under the axis. */
void curve_marks_add(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                     const struct curves *curves) {
    struct mark_value values[CURVE_MARKS_MOST];
    size_t n = collect_mark_values(curves, values);
    bool in_table = canvas_is_narrow(canvas) && curves->n_curves > 1;

    for (size_t i = 0; i < n; i++)
        add_dot(panel, values[i].row, &chart_hues[values[i].curve]);
    for (size_t i = 0; i < n && !in_table; i++)
        add_words(canvas, panel, numbers, curves, &values[i], n > 1 && i + 1 == n);
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
        numbers->pool, "%s%s%s%s%s", curves->note, left_out_words(numbers, curves), short_words(numbers, curves),
        curves->all.rows.n > 0 && curves->n_curves > CHART_MOST_CURVES
            ? " Grey: all people. Numbers under the days: people still followed."
            : "",
        has_ticks(curves) ? " Small upright strokes: people who had not left are followed up to this day." : "");
}
