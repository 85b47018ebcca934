/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The attacker's arithmetic, done before he does it: what do sums over everything that is to be released say about a
 * count that is withheld because it is small?
 *
 * The attacker knows each released count to its class, withheld counts not at all, zeros exactly, and these sums
 * (protect_sums.h):
 *   groups    the groups of one grouping make up all people (any number of groupings of the same people);
 *   causes    exits of each kind make up all exits (the survival of the same people), and never more than n;
 *   states    those still followed and those with the event are never more than n, and all of n without censoring;
 *   days      those with the event on a day are those of the day before and those between, who were followed then;
 *   orders    all episodes are first and returned ones (still followed on a day);
 *   sameness  a count that several rows show is one count: withheld in one, it is withheld only if it is in all.
 * Bounds are carried through all sums until nothing changes (what a linear program does where sums share one total;
 * a little less where they form a grid, for which a margin of `margin` counts is kept). Where a small count could be
 * told better than "1 to 10", the smallest released member of the sum that tells is withheld too; when none is left,
 * the total. Then all over again: what is withheld only grows, so this ends.
 *
 * source: secondary suppression by attacker bounds: Willenborg & de Waal 2001, ch. 6; Fischetti & Salazar 2000.
 * checked against: a linear program (GLPK) over all that random linked tables tell, without censoring (the worst
 * case: all sums are exact): tests/attack/run 4000 21: of 363,921 small counts seven were narrowed at all, six by one
 * value, one to "4 to 30" (9 people). What remains is arithmetic over people, followed and events together.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_AUDIT_H
#define SWITCHBACK_PRIVACY_PROTECT_AUDIT_H

#include "privacy/protect_counts.h"
#include "privacy/protect_row.h"

/* What is counted in a row: value q of row i stands at q x n_rows + i. */
enum protect_quantity {
    PROTECT_HELD,    /* those with the event, which the share rests on */
    PROTECT_WHOLE,   /* people (or reflections) of which it is the share */
    PROTECT_AT_RISK, /* still followed */
    PROTECT_REST,    /* of the whole, those without the event: never told itself */
    PROTECT_BETWEEN, /* with the event since the curve's day before: never told itself */
    PROTECT_QUANTITIES
};

/* A sum: the values parts[0..n_parts) make up the value `total`. */
struct protect_sum {
    size_t total;
    size_t *parts;
    size_t n_parts;
    bool is_open; /* something not shown belongs to it too: the parts are at most the total */
    double slack; /* how far the sum is off: estimates under censoring add up only nearly (set by protect_audit) */
};

struct protect_sums {
    struct protect_sum *sums;
    size_t n_sums, capacity;
};

/* values: PROTECT_QUANTITIES x n_rows whole counts, NaN where a row has none. hidden[row], in: withheld by itself;
 * out: withheld so that no small value can be narrowed. */
enum protect_status protect_audit(const double *values, size_t n_rows, const struct protect_sums *sums,
                                  const struct protect_limits *limits, bool *hidden);

void protect_sums_free(struct protect_sums *sums);

#endif
