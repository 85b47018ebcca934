/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_INTERVAL_H
#define SWITCHBACK_STATS_INTERVAL_H

/* One estimate with its uncertainty, all on the estimate's own scale. NaN: not known. */
struct interval {
    double estimate;
    double std_error;
    double ci_low;
    double ci_high;
};

#endif
