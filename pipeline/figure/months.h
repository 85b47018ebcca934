/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Control charts of the months: what comes and goes, and early losses by the month care began. A missing month is a
 * gap, never 0.
 */
#ifndef SWITCHBACK_FIGURE_MONTHS_H
#define SWITCHBACK_FIGURE_MONTHS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* Each NULL when there are no months. */
struct canvas *months_draw(const struct chart_source *source);
struct canvas *months_draw_losses(const struct chart_source *source);

#endif
