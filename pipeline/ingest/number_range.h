/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the numbers of our columns may be: outside of it a cell is a slip of the pen, not data.
 */
#ifndef SWITCHBACK_INGEST_NUMBER_RANGE_H
#define SWITCHBACK_INGEST_NUMBER_RANGE_H

#include <stdbool.h>

/* Can a cell of the column be this number? (Any number in a column without a range.) */
bool number_range_allows(const char *column, double value);

/* The number as the table holds it: an age over 90 becomes 90, which stands for 90 and over.
 * source: 45 CFR 164.514(b)(2)(i)(C): ages over 89 identify, unless as one class. */
double number_range_class(const char *column, double value);

#endif
