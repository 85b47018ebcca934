/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shares of people stacked as areas over the first year, each with its share on the last day for a label.
 */
#ifndef SWITCHBACK_CHART_AREAS_H
#define SWITCHBACK_CHART_AREAS_H

#include <stddef.h>

#include "chart/canvas.h"
#include "chart/chart_style.h"
#include "text/numbers.h"

enum { AREAS_TIMES = 14, AREAS_MOST = 16 };

/* 0, 30 ... 360 and the last day of the year, which every table reads. */
extern const double areas_days[AREAS_TIMES];

struct area {
    const char *code;           /* of the series */
    const char *words;          /* behind the share; NULL: those of the code */
    double values[AREAS_TIMES]; /* on areas_days */
    const struct chart_hue *hue;
};

struct areas {
    const char *name, *finding, *measure, *x_title, *note;
    double width;                  /* CHART_WIDE or CHART_NARROW */
    struct area areas[AREAS_MOST]; /* from the bottom */
    size_t n, n_times;             /* times of which anything is known */
};

struct canvas *areas_draw(const struct numbers *numbers, const struct areas *areas);

#endif
