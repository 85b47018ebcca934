/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which months of a control chart are marked: one place for the chart, the table of months and whatever else marks one.
 * The estimates mark the month by which a run is seen, its seventh or its third; here all months of the run are
 * marked, as all of them are what is unusual.
 */
#ifndef SWITCHBACK_TEXT_MONTH_MARKS_H
#define SWITCHBACK_TEXT_MONTH_MARKS_H

#include "text/numbers.h"

enum month_rule { MONTH_USUAL, MONTH_OUTSIDE, MONTH_ROW, MONTH_TREND, MONTH_NEAR };

struct marked_month {
    const char *period;
    double month;         /* since year 0 */
    double value, center; /* NaN center: no limits yet */
    enum month_rule rule; /* of the runs the longest; else outside */
    bool is_outside, in_run;
};

struct month_marks {
    struct marked_month *months; /* those shown, in order */
    size_t n;                    /* 0: single months say nothing, and none is marked */
};

/* Of a measure of `months`, a share or a count; the values are those by which it is judged (comparison_judged). Free
 * with month_marks_free. */
struct month_marks month_marks_of(const struct numbers *numbers, const char *measure, bool is_share);
void month_marks_free(struct month_marks *marks);

bool month_marks_has(const struct month_marks *marks, const char *period);

/* Of a run that ends with month `end`: its first. */
size_t month_marks_run_start(const struct month_marks *marks, size_t end);

/* Does a run end with the month? */
bool month_marks_ends_run(const struct month_marks *marks, size_t i);

/* Is the value above (1) or below (-1) what is usual; of a trend, does it rise or fall? */
int month_marks_direction(const struct month_marks *marks, size_t i);

/* Months since year 0 of "2026-10" and "2026-Q3" (its middle); NaN of anything else. */
double month_marks_month(const char *period);

#endif
