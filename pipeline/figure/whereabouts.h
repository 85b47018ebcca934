/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where everyone is over the first year: in care, back in care, out of it, as stacked areas that add up to all.
 */
#ifndef SWITCHBACK_FIGURE_WHEREABOUTS_H
#define SWITCHBACK_FIGURE_WHEREABOUTS_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* NULL when the share of a state that anybody was in is not known on some day: areas that do not add up would mislead.
 */
struct canvas *whereabouts_draw(const struct chart_source *source);

#endif
