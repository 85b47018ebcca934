/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/order.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 8, BUCKETS = 256 };

/* Unsigned order of the result is the numeric order of the keys; adding 0.0 turns -0.0 into 0.0. */
static uint64_t key_bits(double key) {
    uint64_t bits;
    double value = key + 0.0;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (UINT64_C(1) << 63);
}

static size_t key_byte(double key, unsigned byte) { return (size_t)(key_bits(key) >> (8 * byte)) & 0xff; }

static void count_bytes(const double *key, size_t n, size_t count[BYTES][BUCKETS]) {
    memset(count, 0, sizeof(size_t) * BYTES * BUCKETS);
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = key_bits(key[i]);
        for (unsigned byte = 0; byte < BYTES; byte++)
            count[byte][(bits >> (8 * byte)) & 0xff]++;
    }
}

static void scatter(const double *key, size_t n, unsigned byte, const size_t *count, const uint32_t *from,
                    uint32_t *into) {
    size_t next[BUCKETS], total = 0;
    for (size_t bucket = 0; bucket < BUCKETS; bucket++) {
        next[bucket] = total;
        total += count[bucket];
    }
    for (size_t i = 0; i < n; i++)
        into[next[key_byte(key[from[i]], byte)]++] = from[i];
}

void order_start(size_t n, uint32_t *order) {
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
}

enum stats_status order_sort(const double *key, size_t n, uint32_t *order) {
    if (n > UINT32_MAX)
        return STATS_INVALID;
    size_t(*count)[BUCKETS] = malloc(BYTES * sizeof *count);
    uint32_t *spare = malloc((n + 1) * sizeof *spare);
    if (count == NULL || spare == NULL) {
        free(count);
        free(spare);
        return STATS_NO_MEMORY;
    }
    count_bytes(key, n, count);
    uint32_t *from = order, *into = spare;
    for (unsigned byte = 0; byte < BYTES && n > 0; byte++) {
        if (count[byte][key_byte(key[0], byte)] == n)
            continue;
        scatter(key, n, byte, count[byte], from, into);
        uint32_t *swap = from;
        from = into;
        into = swap;
    }
    if (from != order)
        memcpy(order, from, n * sizeof *order);
    free(count);
    free(spare);
    return STATS_OK;
}

enum stats_status order_sort_codes(const int32_t *code, size_t n_codes, size_t n, uint32_t *order) {
    if (n > UINT32_MAX)
        return STATS_INVALID;
    size_t *next = calloc(n_codes + 1, sizeof *next);
    uint32_t *sorted = malloc((n + 1) * sizeof *sorted);
    enum stats_status status = next != NULL && sorted != NULL ? STATS_OK : STATS_NO_MEMORY;
    for (size_t i = 0; status == STATS_OK && i < n; i++)
        next[code[i] + 1]++;
    for (size_t i = 0; status == STATS_OK && i < n_codes; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; status == STATS_OK && i < n; i++)
        sorted[next[code[order[i]]]++] = order[i];
    if (status == STATS_OK)
        memcpy(order, sorted, n * sizeof *order);
    free(next);
    free(sorted);
    return status;
}
