/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_COX_SUMS_H
#define SWITCHBACK_STATS_COX_SUMS_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/status.h"

/*
 * Inside of the Cox model: sum w, sum w x, sum w x x' (lower triangle, second[i * stride + j]) over some rows.
 *
 * Exact sums also keep what rounding took from each number (Knuth's two-sum), so that rows may be taken out again:
 * where weights differ by many powers of ten, a plain difference of those left would be nothing but rounding. After
 * adding and taking out, cox_sums_settle makes the sums the nearest numbers again.
 *
 * Source: Knuth, The Art of Computer Programming 2, 4.2.2, theorem B.
 */
enum { COX_LANES = 2 };

/* As many numbers at once, by vector instructions where there are any. */
typedef double cox_lanes __attribute__((vector_size(COX_LANES * sizeof(double))));

struct cox_sums {
    size_t n_terms, stride; /* stride: a multiple of COX_LANES */
    double count, weight;
    double *first, *second;
    double *rest; /* of the weight, then first, then second; NULL: plain sums */
};

/* All 0; freed with cox_sums_free. STATS_NO_MEMORY. */
enum stats_status cox_sums_alloc(struct cox_sums *sums, size_t n_terms, size_t stride, bool exact);
void cox_sums_free(struct cox_sums *sums);
void cox_sums_clear(struct cox_sums *sums);

/* Adds (sign 1) or takes out (-1) a row of `stride` covariates. */
void cox_sums_add(struct cox_sums *sums, const double *x, double weight, double sign);

/* Adds rows that follow each other, as cox_sums_add does one after the other: the same sums to the last bit. */
void cox_sums_add_rows(struct cox_sums *sums, const double *x, const double *weight, size_t n);

/* Adds the plain sums of other rows. Both plain. */
void cox_sums_join(struct cox_sums *sums, const struct cox_sums *more);

/* Nothing to do for plain sums. */
void cox_sums_settle(struct cox_sums *sums);

#endif
