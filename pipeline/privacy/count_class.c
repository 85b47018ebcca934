/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/count_class.h"

#include <math.h>

int count_class(double count, double width) {
    if (isnan(count))
        return COUNT_CLASS_NONE;
    return count <= width ? 0 : (int)ceil(count / width) - 1;
}

double count_class_low(int class, double width) {
    if (class < 0)
        return (double)NAN;
    return class == 0 ? 0 : class * width + 1;
}

double count_class_high(int class, double width) { return class < 0 ? (double)NAN : (class + 1) * width; }

double count_magnitude(double rows) {
    double unit = 1000;

    if (!(rows >= unit))
        return 0;
    while (rows >= unit * 10)
        unit *= 10;
    return floor(rows / unit) * unit;
}
