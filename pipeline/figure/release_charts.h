/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The charts of a release: its ranges, nothing else. A headline says what is shown and compares nothing.
 */
#ifndef SWITCHBACK_FIGURE_RELEASE_CHARTS_H
#define SWITCHBACK_FIGURE_RELEASE_CHARTS_H

#include "figure/all_charts.h"
#include "text/release_words.h"

/* As all_charts_draw. */
size_t release_charts_draw(const struct release *release, double width, struct canvas *canvases[ALL_CHARTS_MOST]);

#endif
