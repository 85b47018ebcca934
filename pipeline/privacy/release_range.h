/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From classes to a range that holds the truth.
 *
 * Of n_low..n_high people h_low..h_high had the event, h rounded to whole people: the share lies between
 * max(0, h_low - 1/2) / n_high and min(1, (h_high + 1/2) / n_low). Ends are rounded outward to whole hundredths.
 *
 * Chance is added at both ends: Wilson's lower limit of the lower and upper limit of the upper end, of as many people
 * as were at risk or seen to have an event: the part `seen` of n_low. Where nobody may have had the event (class 0) the
 * limit of a curve without one is within too: exact binomial, of the part `at_risk` of n_low, 12 at least.
 *
 * source: Wilson, JASA 1927, 22:209; Clopper & Pearson, Biometrika 1934, 26:404.
 * checked against: R 4.2 prop.test(correct = FALSE), binom.test, tests/unit/privacy/release_range_test.c; that exact
 * limits lie within: tests/attack/programs.
 */
#ifndef SWITCHBACK_PRIVACY_RELEASE_RANGE_H
#define SWITCHBACK_PRIVACY_RELEASE_RANGE_H

#include <stdbool.h>

#include "privacy/class_table.h"

/* Points by which rounding may move a number from the middle: with the number beside it, and of a range alone. */
enum { RELEASE_RANGE_NUMBER = 5, RELEASE_RANGE_MOST = 15 };

struct release_range {
    bool is_told;                   /* false: rounding moves it by more, n may be nobody, too few were followed */
    double estimate;                /* the middle; NaN: the range alone */
    double low, high;               /* 0-1, whole hundredths */
    double likely_low, likely_high; /* 0-1, whole hundredths */
};

/* Is the share of class h in class n told at all? */
bool release_range_is_told(int n, int h, double width);

/* The share with the event, by n, h, at_risk and seen of the row. */
struct release_range release_range_of(const struct class_row *row, double width);

/* The share without it. */
struct release_range release_range_of_rest(const struct class_row *row, double width);

#endif
