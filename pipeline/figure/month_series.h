/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A series of months as a control chart draws it, looked up in the estimates: values, limits, and which of them are
 * marked (text/month_marks.h).
 *
 * Where a month holds fewer than five on average, or a cohort fewer than eleven people, single months say nothing: the
 * series is that of quarters, without limits.
 */
#ifndef SWITCHBACK_FIGURE_MONTH_SERIES_H
#define SWITCHBACK_FIGURE_MONTH_SERIES_H

#include "chart/control.h"
#include "text/month_marks.h"
#include "text/program_changes.h"

struct month_measure {
    const char *measure, *title;
    const char *more, *fewer; /* "more people began care"; NULL: not judged */
    bool is_share;
    const char *rate_title; /* where it is judged, and drawn, per 100 months at risk; NULL: never */
};

struct month_series {
    const struct month_measure *measure;
    struct control_point *points;
    struct month_marks marks; /* of the points; none of quarters */
    const char **periods;
    size_t n;
    double step;        /* 1 month or 3 */
    const char *judged; /* what is drawn: the measure, or its rate per 100 months */
    bool has_limits, is_rate;
};

/* n is 0 where nothing can be drawn. Free with month_series_free. */
struct month_series month_series_of(const struct numbers *numbers, const struct month_measure *measure);
void month_series_free(struct month_series *series);

/* "Within the usual month-to-month variation", "Jul 2026: more than the usual variation", "Mar to Oct 2026: below the
 * mean, 8 months in a row", and what stands there without limits. */
const char *month_series_state(const struct numbers *numbers, const struct month_series *series);

/* Draws the series with words at its ends. */
void month_series_draw(struct canvas *canvas, const struct numbers *numbers, const struct month_series *series,
                       struct control_panel panel, const struct control_place *place);

/* What the program did between two months, in their order. */
size_t month_notes_list(const struct numbers *numbers, double first, double last,
                        struct control_note notes[PROGRAM_CHANGES_MOST]);

#endif
