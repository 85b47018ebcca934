/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups beside each other with their intervals, of the internal class: for whom the program works, and which signs its
 * own data showed before returns to use.
 */
#ifndef SWITCHBACK_FIGURE_GROUPS_H
#define SWITCHBACK_FIGURE_GROUPS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* Each NULL when no group is large enough. */
struct canvas *groups_draw_for_whom(const struct chart_source *source);
struct canvas *groups_draw_signs(const struct chart_source *source);

#endif
