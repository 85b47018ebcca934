/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of analysis `months` for one group of people (care/month_series.h): values of each month and, for all
 * people, control charts of the flows and cohorts. A month that is not decided keeps its row, empty, flag immature.
 * Returns to care have limits from the 13th month on: before it, too few of those who left are known.
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_ROWS_H
#define SWITCHBACK_ESTIMATE_MONTH_ROWS_H

#include "care/month_series.h"
#include "estimate/month_chart.h"

/* Everything is borrowed. */
struct month_rows {
    struct table_writer *writer;
    const struct month_chart_settings *charts; /* NULL: no control charts */
    struct month_frame frame;                  /* of the group */
    const char *group_by, *group;              /* "": all people */
    const struct listed_episode *episodes;     /* sorted by person */
    const struct month_event *uses;            /* sorted by person */
    size_t n_episodes, n_uses;
    bool with_uses;    /* returns to use are known */
    bool with_returns; /* whoever comes back is known by an id */
    int span;          /* months in one of the frame's "months": 1 (0 is 1), 3, 6 or 12: estimate/month_spans.h */
};

/* What is counted of each month, beside the share of its cohort. */
enum month_measure { MONTH_IN_CARE, MONTH_ADMISSIONS, MONTH_RETURNS, MONTH_LEAVINGS, MONTH_USES, MONTH_MEASURES };

/* Can the measure be told of this kind of export? */
bool month_rows_know(const struct month_rows *rows, enum month_measure measure);

/* people_in_care, admissions, returns, leavings, returns_to_use. */
const char *month_measure_name(enum month_measure measure);

/* The group's n_months points of a measure; of who is in care events stays 0. */
void month_rows_count(const struct month_rows *rows, enum month_measure measure, struct month_point *points);

/* people_in_care, admissions, returns, leavings, returns_to_use, cohort_retention_90 of each month; of single months
 * also cohort_left_14 and cohort_left_30. */
void month_rows_write(const struct month_rows *rows);

/* people_ever_in_care, episodes, returns, leavings, returns_to_use: for days that belong to no month. */
void month_rows_write_totals(const struct month_rows *rows);

#endif
