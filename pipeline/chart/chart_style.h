/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every chart looks like: colours, fonts, and how wide a text will be.
 *
 * source: Okabe and Ito, "Color Universal Design" (2008), for lines and fills; the darkened hues carry text at a
 * contrast of 4.5:1 on white (WCAG 2.2, 1.4.3). Widths: Adobe's Helvetica metrics, which Liberation Sans and Arial
 * share.
 */
#ifndef SWITCHBACK_CHART_CHART_STYLE_H
#define SWITCHBACK_CHART_CHART_STYLE_H

#include <stddef.h>

#include "text/word_pool.h"

enum {
    COLOUR_INK = 0x222222,
    COLOUR_MUTED = 0x595959,
    COLOUR_AXIS = 0x8C8C8C,
    COLOUR_GRID = 0xE3E3E3,
    COLOUR_BEHIND = 0xB0B0B0,
    COLOUR_PAPER = 0xFFFFFF,
    COLOUR_FIRST = 0x0072B2,
    COLOUR_SECOND = 0xD55E00
};

/* Pixels. The narrow drawing is for phones of 390 pixels and for a column of a printed page: the smallest letters (13
 * pixels) are 12 pixels there, and 7 pt on paper from 70 mm on. */
enum { CHART_WIDE = 720, CHART_NARROW = 360 };

enum { CHART_MOST_CURVES = 3 /* more groups than this become small multiples: four bands hide each other */ };

/* One look of a series: never colour alone, so each has its own dash. */
struct chart_hue {
    unsigned line, text;
    const char *dash; /* gnuplot dash list; NULL: solid */
};

extern const struct chart_hue chart_hues[CHART_MOST_CURVES];

/* Fills of stacked areas, from the bottom: neighbours differ in lightness, for grey print; the last is for what is
 * rare.
 */
enum { CHART_FILLS = 7 };
extern const struct chart_hue chart_fills[CHART_FILLS];

/* Of people who are not there. */
extern const struct chart_hue chart_fill_outside;

enum chart_font {
    FONT_TITLE,
    FONT_SUBTITLE,
    FONT_LABEL,
    FONT_TICK,
    FONT_SMALL,
    FONT_SMALL_BOLD,
    FONT_NOTE,
    FONT_COUNT
};

struct chart_font_spec {
    const char *name;    /* in the text table of a chart */
    const char *gnuplot; /* "Liberation Sans:Bold,18" */
    double size;         /* pixels */
    double weight;       /* width of its letters against the regular cut */
};

extern const struct chart_font_spec chart_fonts[FONT_COUNT];

/* Pixels. */
double chart_text_width(enum chart_font font, const char *text);

/* Bytes of `text` that fit into `width` pixels, cut at a blank where there is one, though not between a name and its
 * number, nor between a number and the word after it; all of it when it fits, at least one word. */
size_t chart_text_fit(enum chart_font font, const char *text, double width);

/* How many lines of `width` pixels the text takes so. */
size_t chart_text_lines(enum chart_font font, const char *text, double width);

/* The text, or its beginning and end with … between them so that it takes at most `width` pixels. */
const char *chart_text_shorten(struct word_pool *pool, enum chart_font font, const char *text, double width);

/* Names that stand in one chart: what is cut out of one must leave it another name than the rest. */
struct chart_names {
    const char *const *names;
    size_t n;
};

/* The same of one of these names: cut where no other name of them would read alike, if there is such a place. */
const char *chart_name_shorten(struct word_pool *pool, enum chart_font font, const char *text, double width,
                               const struct chart_names *among);

#endif
