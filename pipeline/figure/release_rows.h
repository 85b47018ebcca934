/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts of a release with a line a code: ways of leaving, and what reflections name, all of these on one axis.
 */
#ifndef SWITCHBACK_FIGURE_RELEASE_ROWS_H
#define SWITCHBACK_FIGURE_RELEASE_ROWS_H

#include "chart/canvas.h"
#include "text/release_words.h"

#define RELEASE_DARK_AND_LIGHT "Dark: for certain in this range. Light: with chance added"

/* NULL when no way of leaving has a range. */
struct canvas *release_rows_draw_exits(const struct release *release, double width);

/* Returns how many charts canvases[] was given; the caller frees each. */
size_t release_rows_draw_reflections(const struct release *release, double width, struct canvas *canvases[]);

#endif
