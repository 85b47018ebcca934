/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines and areas of gnuplot's SVG written short: each point by its way from the one before it, in hundredths of a
 * pixel as gnuplot gives them, so that nothing moves. A report holds each chart twice; most of its bytes were points.
 */
#ifndef SWITCHBACK_CHART_SVG_PATH_H
#define SWITCHBACK_CHART_SVG_PATH_H

#include <stddef.h>

#include "base/output_file.h"

/* Writes what stands for the points that begin at `at` (of a path, d='M1.00,2.00 L...', or of a polygon, points =
 * '...'), or for the beginning of a polygon's element, and returns how long that was; 0 when there is neither, or
 * anything in it that is not understood: then nothing is written. */
size_t svg_path_write(struct output_file *output, const char *at);

#endif
