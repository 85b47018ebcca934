/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ways of leaving as stacked areas over days: cumulative incidences one upon the other, over
 * those still in care.
 */
#ifndef SWITCHBACK_FIGURE_EXITS_H
#define SWITCHBACK_FIGURE_EXITS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* NULL when no way of leaving has a number to show. */
struct canvas *exits_draw(const struct chart_source *source);

#endif
