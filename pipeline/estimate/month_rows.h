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
    const struct month_outcome *outcomes;      /* after returns to use, sorted by person; NULL: not asked for */
    size_t n_episodes, n_uses, n_outcomes;
    bool with_uses;    /* returns to use are known */
    bool with_returns; /* whoever comes back is known by an id */
    int span;          /* months in one of the frame's "months": 1 (0 is 1), 3, 6 or 12: estimate/month_spans.h */
};

/* Who left before the data begin and comes back counts as an admission, so returns are too few at first. They are held
 * against each other only from the month on before which a year of leavings is known. */
enum { MONTH_RETURNS_WAIT = 12 };

/* What is counted of each month, beside the share of its cohort. */
enum month_measure { MONTH_IN_CARE, MONTH_ADMISSIONS, MONTH_RETURNS, MONTH_LEAVINGS, MONTH_USES, MONTH_MEASURES };

/* Can the measure be told of this kind of export? */
bool month_rows_know(const struct month_rows *rows, enum month_measure measure);

/* Shares of a month: of those who started in it, still in care after 90 days, left within 14, within 30; of returns to
 * use in it, seen again within 7 days. */
struct month_share {
    const char *measure;
    int32_t days;
    enum { MONTH_STAYED, MONTH_LEFT, MONTH_REACHED } what;
};
enum { MONTH_SHARE_STAYED_90, MONTH_SHARE_LEFT_14, MONTH_SHARE_LEFT_30, MONTH_SHARE_SEEN_7, MONTH_SHARES };
extern const struct month_share month_shares[MONTH_SHARES];

/* The group's n_months points of a share; of a point: of how many it is a share, and the row's numbers. A share of so
 * few people as ESTIMATE_FEW_PEOPLE is flagged; of nobody there is none. */
void month_rows_count_share(const struct month_rows *rows, const struct month_share *share, struct month_point *points);
double month_rows_trials(const struct month_share *share, const struct month_point *point);
void month_rows_set_share(struct estimate *row, const struct month_share *share, const struct month_point *point);

/* people_in_care, admissions, returns, leavings, returns_to_use. */
const char *month_measure_name(enum month_measure measure);

/* The group's n_months points of a measure; of who is in care events stays 0. */
void month_rows_count(const struct month_rows *rows, enum month_measure measure, struct month_point *points);

/* Is the measure judged by how often it happens per 100 months at risk (care/month_series.h), its count beside? Then
 * NAME_rate is; admissions are judged as counts. */
bool month_rows_has_rate(enum month_measure measure);
/* The points of such a measure: events, and the days at risk in trials. */
void month_rows_count_rate(const struct month_rows *rows, enum month_measure measure, struct month_point *points);
/* n, events, at_risk in months, and the rate per 100 of them; of no days there is none. */
void month_rows_set_rate(struct estimate *row, const struct month_point *point);

/* people_in_care, admissions, returns, leavings, returns_to_use, cohort_retention_90 of each month; with charts their
 * rates; of single months
 * also cohort_left_14, cohort_left_30 and, with outcomes, seen_again_7. */
void month_rows_write(const struct month_rows *rows);

/* people_ever_in_care, episodes, returns, leavings, returns_to_use: for days that belong to no month. */
void month_rows_write_totals(const struct month_rows *rows);

#endif
