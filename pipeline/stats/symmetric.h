/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_SYMMETRIC_H
#define SWITCHBACK_STATS_SYMMETRIC_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Symmetric positive semi-definite matrices, full storage, matrix[i * n + j], small n.
 *
 * symmetric_factor: in-place L D L' in the lower triangle (D on the diagonal). A pivot below
 *   1e-10 of its original diagonal marks a variable that is a combination of those before it: its
 *   pivot becomes 0, dependent[i] true (dependent may be NULL), and it is left out of what follows,
 *   which makes solve and inverse generalised. Returns the rank.
 * symmetric_solve: x such that matrix x = b for a factored matrix; in place in `vector`; 0 for
 *   left-out variables.
 * symmetric_invert: the inverse of a factored matrix into `inverse`, full; 0 for left-out variables.
 * symmetric_quadratic: vector' matrix^- vector for a factored matrix; `work` has n places.
 *
 * Source: Golub & Van Loan, Matrix Computations, 4.1. The left-out rule is that of R survival's
 * cholesky2.
 */
size_t symmetric_factor(double *matrix, size_t n, bool *dependent);
void symmetric_solve(const double *factor, size_t n, double *vector);
void symmetric_invert(const double *factor, size_t n, double *inverse);
double symmetric_quadratic(const double *factor, size_t n, const double *vector, double *work);

#endif
