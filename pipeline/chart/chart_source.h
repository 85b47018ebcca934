/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a chart is drawn from, and how wide.
 */
#ifndef SWITCHBACK_CHART_CHART_SOURCE_H
#define SWITCHBACK_CHART_CHART_SOURCE_H

#include "chart/censored.h"
#include "text/numbers.h"

/* All of it borrowed. */
struct chart_source {
    const struct numbers *numbers;
    const struct censored *censored; /* of the internal class; NULL: curves have no ticks */
    double width;                    /* CHART_WIDE or CHART_NARROW */
};

#endif
