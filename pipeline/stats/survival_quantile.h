/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_SURVIVAL_QUANTILE_H
#define SWITCHBACK_STATS_SURVIVAL_QUANTILE_H

#include <stddef.h>

#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"

/*
 * Inverts a step curve and its limits: what stats/kaplan_meier.h says under kaplan_meier_quantile.
 *
 * survival_quantile: a falling curve S; finds where S falls below 1 - p.
 * incidence_quantile: a rising curve F; finds where F rises above p. When F never does, the
 *   quantile is not reached, as it may never be with competing causes.
 * points[i] belongs to sets[i].
 */
enum stats_status survival_quantile(const struct risk_set *sets, const struct interval *points, size_t n_points,
                                    double p, struct interval *out);
enum stats_status incidence_quantile(const struct risk_set *sets, const struct interval *points, size_t n_points,
                                     double p, struct interval *out);

#endif
