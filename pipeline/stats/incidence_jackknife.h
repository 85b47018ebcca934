/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_INCIDENCE_JACKKNIFE_H
#define SWITCHBACK_STATS_INCIDENCE_JACKKNIFE_H

#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * The part of stats/aalen_johansen.h that finds standard errors: sets causes[k][i].std_error of the cumulative
 * incidence of each cause k + 1 at every counts->sets[i] of the same group, in O(rows x causes). STATS_NO_MEMORY.
 */
enum stats_status incidence_jackknife(const struct survival_group *group, const struct risk_sets *counts,
                                      struct interval *const causes[]);

#endif
