/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast people leave at each site, among people alike in the rest: up to nine sites a forest beside the program's
 * average, of more a funnel of those who left beside those expected. No ranking: sites stand in the order of their
 * names, and in a funnel only those beyond chance are named.
 */
#ifndef SWITCHBACK_FIGURE_SITES_H
#define SWITCHBACK_FIGURE_SITES_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* NULL when there are not two sites to show. */
struct canvas *sites_draw(const struct chart_source *source);

#endif
