/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_reader_decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cmocka_begin.h"

/* To the last bit, the sign of 0 too. */
static void assert_is_that_of_number(const char *text) {
    double value, expected;

    assert_true(table_reader_decimal(text, strlen(text), &value));
    assert_true(number_parse_double(text, strlen(text), &expected));
    if (memcmp(&value, &expected, sizeof value) != 0)
        fail_msg("%s is %.17g, expected %.17g", text, value, expected);
}

static void numbers_are_those_of_strtod(void **state) {
    static const char *const texts[] = {"0",
                                        "-0",
                                        "+0.0",
                                        "-0.000",
                                        "2.385",
                                        "-30.125",
                                        "+7.1",
                                        ".5",
                                        "5.",
                                        "-.1",
                                        "0.3",
                                        "12",
                                        "007",
                                        "999999999999999",
                                        "9.99999999999999",
                                        "123.4567890123",
                                        "0.00000000000001",
                                        ".999999999999999"};
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_is_that_of_number(texts[i]);
}

static void any_digits_and_any_point(void **state) {
    uint64_t seed = 385;
    (void)state;

    for (int i = 0; i < 200000; i++) {
        char digits[20], text[24];
        size_t n, point;
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        n = 1 + (size_t)(seed >> 40) % 15;
        snprintf(digits, sizeof digits, "%015llu", (unsigned long long)(seed >> 12) % 1000000000000000u);
        point = (size_t)(seed >> 33) % (n + 1);
        snprintf(text, sizeof text, "%s%.*s.%.*s", seed & 1 ? "-" : "", (int)point, digits, (int)(n - point),
                 digits + point);
        assert_is_that_of_number(text);
    }
}

static void all_else_is_left_to_others(void **state) {
    static const char *const texts[] = {
        "",   "-", ".", "+.", "1.2.3", "1e5", "1,5", "0x1p2", "nan", "--1", "1234567890123456", "0.1234567890123456",
        "1 ", "1-"};
    double value;
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_false(table_reader_decimal(texts[i], strlen(texts[i]), &value));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_strtod),
        cmocka_unit_test(any_digits_and_any_point),
        cmocka_unit_test(all_else_is_left_to_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
