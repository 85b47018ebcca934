/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/chi_square_test.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"
#include "stats/symmetric.h"

enum stats_status chi_square_score(const double *score, double *variance, size_t n, struct chi_square_test *out) {
    double *work = malloc((n + 1) * sizeof *work);
    if (work == NULL)
        return STATS_NO_MEMORY;
    double df = (double)symmetric_factor(variance, n, NULL);
    double statistic = symmetric_quadratic(variance, n, score, work);
    free(work);
    if (!(df > 0) || !(statistic >= 0) || isinf(statistic))
        return STATS_NOT_ESTIMABLE;
    *out = chi_square_with_df(statistic, df);
    return STATS_OK;
}

struct chi_square_test chi_square_with_df(double statistic, double df) {
    return (struct chi_square_test){statistic, df, distribution_chi_square_upper(statistic, df)};
}
