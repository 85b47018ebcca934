/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every chart of the report, made from the estimates: what it shows, and the finding in its headline. A headline states
 * a difference only where intervals have no point in common; medications are never compared.
 */
#ifndef SWITCHBACK_CHART_ALL_CHARTS_H
#define SWITCHBACK_CHART_ALL_CHARTS_H

#include "chart/canvas.h"
#include "chart/censored.h"
#include "text/numbers.h"

enum { ALL_CHARTS_MOST = 16 };

/* Fills canvases[] with the charts that have numbers, returns how many. `censored`: of the internal class; NULL: curves
 * have no ticks. The caller frees each. */
size_t all_charts_draw(const struct numbers *numbers, const struct censored *censored,
                       struct canvas *canvases[ALL_CHARTS_MOST]);

#endif
