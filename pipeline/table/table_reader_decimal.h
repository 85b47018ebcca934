/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of table_reader for most cells with decimals: [+-] digits [. digits], 15 digits or fewer. Digits and power
 * of ten are exact as doubles then, so that their quotient is the nearest double: what strtod gives, at a tenth of its
 * time. All else is base/number.h's.
 *
 * Source: Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990.
 */
#ifndef SWITCHBACK_TABLE_TABLE_READER_DECIMAL_H
#define SWITCHBACK_TABLE_TABLE_READER_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* False: not of this form, number or not. */
bool table_reader_decimal(const char *text, size_t length, double *value);

#endif
