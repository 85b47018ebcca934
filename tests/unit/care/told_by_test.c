/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who told of a death or an overdose. */
#include "care/told_by.h"

#include "cmocka_begin.h"

static void a_cell_says_who_told_and_an_empty_or_other_one_that_nobody_knows(void **state) {
    (void)state;
    assert_int_equal(told_by_of("program"), TOLD_BY_PROGRAM);
    assert_int_equal(told_by_of("hospital"), TOLD_BY_HOSPITAL);
    assert_int_equal(told_by_of("death_index"), TOLD_BY_DEATH_INDEX);
    assert_int_equal(told_by_of(""), TOLD_BY_NOT_TOLD);
    assert_int_equal(told_by_of("family"), TOLD_BY_NOT_TOLD);
    assert_int_equal(told_by_of("not_told"), TOLD_BY_NOT_TOLD);
}

/* The program's own knowledge first, then the hospital's, then the index; whichever row comes first. */
static void of_several_rows_the_first_in_this_order_tells(void **state) {
    static const enum told_by order[] = {TOLD_BY_PROGRAM, TOLD_BY_HOSPITAL, TOLD_BY_DEATH_INDEX, TOLD_BY_NOT_TOLD};
    (void)state;

    assert_int_equal(sizeof order / sizeof order[0], TOLD_BY_COUNT);
    for (size_t i = 0; i < TOLD_BY_COUNT; i++)
        for (size_t j = i; j < TOLD_BY_COUNT; j++) {
            assert_int_equal(told_by_first(order[i], order[j]), order[i]);
            assert_int_equal(told_by_first(order[j], order[i]), order[i]);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_says_who_told_and_an_empty_or_other_one_that_nobody_knows),
        cmocka_unit_test(of_several_rows_the_first_in_this_order_tells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
