/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/heterogeneity.h"

#include <math.h>

#include "stats/distribution.h"

static double error_of(const struct interval *interval, double z) {
    return (interval->ci_high - interval->ci_low) / (2 * z);
}

static double middle_of(const struct interval *interval) { return (interval->ci_low + interval->ci_high) / 2; }

enum stats_status heterogeneity_test(const struct interval *groups, size_t n, double level,
                                     struct chi_square_test *out) {
    if (!(level > 0 && level < 1))
        return STATS_INVALID;
    double z = distribution_normal_quantile(0.5 + level / 2), weights = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        double error = error_of(&groups[i], z);
        if (!(error > 0 && isfinite(error)))
            return STATS_NOT_ESTIMABLE;
        weights += 1 / (error * error);
        sum += middle_of(&groups[i]) / (error * error);
    }
    if (n < 2)
        return STATS_NOT_ESTIMABLE;
    for (size_t i = 0; i < n; i++) {
        double distance = (middle_of(&groups[i]) - sum / weights) / error_of(&groups[i], z);
        squares += distance * distance;
    }
    *out = chi_square_with_df(squares, (double)(n - 1));
    return STATS_OK;
}
