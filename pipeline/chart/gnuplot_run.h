/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gnuplot, supervised: one a processor (at most four), each with its share of the charts; run by exec (no shell), in a
 * process group of its own, with a clean environment, an empty standard input and 30 seconds. A missing series or a
 * full disk ends gnuplot with 0, so whatever it says on stderr is a failure, and the file is looked at afterwards.
 */
#ifndef SWITCHBACK_CHART_GNUPLOT_RUN_H
#define SWITCHBACK_CHART_GNUPLOT_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/canvas.h"

/* Draws charts/NAME.svg, and with_png charts/NAME.png of each wide one, for each canvas from charts/NAME.gp, or ends
 * the program with 69 and one message; the script that failed is kept. */
void gnuplot_run(const char *charts, struct canvas *const canvases[], size_t n, bool with_png);

#endif
