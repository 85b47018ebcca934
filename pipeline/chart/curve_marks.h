/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of curves at the marked day: a dot on each curve and "54% (51-57)" beside it.
 */
#ifndef SWITCHBACK_CHART_CURVE_MARKS_H
#define SWITCHBACK_CHART_CURVE_MARKS_H

#include "chart/curves.h"

enum { CURVE_MARKS_MOST = 16 };

/* The marked day, upright from the axis: to be drawn before the curves. */
void curve_marks_add_line(struct canvas_panel *panel, const struct curves *curves);

/* To be drawn after all that the words must keep clear of. */
void curve_marks_add(struct canvas *canvas, struct canvas_panel *panel, const struct numbers *numbers,
                     const struct curves *curves);

/* The chart's note, with what a stroke on a curve and the star behind a value mean where one stands. */
const char *curve_marks_note(const struct numbers *numbers, const struct curves *curves);

#endif
