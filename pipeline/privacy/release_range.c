/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/release_range.h"

#include <math.h>

#include "privacy/count_class.h"

static const double tiny = 1e-9;

/* direction -1: the lower limit, 1: the upper one. */
static double wilson(double share, double n, double direction) {
    const double z = 1.959963984540054;
    double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));

    return fmin(fmax(centre + direction * half, 0), 1);
}

static double hundredths_down(double share) { return floor(share * 100 + tiny) / 100; }
static double hundredths_up(double share) { return ceil(share * 100 - tiny) / 100; }

struct release_range release_range_of(int n, int h, double width) {
    struct release_range range = {false, (double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    double n_low = count_class_low(n, width), low, high, points;

    if (n <= 0 || h < 0)
        return range;
    low = fmin(fmax(count_class_low(h, width) - 0.5, 0) / count_class_high(n, width), 1);
    high = fmin((count_class_high(h, width) + 0.5) / n_low, 1);
    points = 50 * (hundredths_up(high) - hundredths_down(low));
    if (points > RELEASE_RANGE_MOST + tiny)
        return range;
    range.is_told = true;
    range.low = hundredths_down(low);
    range.high = hundredths_up(high);
    range.likely_low = fmin(hundredths_down(wilson(low, n_low / 2, -1)), range.low);
    range.likely_high = fmax(hundredths_up(wilson(high, n_low / 2, 1)), range.high);
    if (h > 0 && points <= RELEASE_RANGE_NUMBER + tiny)
        range.estimate = floor((range.low + range.high) * 50 + 0.5 + tiny) / 100;
    return range;
}

static double rest(double share) { return round(100 - share * 100) / 100; }

struct release_range release_range_of_rest(int n, int h, double width) {
    struct release_range with = release_range_of(n, h, width);

    return (struct release_range){.is_told = with.is_told,
                                  .estimate = rest(with.estimate),
                                  .low = rest(with.high),
                                  .high = rest(with.low),
                                  .likely_low = rest(with.likely_high),
                                  .likely_high = rest(with.likely_low)};
}
