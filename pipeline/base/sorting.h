/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting in order. Tables mostly come in the order that is wanted: to see that costs one pass, to sort them again a
 * dozen. */
#ifndef SWITCHBACK_BASE_SORTING_H
#define SWITCHBACK_BASE_SORTING_H

#include <stddef.h>

/* qsort, unless the items are in order already; what compares equal keeps its order then, and only then for certain. */
void sorting_ensure(void *items, size_t n, size_t size, int (*compare)(const void *, const void *));

/* Names as people order them: bytewise, but runs of digits by their value (site 2, site 10; doses-9.csv, doses-10.csv,
 * doses-2026-01.csv). */
int sorting_compare_names(const char *a, const char *b);

#endif
