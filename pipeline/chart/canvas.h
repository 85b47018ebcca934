/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart before it is drawn: panels with series of numbers, and texts. Everything is pinned in pixels from the
 * upper left corner, so that a table under an axis cannot drift off its ticks; gnuplot draws it
 * (chart/gnuplot_script.h). Texts are data, never part of a script.
 */
#ifndef SWITCHBACK_CHART_CANVAS_H
#define SWITCHBACK_CHART_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/chart_style.h"

enum series_kind {
    SERIES_LINE,     /* x, y */
    SERIES_BAND,     /* x, low, high: between two curves */
    SERIES_BOXES,    /* x1, x2, y1, y2 */
    SERIES_SEGMENTS, /* x1, y1, x2, y2 */
    SERIES_DOTS      /* x, y */
};

struct canvas_series {
    enum series_kind kind;
    const char *what; /* for the reader of the data file; borrowed, a constant */
    unsigned colour;
    double width, opacity; /* of lines and of the rims of boxes in pixels; of fills 0-1; radius of dots in pixels */
    const char *dash;      /* NULL: solid; borrowed */
    double *values;
    size_t n_values, capacity;
};

struct canvas_panel {
    double left, right, top, bottom;   /* pixels */
    double x_min, x_max, y_min, y_max; /* of the numbers */
    struct canvas_series **series;
    size_t n_series, capacity;
};

enum canvas_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_COUNT };

struct canvas_text {
    double x, y; /* pixels; y is the middle of the line */
    enum chart_font font;
    enum canvas_align align;
    unsigned colour;
    char *text;
};

struct canvas {
    char *name; /* of its files: a constant of the catalogue, never data; a narrow one ends with _narrow */
    double width, height;
    char *title, *description; /* what the picture says, for those who do not see it */
    struct canvas_panel **panels;
    size_t n_panels, panel_capacity;
    struct canvas_text *texts;
    size_t n_texts, text_capacity;
};

/* A drawing of a chart: CHART_WIDE, or CHART_NARROW for phones and the columns of a printed page. */
struct canvas *canvas_alloc(const char *name, double width, double height);
bool canvas_is_narrow(const struct canvas *canvas);
void canvas_free(struct canvas *canvas);

/* Numbers of values in a point of the series. */
size_t series_columns(enum series_kind kind);

struct canvas_panel *canvas_add_panel(struct canvas *canvas, struct canvas_panel shape);

/* A series of the panel, drawn after those before it; the panel owns it. */
struct canvas_series *canvas_add_series(struct canvas_panel *panel, struct canvas_series look);
void series_add(struct canvas_series *series, const double values[]);

/* Pixels of a number. */
double panel_x(const struct canvas_panel *panel, double x);
double panel_y(const struct canvas_panel *panel, double y);

/* A panel whose numbers are pixels of the canvas, from left to right and from top to bottom, for lines between texts
 * and curves. */
struct canvas_panel *canvas_add_overlay(struct canvas *canvas, double left, double right, double top, double bottom);

/* A line of the overlay. */
void canvas_add_leader(struct canvas_panel *overlay, double x1, double y1, double x2, double y2);

/* The text is copied and cleaned; an empty one is left out. */
void canvas_add_text(struct canvas *canvas, struct canvas_text text);

/* The same of a constant. */
void canvas_add_words(struct canvas *canvas, double x, double y, enum chart_font font, enum canvas_align align,
                      unsigned colour, const char *text);

/* Wraps into lines of at most `width` pixels from text.y down; returns the y of the line after the last. */
double canvas_add_lines(struct canvas *canvas, struct canvas_text text, double width);

/* A name in at most two lines of `width` pixels from text.y down: what is longer is shortened so that it stays another
 * name than those among which it stands. */
void canvas_add_name(struct canvas *canvas, struct word_pool *pool, struct canvas_text text, double width,
                     const struct chart_names *among);

/* The finding in bold, the measure beneath in grey, and both as title and description; returns the y below. */
double canvas_add_heading(struct canvas *canvas, const char *finding, const char *measure);

/* Source and cautions at the foot; the canvas grows to hold them below y. */
void canvas_add_footer(struct canvas *canvas, double y, const char *text);

/* More of what the picture says, for its description. */
void canvas_describe(struct canvas *canvas, const char *text);

#endif
