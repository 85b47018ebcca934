/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_data.h"

#include <math.h>

size_t curve_length(const struct curve *curve, double x_max) {
    size_t n = 0;

    for (size_t i = 0; i < curve->rows.n; i++) {
        const struct estimate *row = curve->rows.rows[i];
        if (row->time_days > x_max + 1e-9 || row->at_risk < NUMBERS_LEAST_FOLLOWED)
            break;
        if (number_is_shown(row))
            n = i + 1;
    }
    return n;
}

const struct estimate *curve_at(const struct curve *curve, double day) {
    for (size_t i = 0; i < curve->rows.n; i++)
        if (fabs(curve->rows.rows[i]->time_days - day) < 1e-6)
            return curve->rows.rows[i];
    return NULL;
}

double curve_value(const struct curve *curve, double day) {
    double value = curve->start;

    for (size_t i = 0; i < curve->rows.n && curve->rows.rows[i]->time_days <= day + 1e-9; i++)
        if (number_is_shown(curve->rows.rows[i]))
            value = curve->rows.rows[i]->estimate;
    return value;
}

double curve_last_day(const struct curve *curve, double x_max) {
    double last = 0;

    for (size_t i = 0, n = curve_length(curve, x_max); i < n; i++)
        if (number_is_shown(curve->rows.rows[i]))
            last = curve->rows.rows[i]->time_days;
    return last;
}

double curve_last_value(const struct curve *curve, double x_max) {
    double value = curve->start;

    for (size_t i = 0, n = curve_length(curve, x_max); i < n; i++)
        if (number_is_shown(curve->rows.rows[i]))
            value = curve->rows.rows[i]->estimate;
    return value;
}

double curve_people(const struct curve *curve) {
    for (size_t i = 0; i < curve->rows.n; i++)
        if (number_is_shown(curve->rows.rows[i]))
            return curve->rows.rows[i]->n;
    return (double)NAN;
}

/* At risk just before the first row's day, where that is one of the first. */
double curve_followed_from_start(const struct curve *curve) {
    const struct estimate *first = curve->rows.n > 0 ? curve->rows.rows[0] : NULL;
    double people = curve_people(curve);
    bool is_early = first != NULL && first->time_days <= 1 && number_is_shown(first);

    return is_early && first->at_risk < people ? first->at_risk : people;
}
