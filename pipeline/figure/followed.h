/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows an event: a visit or a leaving after a return to use, a return to care after a leaving, as cumulative
 * incidences.
 */
#ifndef SWITCHBACK_FIGURE_FOLLOWED_H
#define SWITCHBACK_FIGURE_FOLLOWED_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* Each NULL when there is nothing to draw. */
struct canvas *followed_draw_after_use(const struct chart_source *source);
struct canvas *followed_draw_came_back(const struct chart_source *source);

#endif
