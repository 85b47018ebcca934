/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A funnel: ratios of events to those expected, over those expected, between limits.
 *
 * Limits are those of stats/funnel_limits.h, of chance alone or with the variance between places; where a place lies,
 * and what the chart finds, is decided in text/sites_compared.h for dots, names and words alike. Names stand beside the
 * dots outside a limit, and beside others where there is room; none has a rank.
 */
#ifndef SWITCHBACK_CHART_FUNNEL_H
#define SWITCHBACK_CHART_FUNNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/canvas.h"
#include "text/numbers.h"

struct funnel_point {
    double expected, events;
    const char *name;
};

struct funnel {
    const char *name, *finding, *measure, *note, *x_title;
    double width;
    const struct funnel_point *points;
    size_t n;
    double between_variance; /* 0: limits of chance alone */
};

struct canvas *funnel_draw(const struct numbers *numbers, const struct funnel *funnel);

#endif
