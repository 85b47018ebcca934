/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_data.h"

#include <math.h>

size_t curve_length(const struct curve *curve, double x_max) {
    size_t n = 0;

    for (size_t i = 0; i < curve->rows.n; i++) {
        const struct estimate *row = curve->rows.rows[i];
        if (row->time_days > x_max + 1e-9 || (!isnan(row->at_risk) && row->at_risk < NUMBERS_LEAST_FOLLOWED))
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

static bool is_on_grid(const struct curve *curve, double day) { return fabs(remainder(day, curve->grid)) < 1e-6; }

/* Does a value of the grid, day 0 among them, stand within half a step of this day? */
static bool has_grid_beside(const struct curve *curve, double day) {
    if (day < curve->grid / 2)
        return true;
    for (size_t i = 0; i < curve->rows.n; i++) {
        const struct estimate *row = curve->rows.rows[i];
        if (number_is_shown(row) && is_on_grid(curve, row->time_days) && fabs(row->time_days - day) < curve->grid / 2)
            return true;
    }
    return false;
}

bool curve_is_drawn(const struct curve *curve, const struct estimate *row) {
    return number_is_shown(row) &&
           (curve->grid <= 0 || is_on_grid(curve, row->time_days) || !has_grid_beside(curve, row->time_days));
}

double curve_value(const struct curve *curve, double day) {
    double value = curve->start;

    for (size_t i = 0; i < curve->rows.n && curve->rows.rows[i]->time_days <= day + 1e-9; i++)
        if (curve_is_drawn(curve, curve->rows.rows[i]))
            value = curve->rows.rows[i]->estimate;
    return value;
}

double curve_last_day(const struct curve *curve, double x_max) {
    double last = 0;

    for (size_t i = 0, n = curve_length(curve, x_max); i < n; i++)
        if (curve_is_drawn(curve, curve->rows.rows[i]))
            last = curve->rows.rows[i]->time_days;
    return last;
}

double curve_last_value(const struct curve *curve, double x_max) {
    double value = curve->start;

    for (size_t i = 0, n = curve_length(curve, x_max); i < n; i++)
        if (curve_is_drawn(curve, curve->rows.rows[i]))
            value = curve->rows.rows[i]->estimate;
    return value;
}

double curve_people(const struct curve *curve) {
    for (size_t i = 0; i < curve->rows.n; i++)
        if (number_is_shown(curve->rows.rows[i]))
            return curve->rows.rows[i]->n;
    return (double)NAN;
}
