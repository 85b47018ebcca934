/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats/benjamini_hochberg.h against tests/reference/distribution.txt. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assert_close.h"
#include "stats/benjamini_hochberg.h"

enum { TESTS = 6 };

static void check_line(char *rest) {
    double p[TESTS], q[TESTS];
    size_t n = strtoul(rest, &rest, 10);
    assert_true(n >= 1 && n <= TESTS);
    for (size_t i = 0; i < n; i++)
        p[i] = strtod(rest, &rest);
    assert_int_equal(benjamini_hochberg(p, n, q), STATS_OK);
    for (size_t i = 0; i < n; i++)
        assert_close(q[i], strtod(rest, &rest), 1e-15);
}

static void q_values_are_those_of_r(void **state) {
    (void)state;
    static const char name[] = "benjamini_hochberg ";
    FILE *file = fopen("tests/reference/distribution.txt", "r");
    assert_non_null(file);
    char line[512];
    int lines = 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0) {
            check_line(line + strlen(name));
            lines++;
        }
    fclose(file);
    assert_int_equal(lines, 4);
}

static void what_is_no_test_does_not_count(void **state) {
    (void)state;
    const double p[] = {0.0385, nan(""), 0.02, nan("")};
    double q[] = {7, 7, 7, 7};
    assert_int_equal(benjamini_hochberg(p, 4, q), STATS_OK);
    assert_close(q[0], 0.0385, 1e-15);
    assert_close(q[2], 0.0385, 1e-15);
    assert_true(isnan(q[1]) && isnan(q[3]));
    assert_int_equal(benjamini_hochberg(p, 0, q), STATS_OK);
}

static void a_p_past_one_is_refused(void **state) {
    (void)state;
    const double above[] = {0.2, 1.0000001}, below[] = {-0.2};
    double q[] = {7, 7};
    assert_int_equal(benjamini_hochberg(above, 2, q), STATS_INVALID);
    assert_int_equal(benjamini_hochberg(below, 1, q), STATS_INVALID);
    assert_close(q[0], 7, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(q_values_are_those_of_r),
        cmocka_unit_test(what_is_no_test_does_not_count),
        cmocka_unit_test(a_p_past_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
