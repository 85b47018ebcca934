/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_CONFIDENCE_H
#define SWITCHBACK_STATS_CONFIDENCE_H

#include "stats/interval.h"

/*
 * Pointwise two-sided limits of a survival share S or of a cumulative incidence F, from its
 * standard error on its own scale.
 *   log-log  S: S^exp(-+ z se / (S |log S|)); F: the same for 1 - F (complementary log-log)
 *   log      S exp(-+ z se / S), upper limit at most 1; the same for F
 *   plain    S -+ z se, cut to [0, 1]
 * Where nobody or everybody has had the event (S or F exactly 1 or 0) the standard error is 0 and
 * says nothing: the limits are the exact binomial ones on the `people` at risk. Nor does an error of 0 between them, as
 * that of one person with several rows, whose influences cancel: the limits are 0 and 1.
 *
 * Source: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd ed., p. 18;
 * Borgan & Liestol, Scand J Stat 1990, 17:35.
 * Checked against: R survival 3.5-3 survfit(conf.type = "log-log" | "log" | "plain"), which gives
 * [1, 1] and NA at the ends.
 */
enum confidence_type { CONFIDENCE_LOG_LOG, CONFIDENCE_LOG, CONFIDENCE_PLAIN };

struct confidence {
    enum confidence_type type;
    double level; /* 0.95 */
};

struct confidence_limits {
    double low, high;
};

struct confidence_limits confidence_survival(const struct confidence *confidence, double survival, double std_error,
                                             double people);
struct confidence_limits confidence_incidence(const struct confidence *confidence, double incidence, double std_error,
                                              double people);

/*
 * The limits of a survival that has come to 0, and of an incidence that has come to 1. `before`: the point before it,
 * NULL none; `people`: at risk when it came there. The event that brings it there takes away all that its variance
 * could be told from, so the other limit is the exact one of m people who all had it, 1 - ((1 - level) / 2)^(1 / m) of
 * survival: m = p (1 - p) / variance, the number of people that the point before is worth, and never wider than there;
 * `people` where that point is 0 or 1, or has no error. Of 20 who all leave on one day: 0 to .168.
 */
struct confidence_limits confidence_survival_end(const struct confidence *confidence, const struct interval *before,
                                                 double people);
struct confidence_limits confidence_incidence_end(const struct confidence *confidence, const struct interval *before,
                                                  double people);

/* The standard error of a share: 0 where that is 0 or 1, and where it is but what rounding left of influences that
 * cancel. */
double confidence_error(double share, double std_error);

#endif
