/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words beside and under curves: names at their ends, with a leader line where a curve ends early or its name had to
 * move, and people followed under the ticks.
 */
#ifndef SWITCHBACK_CHART_CURVE_LABELS_H
#define SWITCHBACK_CHART_CURVE_LABELS_H

#include "chart/curves.h"

/* "1,165 people" */
const char *curve_labels_people(const struct numbers *numbers, const struct curve *curve);

/* Pixels that the names take; longer ones are shortened. */
double curve_labels_width(const struct canvas *canvas, const struct curves *curves, enum chart_font font);

/* Names and people at the curves' ends. */
void curve_labels_add(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                      const struct curves *curves);

/* People of the curve followed on the days, under their places on the axis. */
void curve_labels_add_followed_row(struct canvas *canvas, const struct canvas_panel *panel,
                                   const struct numbers *numbers, const struct curves *curves,
                                   const struct curve *curve, const double days[], size_t n, double y);

/* The table under the axis, from y down: a row a curve, or one where they are the same people; returns the y of its
 * last line. */
double curve_labels_add_followed(struct canvas *canvas, const struct canvas_panel *panel, const struct numbers *numbers,
                                 const struct curves *curves, double y);

#endif
