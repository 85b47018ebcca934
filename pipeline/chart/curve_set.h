/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The curves of a chart, looked up in the estimates: those that have two points to draw.
 *
 * A chart is described by a struct curves whose `curves` has room for CURVE_SET_MOST; curves are added, and
 * curve_set_draw ends it.
 */
#ifndef SWITCHBACK_CHART_CURVE_SET_H
#define SWITCHBACK_CHART_CURVE_SET_H

#include "chart/curves.h"

enum { CURVE_SET_MOST = 24 };

/* `start`: the value at day 0. A curve of fewer than two points is left out, and one that ends before the mark: a stub
 * says nothing of what the headline is about. */
void curve_set_add(struct curves *curves, const struct numbers *numbers, const char *label,
                   const struct number_key *key, double start);

/* One curve for each group of the key that is still followed at the mark, before the curve of all people; where there
 * is no such group, that of all people alone. Returns how many groups have one. */
size_t curve_set_add_groups(struct curves *curves, const struct numbers *numbers, struct number_key key, double start);

/* The chart, or NULL when it has no curve that reaches the mark; its rows are freed. */
struct canvas *curve_set_draw(const struct numbers *numbers, struct curves *curves);

void curve_set_free(struct curves *curves);

#endif
