/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/row_memo.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_begin.h"

static bool meet(struct row_memo *memo, const char *rest, size_t *place) {
    bool is_known;

    *place = row_memo_place(memo, rest, strlen(rest), &is_known);
    return is_known;
}

static void a_rest_is_known_when_it_was_met(void **state) {
    struct row_memo memo = {0};
    size_t first, again, other;

    (void)state;
    assert_false(meet(&memo, "methadone,80,,administered", &first));
    assert_true(meet(&memo, "methadone,80,,administered", &again));
    assert_int_equal(first, again);
    assert_false(meet(&memo, "methadone,80,,administere", &other));
    assert_false(meet(&memo, "methadone,80,7,administered", &other));
    assert_true(first < ROW_MEMO_NO_PLACE);
}

static void nothing_is_known_of_an_empty_memo(void **state) {
    struct row_memo memo = {0};
    size_t place;

    (void)state;
    assert_false(meet(&memo, "", &place));
    assert_true(meet(&memo, "", &place));
}

/* Many more rests than places: none is ever taken for another. */
static void a_rest_gives_its_place_to_another(void **state) {
    struct row_memo memo = {0};
    int owner[ROW_MEMO_PLACES];

    (void)state;
    memset(owner, -1, sizeof owner);
    for (int i = 0; i < 10000; i++) {
        char rest[32];
        size_t place;
        int number = i * i % 9973;
        bool is_known = (snprintf(rest, sizeof rest, "methadone,%d,,", number), meet(&memo, rest, &place));
        assert_int_equal(is_known, owner[place] == number);
        owner[place] = number;
    }
}

static void a_long_rest_has_no_place(void **state) {
    struct row_memo memo = {0};
    char rest[ROW_MEMO_LONGEST + 2];
    size_t place;

    (void)state;
    memset(rest, 'x', sizeof rest - 1);
    rest[sizeof rest - 1] = '\0';
    assert_false(meet(&memo, rest, &place));
    assert_int_equal(place, ROW_MEMO_NO_PLACE);
    assert_false(meet(&memo, rest, &place));
    rest[ROW_MEMO_LONGEST] = '\0';
    assert_false(meet(&memo, rest, &place));
    assert_true(meet(&memo, rest, &place));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rest_is_known_when_it_was_met),
        cmocka_unit_test(nothing_is_known_of_an_empty_memo),
        cmocka_unit_test(a_rest_gives_its_place_to_another),
        cmocka_unit_test(a_long_rest_has_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
