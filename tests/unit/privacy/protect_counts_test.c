/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_counts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_close.h"

static void classes_of_eleven_have_their_middle(void **state) {
    static const double cases[][2] = {{0, 0},   {1, 6},   {6, 6},   {11, 6},    {12, 17},   {22, 17},
                                      {23, 28}, {33, 28}, {34, 39}, {110, 105}, {111, 116}, {39838, 39837}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_close(protect_counts_class(cases[i][0], 11), cases[i][1], 0);
    assert_true(isnan(protect_counts_class((double)NAN, 11)));
}

static void a_class_holds_eleven_counts_and_its_middle(void **state) {
    (void)state;
    for (double count = 1; count < 5000; count++) {
        double low = protect_counts_class_low(count, 11), high = protect_counts_class_high(count, 11);
        assert_true(low <= count && count <= high);
        assert_close(high - low, 10, 0);
        assert_close((low + high) / 2, protect_counts_class(count, 11), 0);
        assert_close(protect_counts_class(protect_counts_class(count, 11), 11), protect_counts_class(count, 11), 0);
    }
    assert_close(protect_counts_class_high(0, 11), 0, 0);
}

static void small_is_one_to_eleven(void **state) {
    const struct protect_limits limits = {11, 12, 30, 30};

    (void)state;
    assert_false(protect_counts_is_small(0, &limits));
    assert_true(protect_counts_is_small(1, &limits));
    assert_true(protect_counts_is_small(11, &limits));
    assert_false(protect_counts_is_small(12, &limits));
    assert_false(protect_counts_is_small((double)NAN, &limits));
}

/* 17 of 61 with all known: R prop.test(17, 61, correct = FALSE): .1818854 .4017143 (tests/reference/protect_share.R);
 * in whole percents 28 (18-40). */
static void shares_are_whole_percents_of_classes(void **state) {
    struct protect_share share = protect_counts_share(20, 57, 61, 11);

    (void)state;
    assert_close(share.percent, 28, 0);
    assert_close(share.low, 18, 0);
    assert_close(share.high, 40, 0);
}

/* Every pair of counts of the same two classes gives the same share: nothing more than the classes is told. */
static void counts_of_one_class_give_one_share(void **state) {
    (void)state;
    for (double whole = 24; whole < 200; whole += 7)
        for (double part = 12; part <= whole - 12; part++) {
            struct protect_share exact = protect_counts_share(part, whole, protect_counts_class(whole, 11), 11);
            struct protect_share middle = protect_counts_share(
                protect_counts_class(part, 11), protect_counts_class(whole, 11), protect_counts_class(whole, 11), 11);
            assert_close(exact.percent, middle.percent, 0);
            assert_close(exact.low, middle.low, 0);
            assert_close(exact.high, middle.high, 0);
            assert_true(exact.low <= exact.percent && exact.percent <= exact.high);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_of_eleven_have_their_middle),
        cmocka_unit_test(a_class_holds_eleven_counts_and_its_middle),
        cmocka_unit_test(small_is_one_to_eleven),
        cmocka_unit_test(shares_are_whole_percents_of_classes),
        cmocka_unit_test(counts_of_one_class_give_one_share),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
