/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rate.h"

#include <math.h>

#include "stats/distribution.h"

enum stats_status rate_exact(double events, double exposure, double level, struct interval *out) {
    if (!(events >= 0 && exposure >= 0 && isfinite(events) && isfinite(exposure)) || !(level > 0 && level < 1))
        return STATS_INVALID;
    if (!(exposure > 0))
        return STATS_EMPTY;
    double low, high;
    distribution_poisson_limits(events, level, &low, &high);
    *out = (struct interval){events / exposure, sqrt(events) / exposure, low / exposure, high / exposure};
    return STATS_OK;
}

enum stats_status rate_robust(const double *events, const double *exposure, size_t n_people, double level,
                              struct interval *out) {
    double total_events = 0, total_exposure = 0, squares = 0;
    for (size_t i = 0; i < n_people; i++) {
        if (!(events[i] >= 0 && exposure[i] >= 0))
            return STATS_INVALID;
        total_events += events[i];
        total_exposure += exposure[i];
    }
    struct interval result;
    enum stats_status status = rate_exact(total_events, total_exposure, level, &result);
    if (status != STATS_OK)
        return status;
    for (size_t i = 0; i < n_people; i++) {
        double residual = events[i] - result.estimate * exposure[i];
        squares += residual * residual;
    }
    result.std_error = sqrt(squares) / total_exposure;
    if (total_events > 0) {
        double half = distribution_normal_quantile(0.5 + level / 2) * result.std_error;
        result.ci_low = result.estimate * exp(-half / result.estimate);
        result.ci_high = result.estimate * exp(half / result.estimate);
    }
    *out = result;
    return STATS_OK;
}

/* p / (1 - p) is the ratio of expected counts; that of rates has the exposures taken out. */
static double part_of(double p, struct rate_count later, struct rate_count earlier) {
    double of_later = p * earlier.exposure, of_earlier = (1 - p) * later.exposure;
    return of_later / (of_later + of_earlier);
}

enum stats_status rate_part(struct rate_count later, struct rate_count earlier, double level, struct interval *out) {
    double n = later.events + earlier.events, low, high;
    if (!(later.events >= 0 && earlier.events >= 0 && isfinite(n) && isfinite(later.exposure + earlier.exposure)) ||
        !(level > 0 && level < 1) || later.exposure < 0 || earlier.exposure < 0)
        return STATS_INVALID;
    if (!(later.exposure > 0 && earlier.exposure > 0 && n >= 1))
        return STATS_EMPTY;
    distribution_binomial_limits(later.events, n, level, &low, &high);
    *out = (struct interval){part_of(later.events / n, later, earlier), (double)NAN, part_of(low, later, earlier),
                             part_of(high, later, earlier)};
    return STATS_OK;
}
