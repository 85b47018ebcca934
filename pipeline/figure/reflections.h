/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reflections after a return to use name: triggers, missed signs, lacking supports, changes of plan; each a chart
 * of ranked bars, all on one axis.
 */
#ifndef SWITCHBACK_FIGURE_REFLECTIONS_H
#define SWITCHBACK_FIGURE_REFLECTIONS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

enum { REFLECTIONS_MOST = 4 };

/* Fills canvases[] with the charts that have numbers, returns how many. The caller frees each. */
size_t reflections_draw(const struct chart_source *source, struct canvas *canvases[REFLECTIONS_MOST]);

#endif
