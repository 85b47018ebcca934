/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small charts of the months, one a measure: values joined over the calendar, the usual month-to-month variation as a
 * zone where the table has limits, months outside it marked. A missing month is a gap, never 0.
 */
#ifndef SWITCHBACK_CHART_MONTHS_H
#define SWITCHBACK_CHART_MONTHS_H

#include "chart/canvas.h"
#include "text/numbers.h"

/* NULL when there are no months. */
struct canvas *months_draw(const struct numbers *numbers);

#endif
