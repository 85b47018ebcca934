/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_INCIDENCE_JACKKNIFE_H
#define SWITCHBACK_STATS_INCIDENCE_JACKKNIFE_H

#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The part of stats/aalen_johansen.h that finds standard errors: sets points[i].std_error of the
 * cumulative incidence of `cause` at every counts->sets[i] of the same group, in O(rows).
 * STATS_NO_MEMORY.
 */
enum stats_status incidence_jackknife(const struct survival_group *group, const struct risk_sets *counts, int32_t cause,
                                      struct interval *points);

#endif
