/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_labels.h"

#include <math.h>

#include "chart/label_spread.h"
#include "text/wording.h"

enum { LABEL_APART = 38, LABEL_WIDE = 170, LABEL_NARROW = 96, LEADER_FROM = 8 /* pixels that need no line */ };

const char *curve_labels_people(const struct numbers *numbers, const struct curve *curve) {
    return wording_people(numbers, curve_people(curve));
}

static double most_width(const struct canvas *canvas) { return canvas_is_narrow(canvas) ? LABEL_NARROW : LABEL_WIDE; }

double curve_labels_width(const struct canvas *canvas, const struct curves *curves, enum chart_font font) {
    double longest = 90;

    for (size_t i = 0; i < curves->n_curves; i++)
        longest = fmax(longest, chart_text_width(font, curves->curves[i].label));
    return fmin(longest, most_width(canvas));
}

/* ---- at the ends ---- */

/* Pixels of the last day that any curve reaches, so that labels stand where curves end, not where the axis does. */
static double end_of_curves(const struct canvas_panel *panel, const struct curves *curves) {
    double last = 0;

    for (size_t i = 0; i < curves->n_curves; i++)
        last = fmax(last, curve_last_day(&curves->curves[i], curves->x_max));
    return panel_x(panel, last);
}

static void order_by_end(const struct curves *curves, size_t order[]) {
    for (size_t i = 0; i < curves->n_curves; i++) {
        size_t j = i;
        for (; j > 0 && curve_last_value(&curves->curves[order[j - 1]], curves->x_max) <
                            curve_last_value(&curves->curves[i], curves->x_max);
             j--)
            order[j] = order[j - 1];
        order[j] = i;
    }
}

/* From the end of a curve to the middle of its two lines of words. */
static void add_leader(struct canvas_panel *overlay, const struct canvas_panel *panel, const struct curves *curves,
                       const struct curve *curve, double x, double y) {
    double end_x = panel_x(panel, curve_last_day(curve, curves->x_max)),
           end_y = panel_y(panel, curve_last_value(curve, curves->x_max));

    if (x - end_x > 3 * LEADER_FROM || fabs(y - end_y) > LEADER_FROM)
        canvas_add_leader(overlay, end_x + 2, end_y, x - 4, y);
}

void curve_labels_add(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct curves *curves) {
    enum chart_font font = canvas_is_narrow(canvas) ? FONT_SMALL_BOLD : FONT_LABEL;
    double y[CHART_MOST_CURVES], x = end_of_curves(panel, curves) + 14;
    struct canvas_panel *overlay = canvas_add_overlay(canvas, panel->left, x, panel->top - 10, panel->bottom);
    size_t order[CHART_MOST_CURVES];

    order_by_end(curves, order);
    for (size_t i = 0; i < curves->n_curves; i++)
        y[i] = panel_y(panel, curve_last_value(&curves->curves[order[i]], curves->x_max)) - 8;
    label_spread(y, curves->n_curves, LABEL_APART, panel->top, panel->bottom - 27);
    for (size_t i = 0; i < curves->n_curves; i++) {
        const struct curve *curve = &curves->curves[order[i]];
        add_leader(overlay, panel, curves, curve, x, y[i] + 8);
        canvas_add_words(canvas, x, y[i], font, ALIGN_LEFT, chart_hues[order[i]].text,
                         chart_text_shorten(numbers->pool, font, curve->label, most_width(canvas)));
        canvas_add_words(canvas, x, y[i] + 17, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED,
                         curve_labels_people(numbers, curve));
    }
}

/* ---- under the axis ---- */

/* A count that would touch the one before it is left out. */
void curve_labels_add_followed_row(struct canvas *canvas, const struct canvas_panel *panel,
                                   const struct numbers *numbers, const struct curves *curves,
                                   const struct curve *curve, const double days[], size_t n, double y) {
    double taken = 0;

    for (size_t t = 0; t < n; t++) {
        const struct estimate *row = curve_at(curve, days[t]);
        bool start = days[t] <= 0;
        double followed = start ? curve_people(curve) : row == NULL ? (double)NAN : row->at_risk;
        const char *words = wording_count(numbers, followed);
        double half = chart_text_width(FONT_SMALL, words) / 2, x = panel_x(panel, days[t]);
        if ((start && curves->one_clock) /* people, where the row counts events */ || x - half < taken)
            continue;
        canvas_add_words(canvas, x, y, FONT_SMALL, ALIGN_CENTER, COLOUR_INK, words);
        taken = x + half + 3;
    }
}

/* On a narrow drawing the value at the mark stands behind the name: beside the curves there is no room. */
static const char *row_name(const struct canvas *canvas, const struct numbers *numbers, const struct curves *curves,
                            const struct curve *curve) {
    const struct estimate *row = curves->mark > 0 ? curve_at(curve, curves->mark) : NULL;

    if (!canvas_is_narrow(canvas))
        return chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, curve->label, LABEL_WIDE);
    if (!number_is_shown(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
        return chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, curve->label, CHART_NARROW - 20);
    return word_pool_format(numbers->pool, "%s: %s after %s",
                            chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, curve->label, 150),
                            wording_cell(numbers, row), wording_span(numbers, curves->mark));
}

double curve_labels_add_followed(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                                 const struct curves *curves, double y) {
    bool narrow = canvas_is_narrow(canvas);
    double left = narrow ? 8 : 20;

    canvas_add_words(canvas, left, y, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED, curves->followed);
    for (size_t c = 0; c < curves->n_curves; c++) {
        bool named = !curves->one_clock || (narrow && curves->n_curves > 1);
        if (named) {
            y += 21;
            canvas_add_words(canvas, left, y, FONT_SMALL_BOLD, ALIGN_LEFT, chart_hues[c].text,
                             row_name(canvas, numbers, curves, &curves->curves[c]));
        }
        if (curves->one_clock && c + 1 < curves->n_curves)
            continue;
        y += narrow ? 18 : 0;
        curve_labels_add_followed_row(canvas, panel, numbers, curves, &curves->curves[c], curves->ticks,
                                      curves->n_ticks, y);
    }
    return y;
}
