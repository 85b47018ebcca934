/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "stats/proportion.h"
#include "stats/rate.h"

/* Expected: tests/reference/compared.txt. */
static void the_part_of_the_later_stretch_is_that_of_r(void **state) {
    static const double rows[][7] = {
        {30, 31, 35, 31, 0.461538461538462, 0.337020919129871, 0.589674925983388},
        {12, 90, 31, 92, 0.283513097072419, 0.156163699985658, 0.442100900632734},
        {8, 365, 0, 365, 1, 0.630583352447181, 1},
        {0, 28, 5, 31, 0, 0, 0.547142851750827},
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double *x = rows[i];
        struct interval part;
        assert_int_equal(rate_part((struct rate_count){x[0], x[1]}, (struct rate_count){x[2], x[3]}, 0.95, &part),
                         STATS_OK);
        assert_close(part.estimate, x[4], 1e-12);
        assert_close(part.ci_low, x[5], 1e-10);
        assert_close(part.ci_high, x[6], 1e-10);
    }
}

static void nothing_in_two_stretches_is_no_change_to_speak_of(void **state) {
    struct interval part;
    (void)state;

    assert_int_equal(rate_part((struct rate_count){0, 31}, (struct rate_count){0, 30}, 0.95, &part), STATS_EMPTY);
    assert_int_equal(rate_part((struct rate_count){3, 0}, (struct rate_count){1, 30}, 0.95, &part), STATS_EMPTY);
    assert_int_equal(rate_part((struct rate_count){-1, 31}, (struct rate_count){3, 30}, 0.95, &part), STATS_INVALID);
}

static void differences_of_shares_are_newcombes(void **state) {
    static const double rows[][7] = {
        {7.0 / 31, 31, 13.0 / 40, 40, -0.0991935483870968, -0.290195068813862, 0.113192560671106},
        {0, 25, 0.2, 30, -0.2, -0.373056964131483, -0.0304286190236463},
        {47.0 / 57, 53, 31.0 / 36, 33, -0.0365497076023392, -0.183563375446296, 0.138025245829826},
        {1, 4, 0, 3, 1, 0.254834281309244, 1},
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double *x = rows[i];
        struct interval found;
        assert_int_equal(proportion_difference((struct proportion_share){x[0], x[1]},
                                               (struct proportion_share){x[2], x[3]}, 0.95, &found),
                         STATS_OK);
        assert_close(found.estimate, x[4], 1e-12);
        assert_close(found.ci_low, x[5], 1e-10);
        assert_close(found.ci_high, x[6], 1e-10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_part_of_the_later_stretch_is_that_of_r),
        cmocka_unit_test(nothing_in_two_stretches_is_no_change_to_speak_of),
        cmocka_unit_test(differences_of_shares_are_newcombes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
