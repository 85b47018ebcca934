/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/order.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = 8, BUCKETS = 256 };
enum { COARSE_BITS = 11, COARSE_BUCKETS = 1 << COARSE_BITS, MANY = 1 << 13, MOST_MOVES = 4 /* a row */ };
enum { MOST_VALUES = 1 << 14 /* of whole numbers that are counted */ };

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

/* One byte after the other, without those that all keys share. */
static enum stats_status sort_by_bytes(const double *key, size_t n, uint32_t *order) {
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

/* A row with its key as a whole number from 0 at the smallest to nearly 2^32 at the largest: in the same order, if not
 * as fine. */
struct coarse {
    uint32_t key, row;
};

static bool find_scale(const double *key, size_t n, double *low, double *scale) {
    double high = key[0];
    *low = key[0];
    for (size_t i = 1; i < n; i++) {
        *low = key[i] < *low ? key[i] : *low;
        high = key[i] > high ? key[i] : high;
    }
    *scale = (UINT32_MAX - 1) / (high - *low);
    return high > *low && isfinite(high - *low) && isfinite(*scale);
}

static void scatter_coarse(const struct coarse *from, size_t n, unsigned shift, struct coarse *into) {
    size_t next[COARSE_BUCKETS] = {0}, total = 0;
    for (size_t i = 0; i < n; i++)
        next[from[i].key >> shift & (COARSE_BUCKETS - 1)]++;
    for (size_t bucket = 0; bucket < COARSE_BUCKETS; bucket++) {
        size_t before = total;
        total += next[bucket];
        next[bucket] = before;
    }
    for (size_t i = 0; i < n; i++)
        into[next[from[i].key >> shift & (COARSE_BUCKETS - 1)]++] = from[i];
}

/* Puts rows of the same coarse key in order. False: too many of them are not, as where one key is far from all. */
static bool sort_nearly_equal(const double *key, struct coarse *rows, size_t n) {
    size_t moves = 0;
    for (size_t i = 1; i < n && moves < MOST_MOVES * n; i++) {
        struct coarse row = rows[i];
        size_t at = i;
        for (; at > 0 && rows[at - 1].key == row.key && key[rows[at - 1].row] > key[row.row]; at--, moves++)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
    return moves < MOST_MOVES * n;
}

/* Three passes whatever the keys, and straight through memory. *done is false, and the order as it was, where keys lie
 * too unevenly for that. */
static enum stats_status sort_by_size(const double *key, size_t n, uint32_t *order, bool *done) {
    double low, scale;
    *done = false;
    if (!find_scale(key, n, &low, &scale))
        return STATS_OK;
    struct coarse *rows = malloc(n * sizeof *rows), *spare = malloc(n * sizeof *spare);
    enum stats_status status = rows != NULL && spare != NULL ? STATS_OK : STATS_NO_MEMORY;
    if (status == STATS_OK) {
        for (size_t i = 0; i < n; i++)
            rows[i] = (struct coarse){(uint32_t)((key[order[i]] - low) * scale), order[i]};
        scatter_coarse(rows, n, 0, spare);
        scatter_coarse(spare, n, COARSE_BITS, rows);
        scatter_coarse(rows, n, 2 * COARSE_BITS, spare);
        *done = sort_nearly_equal(key, spare, n);
    }
    for (size_t i = 0; *done && i < n; i++)
        order[i] = spare[i].row;
    free(rows);
    free(spare);
    return status;
}

static size_t count_uneven_bytes(const double *key, size_t n) {
    uint64_t first = n > 0 ? key_bits(key[0]) : 0, differ = 0;
    size_t n_bytes = 0;
    for (size_t i = 0; i < n; i++)
        differ |= key_bits(key[i]) ^ first;
    for (unsigned byte = 0; byte < BYTES; byte++)
        n_bytes += (differ >> (8 * byte) & 0xff) != 0;
    return n_bytes;
}

/* Are all keys whole numbers, and few from the smallest to the largest? */
static bool are_whole(const double *key, size_t n, double *low, size_t *n_values) {
    double high = key[0];
    bool whole = true;
    *low = key[0];
    for (size_t i = 0; i < n && whole; i++) {
        *low = key[i] < *low ? key[i] : *low;
        high = key[i] > high ? key[i] : high;
        whole = high - *low < MOST_VALUES && fabs(key[i] - floor(key[i])) <= 0;
    }
    *n_values = whole ? (size_t)(high - *low) + 1 : 0;
    return whole;
}

/* Days, mostly: counted, then each row to its place. */
static enum stats_status sort_whole(const double *key, size_t n, uint32_t *order, double low, size_t n_values) {
    uint32_t *next = calloc(n_values + 1, sizeof *next), *sorted = malloc((n + 1) * sizeof *sorted);
    enum stats_status status = next != NULL && sorted != NULL ? STATS_OK : STATS_NO_MEMORY;
    for (size_t i = 0; status == STATS_OK && i < n; i++)
        next[(size_t)(key[i] - low) + 1]++;
    for (size_t i = 0; status == STATS_OK && i < n_values; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; status == STATS_OK && i < n; i++)
        sorted[next[(size_t)(key[order[i]] - low)]++] = order[i];
    if (status == STATS_OK)
        memcpy(order, sorted, n * sizeof *order);
    free(next);
    free(sorted);
    return status;
}

enum stats_status order_sort(const double *key, size_t n, uint32_t *order) {
    bool done = false;
    enum stats_status status = STATS_OK;
    double low;
    size_t n_values;
    if (n > UINT32_MAX)
        return STATS_INVALID;
    if (n >= MANY && are_whole(key, n, &low, &n_values))
        return sort_whole(key, n, order, low, n_values);
    if (n >= MANY && count_uneven_bytes(key, n) > 3)
        status = sort_by_size(key, n, order, &done);
    return status != STATS_OK || done ? status : sort_by_bytes(key, n, order);
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
