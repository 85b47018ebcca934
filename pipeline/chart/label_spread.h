/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Labels beside each other that do not touch, each as near as can be to what it names.
 *
 * source: what is least in the sum of squared moves, under y[i + 1] - y[i] >= apart, is the isotonic regression of
 * y[i] - i x apart; pooling adjacent violators finds it (Barlow, Bartholomew, Bremner and Brunk 1972, p. 13-15).
 */
#ifndef SWITCHBACK_CHART_LABEL_SPREAD_H
#define SWITCHBACK_CHART_LABEL_SPREAD_H

#include <stddef.h>

enum { LABEL_SPREAD_MOST = 32 };

/* y: pixels from the top, ascending, at most LABEL_SPREAD_MOST of them; moved apart, and into first..last where they
 * fit (else from `first` on). */
void label_spread(double y[], size_t n, double apart, double first, double last);

#endif
