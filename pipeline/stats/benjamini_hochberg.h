/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_BENJAMINI_HOCHBERG_H
#define SWITCHBACK_STATS_BENJAMINI_HOCHBERG_H

#include <stddef.h>

#include "stats/status.h"

/*
 * q-values of n tests: the smallest false discovery rate at which each would count as found.
 *   q_(i) = min over j >= i of min(1, m p_(j) / j), p_(1) <= ... <= p_(m)
 * A p of NaN is no test: its q is NaN, and it is not among the m. Any order; equal p have equal q. `q` may be `p`.
 *
 * STATS_INVALID: a p outside [0, 1]. STATS_NO_MEMORY.
 *
 * Source: Benjamini & Hochberg, JRSS B 1995, 57:289; as adjusted p-values Yekutieli & Benjamini, J Stat Plan Inference
 * 1999, 82:171.
 * Checked against: R 4.2 p.adjust(p, "BH"): 1e-15 relative (tests/reference/distribution.R).
 */
enum stats_status benjamini_hochberg(const double *p, size_t n, double *q);

#endif
