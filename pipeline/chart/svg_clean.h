/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gnuplot's SVG made fit for a page: ids that no other chart has, a title and a description that say the finding, fonts
 * with a fallback, colours as #rrggbb.
 */
#ifndef SWITCHBACK_CHART_SVG_CLEAN_H
#define SWITCHBACK_CHART_SVG_CLEAN_H

#include "chart/canvas.h"

/* Rewrites charts/NAME.svg in place (written beside, then renamed). */
void svg_clean(const struct canvas *canvas, const char *charts);

#endif
