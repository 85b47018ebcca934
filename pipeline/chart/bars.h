/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranked horizontal bars of shares, with their intervals as whiskers and the counts written out.
 */
#ifndef SWITCHBACK_CHART_BARS_H
#define SWITCHBACK_CHART_BARS_H

#include "chart/canvas.h"
#include "text/numbers.h"

struct bars {
    const char *name, *finding, *measure, *note;
    const struct estimate *const *rows; /* ranked; only shown ones */
    size_t n_rows;
    unsigned colour;
};

/* NULL when there is no row. */
struct canvas *bars_draw(const struct numbers *numbers, const struct bars *bars);

#endif
