/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifier_forms.h"

#include <arpa/inet.h>
#include <stddef.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char char_before(struct identifier_span span) { return span.at > span.text ? span.at[-1] : ' '; }

static char char_at(struct identifier_span span, size_t offset) {
    return offset < (size_t)(span.end - span.at) ? span.at[offset] : ' ';
}

/* 9 stands for a digit, _ for one of "-. ", a small letter for either case, all else for itself. */
static bool fits(char shape, char c) {
    if (shape == '9')
        return is_digit(c);
    if (shape == '_')
        return c == '-' || c == '.' || c == ' ';
    return c == shape || (shape >= 'a' && shape <= 'z' && c == shape - 'a' + 'A');
}

static bool has_shape(struct identifier_span span, const char *shape) {
    size_t n = strlen(shape);

    if ((size_t)(span.end - span.at) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!fits(shape[i], span.at[i]))
            return false;
    return true;
}

/* The shape with no letter, digit or hyphen on either side. */
static bool stands_alone(struct identifier_span span, const char *shape) {
    char before = char_before(span), after = char_at(span, strlen(shape));

    return !is_alphanumeric(before) && before != '-' && !is_alphanumeric(after) && after != '-' &&
           has_shape(span, shape);
}

static bool any_stands_alone(struct identifier_span span, const char *const shapes[], size_t n) {
    for (size_t i = 0; i < n; i++)
        if (stands_alone(span, shapes[i]))
            return true;
    return false;
}

bool identifier_forms_email(struct identifier_span span) {
    const char *c = span.at + 1, *dot = NULL;

    if (*span.at != '@' || strchr("@ <,;", char_before(span)) != NULL)
        return false;
    for (; c < span.end && (is_alphanumeric(*c) || *c == '-' || *c == '.'); c++)
        if (*c == '.' && c > span.at + 1)
            dot = c;
    return dot != NULL && c - dot > 2;
}

bool identifier_forms_url(struct identifier_span span) {
    return !is_alphanumeric(char_before(span)) && (has_shape(span, "http://") || has_shape(span, "https://") ||
                                                   has_shape(span, "ftp://") || has_shape(span, "www."));
}

bool identifier_forms_ssn(struct identifier_span span) {
    return stands_alone(span, "999-99-9999") || stands_alone(span, "999 99 9999");
}

static bool is_international_phone(struct identifier_span span) {
    size_t digits = 0, i = 1;

    if (*span.at != '+' || !is_digit(char_at(span, 1)))
        return false;
    for (; span.at + i < span.end && (is_digit(span.at[i]) || strchr("-. ()", span.at[i]) != NULL); i++)
        digits += is_digit(span.at[i]);
    return digits >= 8 && digits <= 15 && !is_alphanumeric(char_at(span, i));
}

bool identifier_forms_phone(struct identifier_span span) {
    static const char *const shapes[] = {"999_999_9999", "(999)999_9999", "(999) 999_9999", "1_999_999_9999"};

    return any_stands_alone(span, shapes, sizeof shapes / sizeof shapes[0]) || is_international_phone(span);
}

/* A whole run of an address's characters that the C library reads as one. */
static bool is_address_of(struct identifier_span span, int family, bool (*belongs)(char)) {
    char copy[INET6_ADDRSTRLEN];
    unsigned char address[sizeof(struct in6_addr)];
    size_t n = 0, separators = 0;

    if (belongs(char_before(span)) || is_alphanumeric(char_before(span)))
        return false;
    for (; span.at + n < span.end && n < sizeof copy - 1 && belongs(span.at[n]); n++) {
        copy[n] = span.at[n];
        separators += span.at[n] == '.' || span.at[n] == ':';
    }
    copy[n] = '\0';
    return n > 2 && separators > 1 && !is_alphanumeric(char_at(span, n)) && inet_pton(family, copy, address) == 1;
}

static bool is_letter(char c) { return is_alphanumeric(c) && !is_digit(c); }

bool identifier_forms_person_name(struct identifier_span span) {
    size_t n_words = 0, n_commas = 0, length = (size_t)(span.end - span.text);
    bool begins = true, has_digit = false;

    if (span.at != span.text || length == 0)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = span.text[i];
        bool parts = c == ' ' || c == ',';
        if (!parts && !is_alphanumeric(c) && c != '\'' && c != '.' && c != '-')
            return false;
        if (begins && !parts && !is_letter(c))
            return false;
        n_words += begins && !parts;
        n_commas += c == ',';
        has_digit = has_digit || is_digit(c);
        begins = parts;
    }
    return n_words > 1 && (n_commas > 0 || !has_digit);
}

static bool joins_letters(char c) { return c == '\'' || c == '.' || c == '-' || c == '_'; }

bool identifier_forms_one_name(struct identifier_span span) {
    size_t length = (size_t)(span.end - span.text);

    if (span.at != span.text || length < IDENTIFIER_FORMS_SHORTEST_NAME)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_letter(span.text[i]) && !joins_letters(span.text[i]))
            return false;
    return true;
}

static bool belongs_to_ipv4(char c) { return is_digit(c) || c == '.'; }
static bool belongs_to_ipv6(char c) { return is_hexadecimal(c) || c == ':'; }

bool identifier_forms_ip_address(struct identifier_span span) {
    return is_address_of(span, AF_INET, belongs_to_ipv4) || is_address_of(span, AF_INET6, belongs_to_ipv6);
}

bool identifier_forms_mac_address(struct identifier_span span) {
    enum { LENGTH = 17 };
    char separator = char_at(span, 2);

    if ((separator != ':' && separator != '-') || is_alphanumeric(char_before(span)))
        return false;
    for (size_t i = 0; i < LENGTH; i++) {
        char c = char_at(span, i);
        if (i % 3 == 2 ? c != separator : !is_hexadecimal(c))
            return false;
    }
    return !is_alphanumeric(char_at(span, LENGTH));
}

bool identifier_forms_zip(struct identifier_span span) { return stands_alone(span, "99999-9999"); }

bool identifier_forms_zip_digits(struct identifier_span span) { return stands_alone(span, "99999"); }

/* A shape of a date, and where its year, month and day stand in it. */
struct date_shape {
    const char *shape;
    size_t year, month, day;
};

static int number_of(const char *digits, size_t n) {
    int number = 0;

    for (size_t i = 0; i < n; i++)
        number = number * 10 + (digits[i] - '0');
    return number;
}

static bool is_date_of(struct identifier_span span, const struct date_shape *date) {
    int year, month, day;

    if (is_digit(char_before(span)) || !has_shape(span, date->shape) || is_digit(char_at(span, strlen(date->shape))))
        return false;
    year = number_of(span.at + date->year, 4);
    month = number_of(span.at + date->month, 2);
    day = number_of(span.at + date->day, 2);
    return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_date_of_any(struct identifier_span span, const struct date_shape *shapes, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (is_date_of(span, &shapes[i]))
            return true;
    return false;
}

bool identifier_forms_date(struct identifier_span span) {
    static const struct date_shape shapes[] = {
        {"9999-99-99", 0, 5, 8}, {"9999/99/99", 0, 5, 8}, {"9999_99_99", 0, 5, 8}, {"99/99/9999", 6, 0, 3},
        {"99/99/9999", 6, 3, 0}, {"99_99_9999", 6, 0, 3}, {"99_99_9999", 6, 3, 0},
    };

    return is_date_of_any(span, shapes, sizeof shapes / sizeof shapes[0]);
}

bool identifier_forms_eight_digits(struct identifier_span span) {
    return span.end - span.text != 8 && !is_digit(char_before(span)) && has_shape(span, "99999999") &&
           !is_digit(char_at(span, 8));
}

bool identifier_forms_date_digits(struct identifier_span span) {
    static const struct date_shape shapes[] = {{"99999999", 0, 4, 6}, {"99999999", 4, 0, 2}, {"99999999", 4, 2, 0}};

    return identifier_forms_eight_digits(span) && is_date_of_any(span, shapes, sizeof shapes / sizeof shapes[0]);
}
