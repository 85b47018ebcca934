/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A funnel: ratios of events to those expected, over those expected, between the limits of chance.
 *
 * A dot lies outside a limit where the exact Poisson interval of its events does not hold those expected: limits are
 * the events whose interval ends at what is expected (stats/distribution.h). One function decides for dots,
 * names and words. Names stand beside the dots outside a limit, and beside others where there is room; none has a rank.
 * Source: Spiegelhalter, Statist. Med. 2005, 24:1185, sec. 2 (without his over-dispersion: chance alone).
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
    const char *name, *measure, *note, *x_title;
    double width;
    const struct funnel_point *points;
    size_t n;
};

/* Does the point lie outside the limits that so large a share of alike ones lie between? */
bool funnel_is_outside(const struct funnel_point *point, double share);

struct canvas *funnel_draw(const struct numbers *numbers, const struct funnel *funnel);

#endif
