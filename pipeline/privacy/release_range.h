/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From classes to a range that holds the truth.
 *
 * Of n_low..n_high people h_low..h_high had the event, h rounded to whole people: the share lies between
 * max(0, h_low - 1/2) / n_high and min(1, (h_high + 1/2) / n_low). Chance is added at both ends: Wilson's lower limit
 * of the lower and upper limit of the upper end, of n_low / 2 people (at least half of n was followed or had the
 * event). Ends are rounded outward to whole hundredths.
 *
 * source: Wilson, JASA 1927, 22:209.
 * checked against: R 4.2 prop.test(correct = FALSE), tests/unit/privacy/release_range_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_RELEASE_RANGE_H
#define SWITCHBACK_PRIVACY_RELEASE_RANGE_H

#include <stdbool.h>

/* Points by which rounding may move a number from the middle: with the number beside it, and of a range alone. */
enum { RELEASE_RANGE_NUMBER = 5, RELEASE_RANGE_MOST = 15 };

struct release_range {
    bool is_told;                   /* false: rounding moves it by more, or n may be nobody */
    double estimate;                /* the middle; NaN: the range alone */
    double low, high;               /* 0-1, whole hundredths */
    double likely_low, likely_high; /* 0-1, whole hundredths */
};

/* The share with the event, of class h in class n. */
struct release_range release_range_of(int n, int h, double width);

/* The share without it. */
struct release_range release_range_of_rest(int n, int h, double width);

#endif
