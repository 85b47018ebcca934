/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A control chart in a panel: months (or quarters) joined over the calendar, their mean and the limits of the usual
 * variation with their values beside them, months outside marked and named, whole runs marked, notes as upright lines.
 *
 * A large dot stands only where a month's own limit is passed; whatever else a rule marks is a run of several months,
 * drawn as a line from its first to its last and named.
 *
 * A month that is missing is a gap. Nothing is told by colour alone: what is marked is larger and has words.
 */
#ifndef SWITCHBACK_CHART_CONTROL_H
#define SWITCHBACK_CHART_CONTROL_H

#include <stdbool.h>
#include <stddef.h>

#include "chart/canvas.h"

struct control_point {
    double x, value;          /* months since year 0; what was counted */
    double center, low, high; /* NaN: no limits */
    bool is_outside, in_run;
    const char *label, *run; /* of a point outside; of a run that ends with it; NULL: none */
};

struct control_note {
    double x; /* the month it begins with */
    const char *words;
};

struct control_panel {
    const char *title, *state; /* what it shows; what is to be seen */
    const struct control_point *points;
    size_t n;
    double step; /* months from one point to the next */
    const struct control_note *notes;
    size_t n_notes;
    const char *mean, *low, *high, *last; /* words beside the last point and its lines; NULL or "": none */
    bool is_share;
    double x_min, x_max;
};

/* Where a panel stands: its frame, with CONTROL_ABOVE pixels over it and CONTROL_RIGHT beside it for words. */
struct control_place {
    double left, top, width, height;
};

enum { CONTROL_ABOVE = 46, CONTROL_RIGHT = 72, CONTROL_BELOW = 38 };

/* Does the point follow on the one before it, without a gap? */
bool control_joins(const struct control_panel *control, size_t i);

void control_draw(struct canvas *canvas, struct word_pool *pool, const struct control_panel *control,
                  const struct control_place *place);

#endif
