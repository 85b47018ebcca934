/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_ORDER_H
#define SWITCHBACK_STATS_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * Ascending order of numbers, as row numbers, stable. A radix sort on the bits of the double, one
 * byte at a time, that skips the bytes which all keys share: whole days take two or three passes,
 * any decimals at most eight. Needs 4 bytes a row beside the result.
 *
 * `key` has `n` finite values (n <= 2^32 - 1); `order` receives 0 .. n-1 permuted so that
 * key[order[i]] ascends. -0.0 and 0.0 are the same key.
 * STATS_NO_MEMORY; STATS_INVALID: n too large.
 */
enum stats_status order_sort(const double *key, size_t n, uint32_t *order);

#endif
