/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The estimates table: one schema for every number the chain makes. One row is one number with its uncertainty
 * and its denominators. The key (analysis, rule, measure, group_by, group, subgroup, time_days, period) is unique.
 *
 * analysis names the question; measure says what the number is; rule is the episode rule; group_by names the
 * grouping columns (`;` between them), group their values. n counts PEOPLE, event_people people with the event,
 * at_risk those still followed just before time_days, events the events. estimate is on the measure's own scale
 * (shares 0-1, days, tests' statistics); std_error and ci_low/ci_high are on the same scale. Empty is "none".
 *
 * flag says what a number is not; the first that applies of
 *   not_estimable     a coefficient without a finite estimate, a test of groups that cannot be compared; no number
 *   beyond_follow_up  later than the last follow-up; no number. estimate_*
 *   not_reached       a quantile that the curve does not come to; no number. estimate_retention, estimate_incidence
 *   immature          a calendar month of which not all people have been followed long enough; no number.
 *                     monitor_months alone: estimators know durations, no dates, and whom they cannot follow on they
 *                     censor
 *   too_few           fewer than 11 people; of a curve also from the first event on at which one person moves it by
 *                     more than 1/11 (stats/thin_curve.h); of a mean cumulative function from where an event meets one
 *                     person alone. Any stage
 *   by_construction   before anybody in the group could have the event otherwise than by a death, whether
 *                     anybody had it or not. estimate_retention --earliest
 *   reference         the level beside which the others stand: no estimate, however few. fit_hazards
 */
#ifndef SWITCHBACK_TABLE_ESTIMATES_TABLE_H
#define SWITCHBACK_TABLE_ESTIMATES_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "table/column_spec.h"
#include "table/table_writer.h"

struct estimate {
    const char *analysis, *rule, *measure, *group_by, *group, *subgroup; /* NULL is written as empty */
    double time_days;                                                    /* NaN: none */
    const char *period;
    double n, event_people, at_risk, events;     /* whole numbers; NaN: none */
    double estimate, std_error, ci_low, ci_high; /* NaN: none */
    const char *flag;
};

/* A row with every number NaN and every text empty: start from this. */
struct estimate estimate_empty(void);

extern const struct table_spec estimates_table_spec;

/* Opens the output (NULL or "-": standard output) and writes the header. */
struct table_writer *estimates_table_open(const char *path);
void estimates_table_write(struct table_writer *writer, const struct estimate *estimate);

struct estimates {
    struct estimate *rows; /* in the order of the file */
    size_t n_rows;
    const struct estimate **by_key; /* the rows in the order of their keys; NULL: not indexed */
    struct estimates_text *text;    /* owns every string of the rows */
};

/* Reads a whole estimates table (every row checked) or ends the program: 66, 65. Free with estimates_free. */
struct estimates *estimates_read(const char *path);
void estimates_free(struct estimates *estimates);

/* Makes by_key, for whoever looks numbers up. */
void estimates_index(struct estimates *estimates);

/* Order of keys: analysis, rule, measure, group_by, group, subgroup, period bytewise, then time_days. */
int estimate_compare_keys(const struct estimate *left, const struct estimate *right);

/* The one of two flags, "" none, that says more: the order above. */
const char *estimate_first_flag(const char *one, const char *other);

/* Is `flag` one of the row's flags? */
bool estimate_has_flag(const struct estimate *estimate, const char *flag);

#endif
