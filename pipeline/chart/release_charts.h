/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The charts of a release: its ranges, nothing else. A headline says what is shown and compares nothing.
 */
#ifndef SWITCHBACK_CHART_RELEASE_CHARTS_H
#define SWITCHBACK_CHART_RELEASE_CHARTS_H

#include "chart/all_charts.h"
#include "text/release_words.h"

/* As all_charts_draw. */
size_t release_charts_draw(const struct release *release, struct canvas *canvases[ALL_CHARTS_MOST]);

#endif
