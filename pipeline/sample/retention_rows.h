/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the estimates table for how long people stay: survival at the times of the run, median_days,
 * quantile_days, rmst_days; late_entries_left_out and survival_from where few are followed in the first days
 * (sample/curve_people.h); rmst_difference of each two groups, second minus first, of the same people as the means.
 */
#ifndef SWITCHBACK_SAMPLE_RETENTION_ROWS_H
#define SWITCHBACK_SAMPLE_RETENTION_ROWS_H

#include "sample/estimate_run.h"
#include "stats/confidence.h"
#include "stats/survival_sample.h"

struct retention_request {
    const double *quantiles; /* beside the median; borrowed */
    size_t n_quantiles;
    double tau; /* NaN: no restricted mean */
    struct confidence confidence;
};

/* A group with rows; run->row has its name. */
void retention_rows_write_group(struct estimate_run *run, const struct retention_request *wanted,
                                const struct survival_group *group);
void retention_rows_write_differences(struct estimate_run *run, const struct retention_request *wanted,
                                      const struct survival_split *split);

#endif
