/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_reader_decimal.h"

#include <stdint.h>

enum { MOST_DIGITS = 15, MOST_LENGTH = MOST_DIGITS + 2 };

/* [digits behind the point] */
static const double powers[MOST_DIGITS + 1] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool table_reader_decimal(const char *text, size_t length, double *value) {
    bool negative = length > 0 && text[0] == '-';
    size_t at = negative || (length > 0 && text[0] == '+') ? 1 : 0, n_digits = 0, point = length;
    int64_t digits = 0;

    if (length > MOST_LENGTH)
        return false;
    for (; at < length; at++) {
        unsigned digit = (unsigned)(text[at] - '0');
        if (digit <= 9) {
            digits = digits * 10 + digit;
            n_digits++;
        } else if (text[at] == '.' && point == length) {
            point = at;
        } else {
            return false;
        }
    }
    if (n_digits == 0 || n_digits > MOST_DIGITS)
        return false;
    *value = negative ? -(double)digits : (double)digits;
    if (point < length)
        *value /= powers[length - point - 1];
    return true;
}
