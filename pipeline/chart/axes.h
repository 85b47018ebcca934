/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Frames, grids and tick labels of a panel.
 */
#ifndef SWITCHBACK_CHART_AXES_H
#define SWITCHBACK_CHART_AXES_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/canvas.h"

/* A grid line at y, the baseline where it is the lowest, with a label at its left (NULL: none). */
void axes_add_level(struct canvas *canvas, struct canvas_panel *panel, double y, const char *label);

/* Grid lines and labels at every quarter of 0-100 % (labels only where `labelled`), and the baseline. */
void axes_add_percent(struct canvas *canvas, struct canvas_panel *panel, bool labelled);

/* Upright grid lines with a share under each, from 0 to x_max. */
void axes_add_shares_below(struct canvas *canvas, struct canvas_panel *panel);

/* Grid lines and labels for counts from 0 to y_max. */
void axes_add_counts(struct canvas *canvas, struct canvas_panel *panel);

/* The least round number of 1, 2, 4, 6, 8 x 10^k, from 30 on also of 3 and 5, that is at least `value`: from 2 on its
 * half is whole. */
double axes_round_up(double value);

/* Is day i within the panel, and its label clear of those before it? */
bool axes_day_has_room(const struct canvas_panel *panel, const double days[], size_t i);

/* Tick labels of days under the panel: "0", "90" ... "1 year", of those that have room. */
void axes_add_days(struct canvas *canvas, const struct canvas_panel *panel, const double days[], size_t n);

/* Tick labels of months: x counts them since year 0, and January begins at `january` beyond a multiple of 12. Years are
 * named in the middle of what is seen of them, with a hairline between two; under a year the first and the last month.
 */
void axes_add_months(struct canvas *canvas, struct canvas_panel *panel, double january);

/* A line of text under the tick labels, in the middle. */
void axes_add_x_title(struct canvas *canvas, const struct canvas_panel *panel, const char *text);

/* A dashed line upright at x, from the axis up to y. */
void axes_add_mark(struct canvas_panel *panel, double x, double y);

#endif
