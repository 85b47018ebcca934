/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every chart of the report, made from the estimates: what it shows, and the finding in its headline. A headline states
 * a difference only where text/comparison.h finds one; medications are never compared.
 */
#ifndef SWITCHBACK_FIGURE_ALL_CHARTS_H
#define SWITCHBACK_FIGURE_ALL_CHARTS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

enum { ALL_CHARTS_MOST = 24 };

/* Fills canvases[] with the charts that have numbers, returns how many. The caller frees each. */
size_t all_charts_draw(const struct chart_source *source, struct canvas *canvases[ALL_CHARTS_MOST]);

#endif
