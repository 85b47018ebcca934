/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/symmetric.h"

static const double dependence = 1e-10;

/* Left-looking: row i of L from the rows above it, so the diagonal that is compared with the pivot
 * is still the original one. For left-out columns L and D are 0 and drop out of every sum. */
static double factor_row(double *matrix, size_t n, size_t i) {
    double pivot = matrix[i * n + i];
    for (size_t j = 0; j < i; j++) {
        double sum = matrix[i * n + j]; /* D_j L_ij after the loop */
        for (size_t k = 0; k < j; k++)
            sum -= matrix[i * n + k] * matrix[k * n + k] * matrix[j * n + k];
        double diagonal = matrix[j * n + j];
        matrix[i * n + j] = diagonal > 0 ? sum / diagonal : 0;
        pivot -= matrix[i * n + j] * matrix[i * n + j] * diagonal;
    }
    return pivot;
}

size_t symmetric_factor(double *matrix, size_t n, bool *dependent) {
    size_t rank = 0;
    for (size_t i = 0; i < n; i++) {
        double original = matrix[i * n + i], pivot = factor_row(matrix, n, i);
        bool keep = original > 0 && pivot > dependence * original;
        matrix[i * n + i] = keep ? pivot : 0;
        for (size_t j = 0; !keep && j < i; j++)
            matrix[i * n + j] = 0;
        if (dependent != NULL)
            dependent[i] = !keep;
        rank += keep;
    }
    return rank;
}

void symmetric_solve(const double *factor, size_t n, double *vector) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            vector[i] -= factor[i * n + j] * vector[j];
    for (size_t i = 0; i < n; i++)
        vector[i] = factor[i * n + i] > 0 ? vector[i] / factor[i * n + i] : 0;
    for (size_t i = n; i-- > 0;)
        for (size_t j = i + 1; j < n; j++)
            vector[i] -= factor[j * n + i] * vector[j];
}

void symmetric_invert(const double *factor, size_t n, double *inverse) {
    for (size_t column = 0; column < n; column++) {
        /* Row `column` of the result is column `column` of the inverse, which is the same. */
        double *unit = inverse + column * n;
        for (size_t i = 0; i < n; i++)
            unit[i] = i == column && factor[i * n + i] > 0 ? 1 : 0;
        symmetric_solve(factor, n, unit);
    }
}

double symmetric_quadratic(const double *factor, size_t n, const double *vector, double *work) {
    double value = 0;
    for (size_t i = 0; i < n; i++)
        work[i] = vector[i];
    symmetric_solve(factor, n, work);
    for (size_t i = 0; i < n; i++)
        value += vector[i] * work[i];
    return value;
}
