/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Orders of rows that bring together what belongs to one sum.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_ORDER_H
#define SWITCHBACK_PRIVACY_PROTECT_ORDER_H

#include <stddef.h>

#include "privacy/protect_row.h"

struct protect_order {
    const struct protect_row *rows;
    int (*compare)(const struct protect_row *a, const struct protect_row *b);
};

/* The same number of different groups (analysis, rule, measure, subgroup, day); then by grouping. */
int protect_order_number(const struct protect_row *a, const struct protect_row *b);
int protect_order_groupings(const struct protect_row *a, const struct protect_row *b);

/* Different numbers of the same people on one day. */
int protect_order_people(const struct protect_row *a, const struct protect_row *b);

/* The same curve; then day by day. */
int protect_order_curve(const struct protect_row *a, const struct protect_row *b);
int protect_order_days(const struct protect_row *a, const struct protect_row *b);

/* The rows' indices in that order, equal ones as they came. NULL: no memory. The caller frees. */
size_t *protect_order_sort(struct protect_order *order, size_t n_rows);

/* The end of the run of rows from `begin` on that compare as equal. */
size_t protect_order_run_end(const struct protect_order *order, const size_t *indices, size_t begin, size_t n);

#endif
