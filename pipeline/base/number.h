/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as text: strict in, exact out. No locale, no guessing.
 *
 * In: the whole text must be the number: optional sign, digits, and for decimals one point and an
 * optional exponent. No blanks, no thousands separators, no hexadecimal, no "inf" or "nan".
 */
#ifndef SWITCHBACK_BASE_NUMBER_H
#define SWITCHBACK_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_TEXT_SIZE = 32 /* room for any formatted number and its NUL */ };

/* true and *value only if the text is a whole number of int32 range. */
bool number_parse_int(const char *text, size_t length, int32_t *value);

/* true and *value only if the text is a finite decimal number. */
bool number_parse_double(const char *text, size_t length, double *value);

/* Writes the shortest form with up to 17 significant digits that reads back as the same double;
 * NaN (a number that does not exist) is the empty text. Returns the length. */
size_t number_format_double(double value, char text[NUMBER_TEXT_SIZE]);

/* The same bytes as printf's "%.10g", which is enough for a place on a chart, in a tenth of its time. */
size_t number_format_ten_digits(double value, char text[NUMBER_TEXT_SIZE]);

/* Decimal digits of a whole number; returns the length. */
size_t number_format_int(int64_t value, char text[NUMBER_TEXT_SIZE]);

#endif
