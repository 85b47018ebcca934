/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/benjamini_hochberg.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "stats/order.h"

/* From the largest p down: the rate at which all up to this one are found, never above that of the next. */
static void adjust(const double *p, const uint32_t *order, size_t m, double *q) {
    double least = 1;
    for (size_t rank = m; rank-- > 0;) {
        double rate = (double)m / (double)(rank + 1) * p[order[rank]];
        least = rate < least ? rate : least;
        q[order[rank]] = least;
    }
}

/* What is no test comes last. Returns the number of tests in *m. */
static enum stats_status sort_tests(const double *p, size_t n, uint32_t *order, size_t *m) {
    double *key = malloc((n + 1) * sizeof *key);
    if (key == NULL)
        return STATS_NO_MEMORY;
    *m = 0;
    for (size_t i = 0; i < n; i++) {
        key[i] = isnan(p[i]) ? 2 : p[i];
        *m += isnan(p[i]) ? 0 : 1;
    }
    order_start(n, order);
    enum stats_status status = order_sort(key, n, order);
    free(key);
    return status;
}

enum stats_status benjamini_hochberg(const double *p, size_t n, double *q) {
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (p[i] < 0 || p[i] > 1)
            return STATS_INVALID;
    uint32_t *order = malloc((n + 1) * sizeof *order);
    if (order == NULL)
        return STATS_NO_MEMORY;
    enum stats_status status = sort_tests(p, n, order, &m);
    if (status == STATS_OK) {
        adjust(p, order, m, q);
        for (size_t rank = m; rank < n; rank++)
            q[order[rank]] = nan("");
    }
    free(order);
    return status;
}
