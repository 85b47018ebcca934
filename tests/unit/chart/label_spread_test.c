/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/label_spread.h"

#include "assert_close.h"
#include "cmocka_begin.h"

static void labels_with_room_stay(void **state) {
    (void)state;
    double y[] = {17.25, 80.5, 241};

    label_spread(y, 3, 38, 10, 300);
    assert_close(y[0], 17.25, 1e-15);
    assert_close(y[1], 80.5, 1e-15);
    assert_close(y[2], 241, 1e-15);
}

/* Two at one place each move by half, and not the one that has room. */
static void labels_that_touch_share_the_move(void **state) {
    (void)state;
    double y[] = {120, 120, 197};

    label_spread(y, 3, 38, 10, 300);
    assert_close(y[0], 101, 1e-14);
    assert_close(y[1], 139, 1e-14);
    assert_close(y[2], 197, 1e-14);
}

/* R: isoreg(c(100, 103, 126, 128) - 0:3 * 22)$yf + 0:3 * 22 */
static void a_pushed_label_pushes_the_next(void **state) {
    (void)state;
    double y[] = {100, 103, 126, 128};

    label_spread(y, 4, 22, 0, 300);
    assert_close(y[0], 81.25, 1e-14);
    assert_close(y[1], 103.25, 1e-14);
    assert_close(y[2], 125.25, 1e-14);
    assert_close(y[3], 147.25, 1e-14);
}

static void labels_stay_inside(void **state) {
    (void)state;
    double low[] = {-5, 290, 299}, many[] = {20, 21, 22, 23};

    label_spread(low, 3, 38, 10, 300);
    assert_close(low[0], 10, 1e-15);
    assert_close(low[1], 262, 1e-14);
    assert_close(low[2], 300, 1e-14);
    label_spread(many, 4, 38, 10, 60);
    assert_close(many[0], 10, 1e-15);
    assert_close(many[3], 124, 1e-14);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_room_stay),
        cmocka_unit_test(labels_that_touch_share_the_move),
        cmocka_unit_test(a_pushed_label_pushes_the_next),
        cmocka_unit_test(labels_stay_inside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
