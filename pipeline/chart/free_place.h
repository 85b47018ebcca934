/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A free place for words beside a point of a chart: on no other words, no line and no dot of what is drawn so far.
 * Bands and boxes are grounds that words may lie on; so is the grid, where there is no better place.
 */
#ifndef SWITCHBACK_CHART_FREE_PLACE_H
#define SWITCHBACK_CHART_FREE_PLACE_H

#include <stdbool.h>

#include "chart/canvas.h"

/* All in pixels of the canvas. */
struct free_place {
    double left, right, top, bottom; /* within which the words must stay */
    double x, y;                     /* the point */
    double most_away;                /* from the point to the nearest edge of the words */
    bool below;                      /* rather under the point than above it */
    bool joined; /* a line will join them: it may cross no words, no other dot and no other such line */
};

/* The nearest place: `text` is set to the middle of its line there (x, y, ALIGN_CENTER). text->font and text->text are
 * read. false: there is none. */
bool free_place_find(const struct canvas *canvas, const struct free_place *place, struct canvas_text *text);

/* Where the line from the point ends at words that found their place. */
void free_place_joint(const struct free_place *place, const struct canvas_text *text, double *x, double *y);

#endif
