/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assert_close(actual, expected, relative): |actual - expected| <= relative * |expected|.
 * Unlike cmocka's assert_float_equal it compares doubles and fails on NaN; expected 0 asks for exactly 0.
 */
#ifndef SWITCHBACK_TESTS_ASSERT_CLOSE_H
#define SWITCHBACK_TESTS_ASSERT_CLOSE_H

#include <math.h>

#define assert_close(actual, expected, relative)                                                                       \
    do {                                                                                                               \
        double actual_ = (actual), expected_ = (expected);                                                             \
        if (!(fabs(actual_ - expected_) <= (relative)*fabs(expected_)))                                                \
            fail_msg("%s is %.17g, expected %.17g within %g", #actual, actual_, expected_, (double)(relative));        \
    } while (0)

#endif
