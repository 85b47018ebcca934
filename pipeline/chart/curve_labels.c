/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_labels.h"

#include <math.h>

#include "chart/axes.h"
#include "chart/label_spread.h"
#include "text/wording.h"

enum { LABEL_APART = 38, LABEL_WIDE = 200, LABEL_NARROW = 132, LEADER_FROM = 8 /* pixels that need no line */ };

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

enum { MOST_ENDS = CHART_MOST_CURVES + 1 };

/* The end of a curve in the panel, and the colour of its words. */
struct end {
    const struct curve *curve;
    double x, y;
    unsigned colour;
};

static struct end end_of(const struct canvas_panel *panel, const struct curves *curves, const struct curve *curve,
                         unsigned colour) {
    return (struct end){.curve = curve,
                        .x = panel_x(panel, curve_last_day(curve, curves->x_max)),
                        .y = panel_y(panel, curve_last_value(curve, curves->x_max)),
                        .colour = colour};
}

/* From the top; returns how many. */
static size_t list_ends(const struct canvas_panel *panel, const struct curves *curves, struct end ends[MOST_ENDS]) {
    size_t n = 0;

    for (size_t i = 0; i < curves->n_curves; i++)
        ends[n++] = end_of(panel, curves, &curves->curves[i], chart_hues[i].text);
    if (curves->all.rows.n > 0)
        ends[n++] = end_of(panel, curves, &curves->all, COLOUR_MUTED);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && ends[k].y < ends[k - 1].y; k--) {
            struct end lower = ends[k - 1];
            ends[k - 1] = ends[k];
            ends[k] = lower;
        }
    return n;
}

/* From the end of a curve to the middle of its two lines of words. */
static void add_leader(struct canvas_panel *overlay, const struct end *end, double x, double y) {
    if (x - end->x > 3 * LEADER_FROM || fabs(y - end->y) > LEADER_FROM)
        canvas_add_leader(overlay, end->x + 2, end->y, x - 4, y);
}

/* Labels stand where the longest curve ends, not where the axis does. */
void curve_labels_add(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct curves *curves) {
    enum chart_font font = canvas_is_narrow(canvas) ? FONT_SMALL_BOLD : FONT_LABEL;
    struct end ends[MOST_ENDS];
    size_t n = list_ends(panel, curves, ends);
    double y[MOST_ENDS], x = panel->left;
    struct canvas_panel *overlay;

    for (size_t i = 0; i < n; i++) {
        x = fmax(x, ends[i].x + 14);
        y[i] = ends[i].y - 8;
    }
    overlay = canvas_add_overlay(canvas, panel->left, x, panel->top - 10, panel->bottom);
    label_spread(y, n, LABEL_APART, panel->top, panel->bottom - 27);
    for (size_t i = 0; i < n; i++) {
        add_leader(overlay, &ends[i], x, y[i] + 8);
        canvas_add_words(canvas, x, y[i], font, ALIGN_LEFT, ends[i].colour,
                         chart_text_shorten(numbers->pool, font, ends[i].curve->label, most_width(canvas)));
        canvas_add_words(canvas, x, y[i] + 17, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED,
                         curve_labels_people(numbers, ends[i].curve));
    }
}

/* ---- under the axis ---- */

/* A count that would touch the one before it is left out, and one of a day that is not named. */
void curve_labels_add_followed_row(struct canvas *canvas, const struct canvas_panel *panel,
                                   const struct numbers *numbers, const struct curves *curves,
                                   const struct curve *curve, const double days[], size_t n, double y) {
    double taken = 0;

    for (size_t t = 0; t < n; t++) {
        const struct estimate *row = curve_at(curve, days[t]);
        bool start = days[t] <= 0;
        double followed = start ? curve_followed_from_start(curve) : row == NULL ? (double)NAN : row->at_risk;
        const char *words = wording_count(numbers, followed);
        double half = chart_text_width(FONT_SMALL, words) / 2, x = panel_x(panel, days[t]);
        if ((start && curves->one_clock) /* people, where the row counts events */ || x - half < taken ||
            !axes_day_has_room(panel, days, t))
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
    if (!number_is_sayable(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
        return chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, curve->label, CHART_NARROW - 20);
    return word_pool_format(numbers->pool, "%s: %s after %s",
                            chart_text_shorten(numbers->pool, FONT_SMALL_BOLD, curve->label, 150),
                            wording_range(numbers, row), wording_span(numbers, curves->mark));
}

static void add_heading(struct canvas *canvas, const struct curves *curves, double y) {
    canvas_add_words(canvas, canvas_is_narrow(canvas) ? 8 : 20, y, FONT_SMALL, ALIGN_LEFT, COLOUR_MUTED,
                     curves->followed);
}

/* Where the curves are ends of the same events: one row of these under its heading; on a narrow drawing the names with
 * their values come first. */
static double add_events_row(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                             const struct curves *curves, double y) {
    bool narrow = canvas_is_narrow(canvas);

    for (size_t c = 0; narrow && curves->n_curves > 1 && c < curves->n_curves; c++) {
        y += c > 0 ? 21 : 0;
        canvas_add_words(canvas, 8, y, FONT_SMALL_BOLD, ALIGN_LEFT, chart_hues[c].text,
                         row_name(canvas, numbers, curves, &curves->curves[c]));
    }
    y += narrow && curves->n_curves > 1 ? 24 : 0;
    add_heading(canvas, curves, y);
    y += narrow ? 18 : 0;
    curve_labels_add_followed_row(canvas, panel, numbers, curves, &curves->curves[curves->n_curves - 1], curves->ticks,
                                  curves->n_ticks, y);
    return y;
}

/* A row of the table; returns the y of its last line. */
static double add_named_row(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                            const struct curves *curves, const struct end *row, double y) {
    bool narrow = canvas_is_narrow(canvas);

    y += 21;
    canvas_add_words(canvas, narrow ? 8 : 20, y, FONT_SMALL_BOLD, ALIGN_LEFT, row->colour,
                     row_name(canvas, numbers, curves, row->curve));
    y += narrow ? 18 : 0;
    curve_labels_add_followed_row(canvas, panel, numbers, curves, row->curve, curves->ticks, curves->n_ticks, y);
    return y;
}

double curve_labels_add_followed(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                                 const struct curves *curves, double y) {
    if (curves->one_clock)
        return add_events_row(canvas, panel, numbers, curves, y);
    add_heading(canvas, curves, y);
    for (size_t c = 0; c < curves->n_curves; c++)
        y = add_named_row(canvas, panel, numbers, curves, &(struct end){&curves->curves[c], 0, 0, chart_hues[c].text},
                          y);
    if (curves->all.rows.n > 0)
        y = add_named_row(canvas, panel, numbers, curves, &(struct end){&curves->all, 0, 0, COLOUR_MUTED}, y);
    return y;
}
