/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The attacker's arithmetic, done before he does it: what do sums over everything that is to be released say about a
 * count that is withheld because it is small?
 *
 * The attacker knows each released count to its class, withheld counts not at all, zeros exactly, and these sums:
 *   groups    the groups of one grouping make up all people (any number of groupings of the same people);
 *   causes    exits of each kind make up all exits (the survival of the same people), and never more than n;
 *   orders    all episodes are first and returned ones (still followed on a day).
 * Bounds are carried through all sums until nothing changes (what an LP does where sums share one total; a little
 * less where they form a grid). Where a small count could be told better than "1 to 10", the smallest released
 * member of the sum that tells is withheld too; when none is left, the total. Then all over again: what is withheld
 * only grows, so this ends.
 *
 * Each quantity (people, still followed, people the estimate rests on) is audited by itself, with nothing else
 * assumed withheld. So the same counts are withheld in every analysis that shows them: what one table withholds no
 * other table tells.
 *
 * source: secondary suppression by attacker bounds: Willenborg & de Waal 2001, ch. 6; Fischetti & Salazar 2000.
 * checked against: an LP attacker (GLPK) on random linked tables, tests/unit/privacy/protect_audit_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_AUDIT_H
#define SWITCHBACK_PRIVACY_PROTECT_AUDIT_H

#include "privacy/protect_counts.h"
#include "privacy/protect_row.h"

/* A sum: the rows parts[0..n_parts) make up the row `total`. */
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

/* Withholds rows until no small values[i] can be narrowed: sets hidden[i] for the small ones and for as many more as
 * that takes. Values are whole counts, NaN where a row has none. In: hidden[i] for values that are not released
 * anyway. Values from n_real on stand for counts that other rows show: they are never withheld. */
enum protect_status protect_audit(const double *values, size_t n_rows, size_t n_real, const struct protect_sums *sums,
                                  const struct protect_limits *limits, bool *hidden);

/* The bounds that remain for every row, given what is hidden. low and high hold n_rows. */
void protect_audit_bounds(const double *values, size_t n_rows, const struct protect_sums *sums, double width,
                          const bool *hidden, double *low, double *high);

void protect_sums_free(struct protect_sums *sums);

#endif
