/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_GRAY_TEST_H
#define SWITCHBACK_STATS_GRAY_TEST_H

#include <stddef.h>
#include <stdint.h>

#include "stats/chi_square_test.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Gray's test that groups have the same cumulative incidence of `cause` while others compete,
 * within strata, rho 0. Group g of stratum s is group s * n_groups + g of the split.
 *
 * STATS_SEVERAL_PER_PERSON: some person has two rows anywhere in the split (with several events
 * per person the test is wrong: 15 % false at 5 %). STATS_DELAYED_ENTRY: some entry is after 0.
 * STATS_NOT_ESTIMABLE: no event of the cause, or groups never at risk together. STATS_INVALID.
 *
 * Source: Gray, Annals of Statistics 1988, 16:1141, the score of section 2 and its variance.
 * Checked against: R cmprsk 2.2-11 cuminc(time, code, group, strata)$Tests, whose treatment of
 * tied events in the variance is followed: 1e-9 relative (tests/reference/survival.R).
 */
enum stats_status gray_test(const struct survival_split *split, size_t n_strata, size_t n_groups, int32_t cause,
                            struct chi_square_test *out);

#endif
