/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_MANTEL_HAENSZEL_H
#define SWITCHBACK_STATS_MANTEL_HAENSZEL_H

#include <stddef.h>

#include "stats/interval.h"
#include "stats/status.h"

/* One stratum: opportunities missed and kept, in the window that is asked about and in the others. */
struct mantel_haenszel_table {
    double missed, kept, other_missed, other_kept;
};

/* What strata add to the two sums of the odds ratio: for = missed other_kept / all, against = kept other_missed / all;
 * 0 and 0 where the stratum is empty. */
struct mantel_haenszel_sums {
    double in_favour, against;
};

struct mantel_haenszel_sums mantel_haenszel_terms(const struct mantel_haenszel_table *table);

/*
 * The odds ratio of n people, each with the sums of their own strata: sum in_favour / sum against. With `others` (n, of
 * the same people; NULL: none) it is divided by the odds ratio of these. Interval of `level` on the log scale, robust
 * by person: variance of the log = m / (m - 1) sum over people of (in_favour / all in favour - against / all against,
 * less the same of the others)^2, m: people with any sum. The quantile is Student's with the people of the first ratio
 * that have any sum less 1 degrees of freedom: few tell of it. std_error is that of the ratio (delta method).
 *
 * STATS_EMPTY: one of the sums is 0, or fewer than 2 people have any: no ratio can be told.
 *
 * Source: Mantel and Haenszel 1959; as an estimating equation, with the sandwich by cluster, Liang 1987; the ratio of
 * two: Suissa 1995, Greenland 1996 (case-time-control).
 * Checked against: the same formula in base R (tests/reference/signs.R).
 */
enum stats_status mantel_haenszel_ratio(const struct mantel_haenszel_sums people[],
                                        const struct mantel_haenszel_sums others[], size_t n, double level,
                                        struct interval *out);

#endif
