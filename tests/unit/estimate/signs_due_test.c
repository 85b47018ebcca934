/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was due in stays, written a byte each and read again. */
#include "estimate/signs_due.h"

#include <stdlib.h>

#include "cmocka_begin.h"

static const int32_t days_between[] = {0, 0, 1, 7, 124, 125, 126, 127, 250, 251, 3000, 1};

enum { N = sizeof days_between / sizeof days_between[0] };

/* Every second of them missed, in the order of the signs. */
static void write_stay(struct signs_due *due) {
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        for (size_t i = 0; sign != CARE_SIGN_PICKUP && i < N; i++)
            signs_due_add(due, days_between[i], (i + (size_t)sign) % 2 == 1);
        signs_due_end_sign(due);
    }
}

static void assert_stay(const uint8_t *at) {
    struct signs_due_walk walk = {.at = at};

    for (uint32_t sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        uint32_t day = 0;
        for (size_t i = 0; sign != CARE_SIGN_PICKUP && i < N; i++) {
            day += (uint32_t)days_between[i];
            assert_true(signs_due_next(&walk));
            assert_int_equal(walk.sign, sign);
            assert_int_equal(walk.day, day);
            assert_int_equal(walk.missed, (i + sign) % 2 == 1);
        }
    }
    assert_false(signs_due_next(&walk));
    assert_false(signs_due_next(&walk));
}

static void what_was_due_is_read_as_it_was_written(void **state) {
    struct signs_due due = {0};
    size_t second;

    (void)state;
    write_stay(&due);
    second = due.n;
    write_stay(&due);
    assert_stay(due.bytes);
    assert_stay(due.bytes + second);
    free(due.bytes);
}

static void of_a_stay_with_nothing_due_there_is_nothing(void **state) {
    struct signs_due due = {0};

    (void)state;
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        signs_due_end_sign(&due);
    assert_false(signs_due_next(&(struct signs_due_walk){.at = due.bytes}));
    free(due.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_due_is_read_as_it_was_written),
                                       cmocka_unit_test(of_a_stay_with_nothing_due_there_is_nothing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
