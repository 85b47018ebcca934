/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_counts.h"

#include <math.h>

static double class_number(double count, double width) { return ceil(count / width); }

double protect_counts_class(double count, double width) {
    return count > 0 ? class_number(count, width) * width - (width - 1) / 2 : count;
}

double protect_counts_class_low(double count, double width) {
    return count > 0 ? (class_number(count, width) - 1) * width + 1 : 0;
}

double protect_counts_class_high(double count, double width) {
    return count > 0 ? class_number(count, width) * width : 0;
}

bool protect_counts_is_small(double count, const struct protect_limits *limits) {
    return count > 0 && count < limits->least;
}

static double whole_percent(double share) { return fmin(fmax(round(share * 100), 0), 100); }

struct protect_share protect_counts_share(double part, double whole, double known, double width) {
    const double z = 1.959963984540054;
    double p = fmin(protect_counts_class(part, width) / protect_counts_class(whole, width), 1);
    double n = fmin(known, protect_counts_class(whole, width));
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));

    return (struct protect_share){.percent = whole_percent(p),
                                  .low = fmin(whole_percent(centre - half), whole_percent(p)),
                                  .high = fmax(whole_percent(centre + half), whole_percent(p))};
}
