/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts that may be released: classes instead of counts, and shares that are made of classes alone.
 *
 * A count c > 0 of class width w (11) becomes the middle of its class: 1..11 -> 6, 12..22 -> 17, 23..33 -> 28 ...;
 * 0 stays 0. The same count gives the same class in every run and every month, so two releases that differ by a few
 * people differ nowhere, or by a whole class. Nothing is drawn at random: averaging many releases gains nothing.
 *
 * A share k of n is released as class(k) / class(n) in whole percents, its interval (Wilson) from the same classes
 * and `known`, the people whose state on that day is known (a sum of classes too). Whoever has the share has nothing
 * that the classes do not say.
 *
 * source: midpoint rounding of frequency tables: Willenborg & de Waal, Elements of Statistical Disclosure Control,
 * 2001, ch. 9; interval: Wilson, JASA 1927, 22:209.
 * checked against: R 4.2 prop.test(correct = FALSE), tests/unit/privacy/protect_counts_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_COUNTS_H
#define SWITCHBACK_PRIVACY_PROTECT_COUNTS_H

#include <stdbool.h>

struct protect_limits {
    double width;     /* people in a class: 11 */
    double least;     /* numbers on fewer people or events are withheld: 12; at least width + 1 */
    double reliable;  /* below this they are marked unreliable: 30 */
    double grid_days; /* curves are read every so many days: 30 */
};

/* The middle of the count's class; NaN stays NaN. The count is whole and not negative. */
double protect_counts_class(double count, double width);

/* The least and the largest count of that count's class. */
double protect_counts_class_low(double count, double width);
double protect_counts_class_high(double count, double width);

/* More than none, fewer than may be told. */
bool protect_counts_is_small(double count, const struct protect_limits *limits);

struct protect_share {
    double percent, low, high; /* whole percents, 0 to 100 */
};

/* The share of `part` in `whole` from their classes; known: a sum of classes. 0 <= part < whole, known > 0. */
struct protect_share protect_counts_share(double part, double whole, double known, double width);

#endif
