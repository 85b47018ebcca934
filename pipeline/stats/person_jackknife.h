/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_PERSON_JACKKNIFE_H
#define SWITCHBACK_STATS_PERSON_JACKKNIFE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * Sums of squared influences over people while time goes on, when a person's influence is left - rows A(t): `rows`
 * rows at risk now, each losing what a common curve A gains, and `left` what rows that entered and ended have left
 * behind. As sum (left - rows A)^2 = sum left^2 - 2 A sum left rows + A^2 sum rows^2, the three sums change only when
 * a row enters or ends: a whole curve of variances costs O(rows).
 *
 * A row that enters adds (A, +1); one that ends adds (jump - A, -1), A as it is then, `jump` its own event's share.
 */
struct person_jackknife {
    double *left, *rows; /* by person */
    long double left_left, left_rows, rows_rows, largest;
};

/* All zero; free in any case. STATS_NO_MEMORY. */
enum stats_status person_jackknife_alloc(struct person_jackknife *jackknife, size_t n_people);
void person_jackknife_free(struct person_jackknife *jackknife);

void person_jackknife_change(struct person_jackknife *jackknife, int32_t person, double left, double rows);
/* The sum of squares with A = `curve`. */
double person_jackknife_sum(struct person_jackknife *jackknife, double curve);

#endif
