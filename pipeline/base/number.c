/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

#include <float.h>
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

enum { MOST_DIGITS = 17, TEN = 10 };

static bool reads_back(const char *text, double value) {
    double back = strtod(text, NULL);

    return back <= value && back >= value;
}

/* The last digit of a text of MOST_DIGITS significant ones; NULL: it has fewer, which were zeros. */
static char *last_digit(char *text) {
    size_t n = strcspn(text, "e"), first = strspn(text, "-0."), digits = 0;

    for (size_t i = first; i < n; i++)
        digits += is_digit(text[i]) ? 1 : 0;
    return digits == MOST_DIGITS ? &text[n - 1] : NULL;
}

/* A normal value's neighbours are at most 2^-52 of it away: what is rounded off a text that reads back is at most half
 * of that, 1.12 units of the seventeenth digit for each of the first, and half a unit for the seventeenth itself. */
static bool may_read_back(const char *text, int rest, int whole) {
    int off = rest < whole - rest ? rest : whole - rest, first = text[strspn(text, "-0.")] - '0';

    return off <= first + first / 4 + 4;
}

/* Rounds the last digit off in place of printing once more; false: that is not as simple as another last digit. */
static bool round_off(const char *text, const char *last, char rounded[NUMBER_TEXT_SIZE]) {
    size_t at = (size_t)(last - text);

    if (*last == '5' || last[-1] == '.' || last[-1] == '9' || (last[-1] == '0' && *last < '5'))
        return false;
    memcpy(rounded, text, at);
    rounded[at - 1] = (char)(rounded[at - 1] + (*last > '5' ? 1 : 0));
    strcpy(rounded + at, last + 1);
    return true;
}

static size_t keep_shorter(char text[NUMBER_TEXT_SIZE], const char *shorter) {
    size_t length = strlen(shorter);

    memcpy(text, shorter, length + 1);
    return length;
}

/* As few of 15, 16 or 17 digits as read back. */
static size_t format_shortest(double value, char text[NUMBER_TEXT_SIZE]) {
    size_t length = (size_t)snprintf(text, NUMBER_TEXT_SIZE, "%.*g", MOST_DIGITS, value);
    char *last = fabs(value) < DBL_MIN || fabs(value) >= 1e15 ? NULL : last_digit(text), shorter[NUMBER_TEXT_SIZE];
    bool is_split = last != NULL && !is_digit(last[-1]);
    int tail = last == NULL || is_split ? 0 : (last[-1] - '0') * 10 + (last[0] - '0');

    if (tail == 0 || may_read_back(text, tail, 100)) {
        snprintf(shorter, sizeof shorter, "%.15g", value);
        if (reads_back(shorter, value))
            return keep_shorter(text, shorter);
    }
    if (tail == 0 || may_read_back(text, tail % 10, 10)) {
        if (tail == 0 || !round_off(text, last, shorter))
            snprintf(shorter, sizeof shorter, "%.16g", value);
        if (reads_back(shorter, value))
            return keep_shorter(text, shorter);
    }
    return length;
}

static bool is_whole(double value) { return !(value < trunc(value)) && !(value > trunc(value)); }

size_t number_format_double(double value, char text[NUMBER_TEXT_SIZE]) {
    if (isnan(value)) {
        text[0] = '\0';
        return 0;
    }
    if (fabs(value) < 1e15 && is_whole(value) && !signbit(value))
        return number_format_int((int64_t)value, text); /* most cells are counts and days */
    return format_shortest(value, text);
}

/* Ten digits, the first of them worth 10^power, without the zeros at their end. */
static size_t place_point(const char digits[], int power, char *text) {
    size_t n = TEN, length = 0, n_whole = power < 0 ? 0 : (size_t)power + 1;

    while (n > n_whole && digits[n - 1] == '0')
        n--;
    if (power < 0) {
        memcpy(text, "0.000", 5);
        length = 1 + (size_t)-power;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && i == n_whole)
            text[length++] = '.';
        text[length++] = digits[i];
    }
    text[length] = '\0';
    return length;
}

/* Ten digits are a whole number when the first is moved to the tenth place: a power of ten up to 10^13 is a double, the
 * product is off by a millionth at most, and where that could tip the last digit printf decides. */
size_t number_format_ten_digits(double value, char text[NUMBER_TEXT_SIZE]) {
    static const double powers[] = {1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    static const double moves[] = {1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1};
    double size = fabs(value), moved, rest;
    char digits[NUMBER_TEXT_SIZE];
    int at = 0;

    if (size < 1e9 && is_whole(value) && !signbit(value))
        return number_format_int((int64_t)value, text);
    if (!(size >= 1e-4 && size < 1e9))
        return (size_t)snprintf(text, NUMBER_TEXT_SIZE, "%.10g", value);
    while (size >= powers[at + 1])
        at++;
    moved = size * moves[at];
    rest = moved - floor(moved);
    if (rest > 0.499 && rest < 0.501)
        return (size_t)snprintf(text, NUMBER_TEXT_SIZE, "%.10g", value);
    if (number_format_int((int64_t)(moved + 0.5), digits) > TEN)
        at++; /* 9.99... became 10 */
    text[0] = '-';
    return value < 0 ? 1 + place_point(digits, at - 4, text + 1) : place_point(digits, at - 4, text);
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
