/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"

#include <math.h>
#include <stdbool.h>

#include "stats/distribution.h"

static enum stats_status proportion_check(double events, double n, double level) {
    if (!(events >= 0 && n >= events && isfinite(n) && level > 0 && level < 1))
        return STATS_INVALID;
    return n > 0 ? STATS_OK : STATS_EMPTY;
}

/* (p - c)^2 = z^2 p (1 - p) / n solved for p; `n` need not be whole. */
static void wilson_limits(double share, double n, double level, struct interval *out) {
    double z = distribution_normal_quantile(0.5 + level / 2), z2 = z * z;
    double center = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    out->ci_low = share > 0 ? fmax(center - half, 0) : 0;
    out->ci_high = share < 1 ? fmin(center + half, 1) : 1;
}

enum stats_status proportion_wilson(double events, double n, double level, struct interval *out) {
    enum stats_status status = proportion_check(events, n, level);
    if (status != STATS_OK)
        return status;
    out->estimate = events / n;
    out->std_error = sqrt(events / n * ((n - events) / n) / n);
    wilson_limits(out->estimate, n, level, out);
    return STATS_OK;
}

enum stats_status proportion_exact(double events, double n, double level, struct interval *out) {
    enum stats_status status = proportion_check(events, n, level);
    if (status == STATS_OK && n < 1)
        status = STATS_INVALID;
    if (status != STATS_OK)
        return status;
    out->estimate = events / n;
    out->std_error = sqrt(events / n * ((n - events) / n) / n);
    distribution_binomial_limits(events, n, level, &out->ci_low, &out->ci_high);
    return STATS_OK;
}

struct cluster_totals {
    double events, trials, people;
};

static bool cluster_add(struct cluster_totals *totals, double events, double trials) {
    if (!(events >= 0 && trials >= events && isfinite(trials)))
        return false;
    totals->events += events;
    totals->trials += trials;
    totals->people += trials > 0 ? 1 : 0;
    return true;
}

enum stats_status proportion_clustered(const double *events, const double *trials, size_t n_people, double level,
                                       struct interval *out) {
    struct cluster_totals totals = {0, 0, 0};
    for (size_t i = 0; i < n_people; i++)
        if (!cluster_add(&totals, events[i], trials[i]))
            return STATS_INVALID;
    enum stats_status status = proportion_check(totals.events, totals.trials, level);
    if (status != STATS_OK)
        return status;
    double share = totals.events / totals.trials, squares = 0;
    for (size_t i = 0; i < n_people; i++) {
        double residual = events[i] - share * trials[i];
        squares += residual * residual;
    }
    double effective = totals.people;
    if (totals.people > 1)
        squares *= totals.people / (totals.people - 1);
    double variance = squares / (totals.trials * totals.trials);
    if (totals.people > 1 && share > 0 && share < 1 && variance > 0)
        effective = share * (1 - share) / variance;
    out->estimate = share;
    out->std_error = sqrt(variance);
    wilson_limits(share, effective, level, out);
    return STATS_OK;
}

enum stats_status proportion_difference(struct proportion_share later, struct proportion_share earlier, double level,
                                        struct interval *out) {
    struct interval a, b;
    enum stats_status status = proportion_wilson(later.share * later.n, later.n, level, &a);
    if (status == STATS_OK)
        status = proportion_wilson(earlier.share * earlier.n, earlier.n, level, &b);
    if (status != STATS_OK)
        return status;
    double difference = later.share - earlier.share;
    *out = (struct interval){difference, hypot(a.std_error, b.std_error),
                             difference - hypot(later.share - a.ci_low, b.ci_high - earlier.share),
                             difference + hypot(a.ci_high - later.share, earlier.share - b.ci_low)};
    return STATS_OK;
}
