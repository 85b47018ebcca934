/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_ORDER_H
#define SWITCHBACK_STATS_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * Ascending order of numbers, as row numbers. Many whole numbers of a small range, as days are, are counted and put in
 * place. Many decimals are sorted in three passes by their size, and then rows nearly equal among themselves. All else,
 * and decimals that lie too unevenly for that, by a radix sort on the bits of the double, one byte at a time, that
 * skips the bytes which all keys share. Needs 4 bytes a row beside the result, for many decimals 16.
 *
 * order_start: 0 .. n - 1.
 * order_sort: permutes `order` (a permutation of 0 .. n - 1) so that key[order[i]] ascends; rows with equal keys keep
 *   the order they had, so sorting by several keys goes from the last to the first. Keys are finite; -0.0 and 0.0 are
 *   the same.
 * order_sort_codes: the same for whole numbers 0 .. n_codes - 1.
 * STATS_NO_MEMORY; STATS_INVALID: n over 2^32 - 1.
 */
void order_start(size_t n, uint32_t *order);
enum stats_status order_sort(const double *key, size_t n, uint32_t *order);
enum stats_status order_sort_codes(const int32_t *code, size_t n_codes, size_t n, uint32_t *order);

#endif
