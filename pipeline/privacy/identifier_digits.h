/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms of digits alone, judged by all values of a column: eight digits within an id that are a date, five in a place
 * that are a ZIP code. Any long number holds such by chance (4 of 10,000 SHA-256 sums hold a date), so a column is
 * refused only where it holds more than chance has: at least 3 values have the form and P(Bin(n, p) >= hits) < 1e-6, or
 * all of at least 3 values have it.
 *
 * n are the values with digits in a row, as many as the form has; p is the chance that random ones are of the form.
 * Pure: counts go in, a verdict comes out.
 *
 * checked against: p by all 10^8 texts of eight digits, the tail against R's pbinom:
 * tests/reference/identifier_digits.R.
 */
#ifndef SWITCHBACK_PRIVACY_IDENTIFIER_DIGITS_H
#define SWITCHBACK_PRIVACY_IDENTIFIER_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

#include "privacy/identifiers.h"

struct identifier_digits {
    enum identifier_class form;     /* IDENTIFIER_DATE, IDENTIFIER_GEOGRAPHY; IDENTIFIER_NONE: the column has neither */
    long n_values, n_tried, n_hits; /* values; with as many digits; of the form */
};

/* Which form a column of this name is asked for. */
struct identifier_digits identifier_digits_begin(const char *column);

/* Each distinct value of the column once. */
void identifier_digits_add(struct identifier_digits *digits, const char *text, size_t length);

bool identifier_digits_refuse(const struct identifier_digits *digits);

/* P(Bin(n, p) >= hits); 1 where hits are no more than n p. */
double identifier_digits_tail(long n, double p, long hits);

/* The chance of the form. */
double identifier_digits_chance(enum identifier_class form);

#endif
