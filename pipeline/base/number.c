/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool number_parse_int(const char *text, size_t length, int32_t *value) {
    bool negative = length > 0 && text[0] == '-';
    size_t at = negative || (length > 0 && text[0] == '+') ? 1 : 0;
    int64_t sum = 0;

    if (at == length || length - at > 10)
        return false;
    for (; at < length; at++) {
        if (!is_digit(text[at]))
            return false;
        sum = sum * 10 + (text[at] - '0');
    }
    sum = negative ? -sum : sum;
    if (sum < INT32_MIN || sum > INT32_MAX)
        return false;
    *value = (int32_t)sum;
    return true;
}

static size_t skip_digits(const char *text, size_t length, size_t at) {
    while (at < length && is_digit(text[at]))
        at++;
    return at;
}

/* [+-] digits [. digits] [e [+-] digits], with a digit on at least one side of the point. */
static bool has_decimal_form(const char *text, size_t length) {
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t whole = skip_digits(text, length, at);
    size_t digits = whole - at;

    at = whole;
    if (at < length && text[at] == '.') {
        size_t end = skip_digits(text, length, at + 1);
        digits += end - at - 1;
        at = end;
    }
    if (digits == 0)
        return false;
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        size_t start = at + 1;
        if (start < length && (text[start] == '-' || text[start] == '+'))
            start++;
        at = skip_digits(text, length, start);
        if (at == start)
            return false;
    }
    return at == length;
}

bool number_parse_double(const char *text, size_t length, double *value) {
    int32_t whole;
    char copy[512];
    double parsed;

    if (length < 10 && number_parse_int(text, length, &whole)) {
        *value = whole == 0 && text[0] == '-' ? -0.0 : whole;
        return true;
    }
    if (length >= sizeof copy || !has_decimal_form(text, length))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    parsed = strtod(copy, NULL);
    if (!isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}

size_t number_format_double(double value, char text[NUMBER_TEXT_SIZE]) {
    if (isnan(value)) {
        text[0] = '\0';
        return 0;
    }
    if (fabs(value) < 1e15 && !(value < trunc(value)) && !(value > trunc(value)) && !signbit(value))
        return number_format_int((int64_t)value, text); /* most cells are counts and days */
    for (int digits = 15; digits <= 17; digits++) {
        int length = snprintf(text, NUMBER_TEXT_SIZE, "%.*g", digits, value);
        double back = strtod(text, NULL);
        if ((back <= value && back >= value) || digits == 17)
            return (size_t)length;
    }
    return 0;
}

size_t number_format_int(int64_t value, char text[NUMBER_TEXT_SIZE]) {
    char reversed[NUMBER_TEXT_SIZE];
    uint64_t rest = value < 0 ? (uint64_t) - (value + 1) + 1 : (uint64_t)value;
    size_t n = 0, length = 0;

    do {
        reversed[n++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        text[length++] = '-';
    while (n > 0)
        text[length++] = reversed[--n];
    text[length] = '\0';
    return length;
}
