/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A canvas as a gnuplot script and its two data files: NAME.dat (numbers, one named block a series) and NAME.text.dat
 * (every text with its place). No text of the chart stands in the script.
 *
 * The script is called with the form, svg or png, and the file to write: gnuplot -d -c NAME.gp svg NAME.svg
 */
#ifndef SWITCHBACK_CHART_GNUPLOT_SCRIPT_H
#define SWITCHBACK_CHART_GNUPLOT_SCRIPT_H

#include "chart/canvas.h"

/* Where files go; `data_from_charts` is the data directory as seen from the directory of charts. */
struct gnuplot_places {
    const char *charts, *data, *data_from_charts;
};

/* Writes the three files (exit 73 or 74 when they cannot be written). */
void gnuplot_script_write(const struct canvas *canvas, const struct gnuplot_places *places);

/* The number of plots that a drawn chart must show. */
size_t gnuplot_script_n_plots(const struct canvas *canvas);

#endif
