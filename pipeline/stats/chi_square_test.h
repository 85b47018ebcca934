/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_CHI_SQUARE_TEST_H
#define SWITCHBACK_STATS_CHI_SQUARE_TEST_H

#include <stddef.h>

#include "stats/status.h"

/* The outcome of a test whose statistic is chi-square under no difference. */
struct chi_square_test {
    double statistic;
    double df;
    double p_value;
};

/*
 * score' variance^- score for n scores; df is the rank of `variance` (n x n, overwritten).
 * STATS_NOT_ESTIMABLE: rank 0, or not finite. STATS_NO_MEMORY.
 */
enum stats_status chi_square_score(const double *score, double *variance, size_t n, struct chi_square_test *out);

/* The test of a statistic with known df. */
struct chi_square_test chi_square_with_df(double statistic, double df);

#endif
