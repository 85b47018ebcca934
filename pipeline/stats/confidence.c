/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/confidence.h"

#include <math.h>
#include <stddef.h>

#include "stats/distribution.h"

static const double no_error = 1e-7; /* of p (1 - p): an error below it is rounding */

/* `share` is 0 or 1 of `people`; nobody at risk: nothing is known. */
static struct confidence_limits limits_at_end(const struct confidence *confidence, double share, double people) {
    struct confidence_limits limits = {0, 1};
    if (people >= 1)
        distribution_binomial_limits(share > 0 ? people : 0, people, confidence->level, &limits.low, &limits.high);
    return limits;
}

/* On the scale log(-log S) the standard error is se / (S |log S|). */
static struct confidence_limits limits_log_log(double survival, double half) {
    double log_survival = log(survival), width = exp(half / (survival * -log_survival));
    return (struct confidence_limits){exp(log_survival * width), exp(log_survival / width)};
}

static struct confidence_limits limits_log(double share, double half) {
    double width = exp(half / share);
    return (struct confidence_limits){share / width, fmin(share * width, 1)};
}

static struct confidence_limits limits_plain(double share, double half) {
    return (struct confidence_limits){fmax(share - half, 0), fmin(share + half, 1)};
}

double confidence_error(double share, double std_error) {
    return share > 0 && share < 1 && std_error > no_error * share * (1 - share) ? std_error : 0;
}

static double half_width(const struct confidence *confidence, double std_error) {
    return distribution_normal_quantile(0.5 + confidence->level / 2) * std_error;
}

/* A tiny standard error can leave a limit one unit on the wrong side of the estimate. */
static struct confidence_limits around(struct confidence_limits limits, double share) {
    return (struct confidence_limits){fmin(limits.low, share), fmax(limits.high, share)};
}

struct confidence_limits confidence_survival(const struct confidence *confidence, double survival, double std_error,
                                             double people) {
    if (isnan(survival))
        return (struct confidence_limits){nan(""), nan("")};
    if (!(survival > 0 && survival < 1))
        return limits_at_end(confidence, survival, people);
    if (!(confidence_error(survival, std_error) > 0))
        return (struct confidence_limits){0, 1};
    double half = half_width(confidence, std_error);
    switch (confidence->type) {
    case CONFIDENCE_LOG: return around(limits_log(survival, half), survival);
    case CONFIDENCE_PLAIN: return limits_plain(survival, half);
    case CONFIDENCE_LOG_LOG: break;
    }
    return around(limits_log_log(survival, half), survival);
}

struct confidence_limits confidence_incidence(const struct confidence *confidence, double incidence, double std_error,
                                              double people) {
    if (isnan(incidence))
        return (struct confidence_limits){nan(""), nan("")};
    if (!(incidence > 0 && incidence < 1))
        return limits_at_end(confidence, incidence, people);
    if (!(confidence_error(incidence, std_error) > 0))
        return (struct confidence_limits){0, 1};
    double half = half_width(confidence, std_error);
    switch (confidence->type) {
    case CONFIDENCE_LOG: return around(limits_log(incidence, half), incidence);
    case CONFIDENCE_PLAIN: return limits_plain(incidence, half);
    case CONFIDENCE_LOG_LOG: break;
    }
    /* log(1 - F) by log1p: early incidences are small and 1 - F would lose them. */
    double log_rest = log1p(-incidence), width = exp(half / ((1 - incidence) * -log_rest));
    return around((struct confidence_limits){-expm1(log_rest / width), -expm1(log_rest * width)}, incidence);
}

/* What the event that ends a curve leaves of the exact limit of none: of m people, m what the point before is worth,
 * and no wider than that one's, `high` of what is left. An error of 0 (one person with several rows) says nothing. */
static double limit_of_none(const struct confidence *confidence, const struct interval *before, double high,
                            double people) {
    double tail = log((1 - confidence->level) / 2);
    if (before != NULL && confidence_error(before->estimate, before->std_error) > 0) {
        double spread = before->estimate * (1 - before->estimate), error = before->std_error;
        return fmin(-expm1(tail * error * error / spread), high);
    }
    return people > 0 ? -expm1(tail / people) : 1;
}

struct confidence_limits confidence_survival_end(const struct confidence *confidence, const struct interval *before,
                                                 double people) {
    return (struct confidence_limits){0,
                                      limit_of_none(confidence, before, before != NULL ? before->ci_high : 1, people)};
}

struct confidence_limits confidence_incidence_end(const struct confidence *confidence, const struct interval *before,
                                                  double people) {
    return (struct confidence_limits){
        1 - limit_of_none(confidence, before, before != NULL ? 1 - before->ci_low : 1, people), 1};
}
