/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Classes of counts. Of class width w (11): 0..11 is class 0, zero always among them, 12..22 class 1, 23..33 class 2
 * ... The same count is in the same class in every run and every month; nothing is drawn at random.
 *
 * source: cells of 1 to 10 are not told (HHS/CMS cell size policy); classes of frequencies: Willenborg & de Waal,
 * Elements of Statistical Disclosure Control, 2001, ch. 9.
 * checked against: counts by hand, tests/unit/privacy/count_class_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_COUNT_CLASS_H
#define SWITCHBACK_PRIVACY_COUNT_CLASS_H

/* No class: the count does not exist, or is not told. */
enum { COUNT_CLASS_NONE = -1 };

/* The class of a whole count from 0; COUNT_CLASS_NONE of NaN. */
int count_class(double count, double width);

/* The least and the largest count of a class; NaN of none. */
double count_class_low(int class, double width);
double count_class_high(int class, double width);

/* How many rows an export has, told by one digit: 127,158 -> 100000; 0 under 1,000. */
double count_magnitude(double rows);

#endif
