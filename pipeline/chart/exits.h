/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ways of leaving as stacked areas over days: cumulative incidences one upon the other; what is left is in care.
 */
#ifndef SWITCHBACK_CHART_EXITS_H
#define SWITCHBACK_CHART_EXITS_H

#include "chart/canvas.h"
#include "text/numbers.h"

/* NULL when no way of leaving has a number to show. */
struct canvas *exits_draw(const struct numbers *numbers);

#endif
