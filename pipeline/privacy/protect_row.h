/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One number on its way out: what protect_table takes in and gives back. Texts are borrowed.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_ROW_H
#define SWITCHBACK_PRIVACY_PROTECT_ROW_H

#include <stdbool.h>
#include <stddef.h>

enum protect_status {
    PROTECT_OK,
    PROTECT_NO_MEMORY,
    PROTECT_INVALID /* limits that protect nothing: width < 1, least <= width, grid_days < 1 */
};

/* How a number may be told. */
enum protect_kind {
    PROTECT_LEAVE_OUT, /* for the program itself only, or unknown: the row does not appear */
    PROTECT_SURVIVAL,  /* the share without the event: rests on n (1 - estimate) people */
    PROTECT_INCIDENCE, /* the share with the event: rests on n estimate people */
    PROTECT_PORTION,   /* events among at_risk */
    PROTECT_QUANTILE,  /* read off the released survival */
    PROTECT_TEST_P,    /* a p-value: only which of 0.001, 0.01, 0.05 it is under */
    PROTECT_COUNT,     /* the estimate is a count of people or events */
    PROTECT_MONTHLY,   /* a count or share of a month: protect_months */
    PROTECT_PARAMETER  /* no person is in it: a day of the definition, a column's name */
};

struct protect_row {
    const char *analysis, *rule, *measure, *group_by, *group, *subgroup, *period; /* never NULL */
    double time_days;                                                             /* NaN: none */
    double n, event_people, at_risk, events;                                      /* NaN: none */
    double estimate, ci_low, ci_high;
    const char *flag;
    enum protect_kind kind;
    double held; /* people the estimate rests on, of n; NaN: none */
    bool withheld;
    char coarse_period[12]; /* not empty: instead of period */
};

/* What kind of number the row is, as the catalogue has its analysis and measure: what is not in it is left out. */
enum protect_kind protect_row_kind(const struct protect_row *row);

/* Same analysis, rule, group_by and group? */
bool protect_row_same_people(const struct protect_row *a, const struct protect_row *b);

/* Two times alike, or both none. */
bool protect_row_same_time(const struct protect_row *a, const struct protect_row *b);

#endif
