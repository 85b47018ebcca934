/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static void whole_numbers_are_read_strictly(void **state) {
    static const struct {
        const char *text;
        int32_t value;
    } good[] = {{"0", 0}, {"-0", 0}, {"+7", 7}, {"0012", 12}, {"2147483647", INT32_MAX}, {"-2147483648", INT32_MIN}};
    static const char *const bad[] = {
        "",   "-",   "+", "1.0",        "1e3",         " 1",          "1 ", "0x10", "1,",         "--1",
        "1-", "inf", "١", "2147483648", "-2147483649", "99999999999", "1_", "1 2",  "00000000012"};
    int32_t value;
    (void)state;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(number_parse_int(good[i].text, strlen(good[i].text), &value));
        assert_int_equal(value, good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        value = 4711;
        if (number_parse_int(bad[i], strlen(bad[i]), &value))
            fail_msg("'%s' was taken for a whole number", bad[i]);
        assert_int_equal(value, 4711);
    }
}

static bool is_same(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

static void decimals_are_read_strictly(void **state) {
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0.0},
                {"-0", -0.0},
                {"2.385", 2.385},
                {".5", 0.5},
                {"5.", 5.0},
                {"+1.25e2", 125.0},
                {"1E-3", 0.001},
                {"123456789012345", 123456789012345.0},
                {"4.9e-324", 4.9e-324},
                {"-7", -7.0},
                {"1e-400", 0.0},
                {"999999999", 999999999.0},
                {"1234567890", 1234567890.0}};
    static const char *const bad[] = {"",      ".",     "-",      "+.",   "e5",    "1e",    "1e+",  "1.2.3",
                                      "1,5",   " 1.5",  "1.5 ",   "nan",  "NaN",   "inf",   "-inf", "Infinity",
                                      "0x1p3", "1e400", "-1e400", "1.5f", "1'000", "1e5.0", "--1",  "1d3"};
    (void)state;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        double value = 4711;
        if (!number_parse_double(good[i].text, strlen(good[i].text), &value) || !is_same(value, good[i].value))
            fail_msg("'%s' was read as %.17g", good[i].text, value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double value = 4711;
        if (number_parse_double(bad[i], strlen(bad[i]), &value) || !is_same(value, 4711))
            fail_msg("'%s' was taken for a number", bad[i]);
    }
}

static void a_number_ends_where_its_length_says(void **state) {
    double value;
    int32_t whole;
    (void)state;

    assert_true(number_parse_double("12.5x", 4, &value));
    assert_true(is_same(value, 12.5));
    assert_true(number_parse_int("123", 2, &whole));
    assert_int_equal(whole, 12);
    assert_false(number_parse_double("1\0002", 3, &value));
    assert_false(number_parse_int("1\0002", 3, &whole));
}

static void a_number_of_a_thousand_digits_is_refused(void **state) {
    char digits[1000];
    double value;
    (void)state;

    memset(digits, '1', sizeof digits);
    assert_false(number_parse_double(digits, sizeof digits, &value));
}

static uint64_t next_bits(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void two_million_doubles_read_back_as_they_were_written(void **state) {
    uint64_t seed = 88172645463325252u;
    (void)state;

    for (long i = 0; i < 1000000; i++) {
        uint64_t bits = next_bits(&seed);
        char text[NUMBER_TEXT_SIZE];
        double value, back = (double)NAN;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        size_t length = number_format_double(value, text);
        assert_int_equal(length, strlen(text));
        if (!number_parse_double(text, strlen(text), &back) || !is_same(back, value))
            fail_msg("%.17g was written as %s", value, text);
        value = (double)(int64_t)(bits % 2000001) / 1000.0; /* the size of real estimates */
        number_format_double(value, text);
        assert_true(number_parse_double(text, strlen(text), &back) && is_same(back, value));
    }
}

/* The definition itself: the first of 15, 16, 17 digits that reads back. */
static void assert_as_defined(double value) {
    char text[NUMBER_TEXT_SIZE], expected[64];
    int digits = 14;

    do
        snprintf(expected, sizeof expected, "%.*g", ++digits, value);
    while (digits < 17 && !is_same(strtod(expected, NULL), value));
    number_format_double(value, text);
    assert_string_equal(text, expected);
}

static void digits_are_the_fewest_of_fifteen_to_seventeen(void **state) {
    uint64_t seed = 88172645463325252u;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        uint64_t bits = next_bits(&seed);
        double any, share = (double)(bits >> 11) * 0x1p-53 + 0x1p-60;
        memcpy(&any, &bits, sizeof any);
        if (isfinite(any) && (fabs(any) > 1e15 || fabs(any) < 0.5))
            assert_as_defined(any);
        assert_as_defined(share);
        assert_as_defined(-share * 1000);
        assert_as_defined((double)(bits % 1000000007) / 1e4 + 1e-5);
        assert_as_defined((double)(bits % 999) / (1 + (double)(bits >> 40 & 255)) + 0.1);
        assert_as_defined(ldexp(1 + (double)(i % 3) * 0x1p-52, -(i % 1070) - 1));
    }
}

static void assert_written(double value, const char *expected) {
    char text[NUMBER_TEXT_SIZE];

    assert_int_equal(number_format_double(value, text), strlen(expected));
    assert_string_equal(text, expected);
}

static void short_numbers_are_written_short(void **state) {
    (void)state;
    assert_written(0.1, "0.1");
    assert_written(2.385, "2.385");
    assert_written(100, "100");
    assert_written(1.0 / 3.0, "0.3333333333333333");
    assert_written(0.1 + 0.2, "0.30000000000000004");
    assert_written(-0.0, "-0");
    assert_written(123456789, "123456789");
    assert_written((double)NAN, "");
}

static void whole_numbers_are_written_to_the_last_digit(void **state) {
    static const struct {
        int64_t value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-1, "-1"},
                 {1234567890123, "1234567890123"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"}};
    char text[NUMBER_TEXT_SIZE];
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(number_format_int(cases[i].value, text), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
}

static void assert_ten_digits(double value) {
    char text[NUMBER_TEXT_SIZE], expected[64];
    size_t length = number_format_ten_digits(value, text);

    snprintf(expected, sizeof expected, "%.10g", value);
    if (strcmp(text, expected) != 0)
        fail_msg("%.17g: '%s' (expected '%s')", value, text, expected);
    assert_int_equal(length, strlen(expected));
}

static void ten_digits_are_printfs(void **state) {
    static const double some[] = {
        0.0,     -0.0,       1,          -1,          0.5,           9.9999999999,  99999.99999995,
        1e-4,    9.99999e-5, 1e9,        999999999.5, 9999999999.5,  1e10,          123456789.05,
        2.00005, 1e300,      1e-300,     0.1,         0.09999999999, 1.00000000005, 0.000123456789012,
        0.3,     2.385,      4503599627, 1.0000000005};
    uint64_t state_of_it = 7;
    (void)state;

    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        assert_ten_digits(some[i]);
        assert_ten_digits(nextafter(some[i], 0));
        assert_ten_digits(nextafter(-some[i], -1e308));
    }
    assert_ten_digits((double)NAN);
    assert_ten_digits((double)INFINITY);
    for (int i = 0; i < 200000; i++) {
        state_of_it = state_of_it * UINT64_C(6364136223846793005) + 1442695040888963407;
        double share = (double)(state_of_it >> 11) / 9007199254740992.0;
        assert_ten_digits(share);
        assert_ten_digits(-share * pow(10, i % 17 - 5));
        assert_ten_digits(round(share * 1e6) / 1e4); /* few digits */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_digits_are_printfs),
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(decimals_are_read_strictly),
        cmocka_unit_test(a_number_ends_where_its_length_says),
        cmocka_unit_test(a_number_of_a_thousand_digits_is_refused),
        cmocka_unit_test(two_million_doubles_read_back_as_they_were_written),
        cmocka_unit_test(digits_are_the_fewest_of_fifteen_to_seventeen),
        cmocka_unit_test(short_numbers_are_written_short),
        cmocka_unit_test(whole_numbers_are_written_to_the_last_digit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
