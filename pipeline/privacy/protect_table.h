/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From exact numbers to the table that may leave the program.
 *
 * What a reader of the released table, of all its releases, and of this file can and cannot learn:
 *
 *  - Every number in it is a function of classes of counts (protect_counts.h) and of what is public (days, rules).
 *    A share is class / class in whole percents. A survival S of n people rests on round(n (1 - S)) of them, an
 *    incidence F on round(n F); the class of that many people is what is told, so from one grid day to the next a
 *    curve moves by whole classes, never by the one person who left. Exact Kaplan-Meier values in whole percents
 *    would tell him: 38 % and 36 % of 50 people are one person.
 *  - Withheld (row kept, numbers empty): fewer than 12 people, people with the event, events, people still followed,
 *    or people without it (a share that holds nearly everybody tells of all of them). Below 30: unreliable.
 *  - Nothing is told by subtraction: protect_audit goes through the sums that tie rows together.
 *  - Left out altogether (rules in protect_row.c; what is not listed there is left out): standard errors and test
 *    statistics (exact counts can be solved from them), centres and limits of control charts (they are means of
 *    exact counts), first and last days, counts of who is uncovered now, reasons of rejected rows, event counts beside
 *    a share (a second rounding of the same thing would narrow the first).
 *  - Curves are read on the grid (and at landmarks): no row stands at a day on which somebody left. Medians and
 *    quantiles are read off the released curve, so they are days of the grid and tell nothing new.
 *  - Of a p-value, which of 0.001, 0.01, 0.05 it is under (else 1).
 *  - Counts and shares of months are told by month only where they are large enough, else by quarter, else by year
 *    (protect_months.h): one of the three, so that months cannot be told from quarters.
 *  - Between releases: classes do not move with small revisions. A count that crosses the edge of a class shows that
 *    it stood at the edge: then two releases together tell it to within what changed, but it is a count of 11 or more
 *    people or it is withheld (it goes from "withheld" to 12-22: between 11 and 12 there is no isolation of few).
 *
 * source: HHS/CMS cell size policy (1-10 suppressed); NCHS data presentation standards for proportions, 2017 (below
 * 30 unreliable); midpoint rounding: see protect_counts.h.
 * checked against: tests/unit/privacy/protect_table_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_TABLE_H
#define SWITCHBACK_PRIVACY_PROTECT_TABLE_H

#include "privacy/protect_counts.h"
#include "privacy/protect_row.h"

struct protect_settings {
    struct protect_limits limits;
    const double *landmarks; /* days beside the grid */
    size_t n_landmarks;
};

/* Turns rows[0..*n_rows) into the released ones, in their order, *n_rows of them. */
enum protect_status protect_table(struct protect_row *rows, size_t *n_rows, const struct protect_settings *settings);

#endif
