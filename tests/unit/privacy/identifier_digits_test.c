/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifier_digits.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "assert_close.h"
#include "cmocka_begin.h"

/* From tests/reference/identifier_digits.R. */
static void the_chance_and_the_tail_are_those_of_r(void **state) {
    static const struct {
        long n, hits;
        double expected;
    } cases[] = {
        {1975, 4, 0.53470785184065894},   {1975, 12, 0.00063656231009695064},  {1975, 20, 4.9093643414521023e-09},
        {10000, 20, 0.47945838290927822}, {10000, 60, 1.2267103345481288e-13}, {300, 62, 6.8927228908430155e-104},
        {5, 3, 7.325234239012119e-08},    {3, 3, 7.3466403839999876e-09},      {1000000, 2200, 6.584493150983256e-09}};
    double p = identifier_digits_chance(IDENTIFIER_DATE);

    (void)state;
    assert_close(p, 0.001944, 1e-15);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_close(identifier_digits_tail(cases[i].n, p, cases[i].hits), cases[i].expected, 1e-8);
    assert_close(identifier_digits_tail(10000, p, 19), 1, 0); /* no more than n p: nothing to look at */
    assert_close(identifier_digits_tail(10, p, 11), 0, 0);
    assert_close(identifier_digits_tail(10, 1, 4), 1, 0);
}

static uint64_t seed = 20261031;

static uint32_t draw(void) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(seed >> 33);
}

static void add(struct identifier_digits *digits, const char *text) {
    identifier_digits_add(digits, text, strlen(text));
}

static void ids_that_are_sums_are_not_refused(void **state) {
    (void)state;
    for (int export = 0; export < 20; export ++) {
        struct identifier_digits digits = identifier_digits_begin("patient_id");
        for (int i = 0; i < 10000; i++) {
            char id[65] = "";
            for (size_t k = 0; k < 8; k++)
                snprintf(id + 8 * k, 9, "%08" PRIx32, (uint32_t)(draw() << 1 ^ draw()));
            add(&digits, id);
        }
        assert_true(digits.n_tried > 1500 && digits.n_tried < 2500);
        assert_false(identifier_digits_refuse(&digits));
    }
}

static void random_numbers_behind_a_letter_are_not_refused(void **state) {
    struct identifier_digits digits = identifier_digits_begin("patient_id");
    char id[32];

    (void)state;
    for (int i = 0; i < 10000; i++) {
        snprintf(id, sizeof id, "P%08" PRIu32, draw() % 100000000);
        add(&digits, id);
    }
    assert_true(digits.n_hits > 5);
    assert_false(identifier_digits_refuse(&digits));
}

static void dates_of_birth_in_ids_are_refused(void **state) {
    struct identifier_digits digits = identifier_digits_begin("client_id"), few = digits;
    char id[48];

    (void)state;
    for (unsigned i = 0; i < 1000; i++) { /* one in ten */
        snprintf(id, sizeof id, i % 10 > 0 ? "X%09u" : "X%04u%02u%02u", 1950 + draw() % 50, 1 + draw() % 12,
                 1 + draw() % 28);
        add(&digits, id);
    }
    assert_int_equal(digits.n_hits, 100);
    assert_true(identifier_digits_refuse(&digits));
    add(&few, "JD19820315");
    add(&few, "JD12311999");
    assert_false(identifier_digits_refuse(&few)); /* two: counted and said */
    add(&few, "JD31121999");
    assert_true(identifier_digits_refuse(&few));
}

static void zip_codes_are_refused_where_all_values_are(void **state) {
    struct identifier_digits digits = identifier_digits_begin("home_region");

    (void)state;
    add(&digits, "02139");
    add(&digits, "02140");
    assert_false(identifier_digits_refuse(&digits));
    add(&digits, "02141");
    assert_true(identifier_digits_refuse(&digits));
    add(&digits, "north");
    assert_false(identifier_digits_refuse(&digits));
    assert_int_equal(identifier_digits_begin("medication").form, IDENTIFIER_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chance_and_the_tail_are_those_of_r),
        cmocka_unit_test(ids_that_are_sums_are_not_refused),
        cmocka_unit_test(random_numbers_behind_a_letter_are_not_refused),
        cmocka_unit_test(dates_of_birth_in_ids_are_refused),
        cmocka_unit_test(zip_codes_are_refused_where_all_values_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
