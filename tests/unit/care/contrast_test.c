/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which windows count before a return to use, at each edge. */
#include "care/contrast.h"

#include "cmocka_begin.h"

static const struct care_stay stay = {.day_0 = 1000, .first = 1000, .last = 1200};

static bool fill(const struct care_stay *of, struct care_days uses, int32_t day, struct care_contrast *contrast) {
    bool is_window[256];

    care_contrast_find_windows(of, uses, is_window);
    return care_contrast_fill(of, is_window, day, contrast);
}

static size_t others(struct care_stay of, const int32_t uses[], size_t n, int32_t day) {
    struct care_contrast contrast;

    return fill(&of, (struct care_days){uses, n}, day, &contrast) ? contrast.n_others : 0;
}

static void windows_lie_where_the_definition_has_them(void **state) {
    struct care_contrast contrast;

    (void)state;
    assert_true(fill(&stay, (struct care_days){(int32_t[]){1150}, 1}, 1150, &contrast));
    assert_int_equal(contrast.before.first, 1136);
    assert_int_equal(contrast.before.last, 1149);
    assert_int_equal(contrast.before_late.last, 1146);
    assert_int_equal(contrast.n_others, 2);
    assert_int_equal(contrast.others[0].first, 1108);
    assert_int_equal(contrast.others[0].last, 1121);
    assert_int_equal(contrast.others[1].first, 1080);
    assert_int_equal(contrast.others[1].last, 1093);
}

static void the_first_fortnight_belongs_to_none(void **state) {
    (void)state;
    /* day 15 is the first that counts: the far window of a use on day 85 begins there, of day 84 it does not */
    assert_int_equal(others(stay, (int32_t[]){1085}, 1, 1085), 2);
    assert_int_equal(others(stay, (int32_t[]){1084}, 1, 1084), 1);
    assert_int_equal(others(stay, (int32_t[]){1057}, 1, 1057), 1);
    assert_int_equal(others(stay, (int32_t[]){1056}, 1, 1056), 0);
    /* seen from day 1100 on only, and left before the use */
    assert_int_equal(others((struct care_stay){1000, 1100, 1200}, NULL, 0, 1142), 1);
    assert_int_equal(others((struct care_stay){1000, 1100, 1200}, NULL, 0, 1141), 0);
    assert_int_equal(others(stay, NULL, 0, 1200), 2);
    assert_int_equal(others(stay, NULL, 0, 1201), 0);
}

static void a_use_before_takes_the_windows_behind_it(void **state) {
    (void)state;
    /* 28 days before the case window: none at all; one day more: it takes the nearer of the others */
    assert_int_equal(others(stay, (int32_t[]){1108, 1150}, 2, 1150), 0);
    assert_int_equal(others(stay, (int32_t[]){1107, 1150}, 2, 1150), 1);
    assert_int_equal(others(stay, (int32_t[]){1080, 1150}, 2, 1150), 0);
    assert_int_equal(others(stay, (int32_t[]){1079, 1150}, 2, 1150), 1);
    assert_int_equal(others(stay, (int32_t[]){1051, 1150}, 2, 1150), 2);
    /* a later one changes nothing */
    assert_int_equal(others(stay, (int32_t[]){1150, 1151}, 2, 1150), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_lie_where_the_definition_has_them),
        cmocka_unit_test(the_first_fortnight_belongs_to_none),
        cmocka_unit_test(a_use_before_takes_the_windows_behind_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
