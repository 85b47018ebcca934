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

/* The upper limit when nobody of n had the event. */
static double upper_of_none(double n) { return 1 - pow(0.025, 1 / n); }

struct ends {
    double low, high; /* not rounded */
};

static struct ends ends_of(int n, int h, double width) {
    return (struct ends){fmin(fmax(count_class_low(h, width) - 0.5, 0) / count_class_high(n, width), 1),
                         fmin((count_class_high(h, width) + 0.5) / count_class_low(n, width), 1)};
}

/* How far rounding moves a number from the middle. */
static double points_of(struct ends ends) { return 50 * (hundredths_up(ends.high) - hundredths_down(ends.low)); }

bool release_range_is_told(int n, int h, double width) {
    return n > 0 && h >= 0 && points_of(ends_of(n, h, width)) <= RELEASE_RANGE_MOST + tiny;
}

static void add_chance(struct release_range *range, struct ends ends, const struct class_row *row, double width) {
    double n = count_class_low(row->n, width), seen = class_part_share(row->seen) * n,
           at_risk = class_part_share(row->at_risk) * n;

    range->likely_low = fmin(hundredths_down(wilson(ends.low, seen, -1)), range->low);
    range->likely_high = fmax(hundredths_up(wilson(ends.high, seen, 1)), range->high);
    if (row->h == 0)
        range->likely_high = fmax(range->likely_high, hundredths_up(upper_of_none(fmax(at_risk, width + 1))));
}

struct release_range release_range_of(const struct class_row *row, double width) {
    struct release_range range = {false, (double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};

    if (!row->is_followed || !release_range_is_told(row->n, row->h, width))
        return range;
    const struct ends ends = ends_of(row->n, row->h, width);
    range.is_told = true;
    range.low = hundredths_down(ends.low);
    range.high = hundredths_up(ends.high);
    add_chance(&range, ends, row, width);
    if (row->h > 0 && points_of(ends) <= RELEASE_RANGE_NUMBER + tiny)
        range.estimate = floor((range.low + range.high) * 50 + 0.5 + tiny) / 100;
    return range;
}

static double rest(double share) { return round(100 - share * 100) / 100; }

struct release_range release_range_of_rest(const struct class_row *row, double width) {
    struct release_range with = release_range_of(row, width);

    return (struct release_range){.is_told = with.is_told,
                                  .estimate = rest(with.estimate),
                                  .low = rest(with.high),
                                  .high = rest(with.low),
                                  .likely_low = rest(with.likely_high),
                                  .likely_high = rest(with.likely_low)};
}
