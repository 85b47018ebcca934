/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_sums.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4 /* rows */ };

static size_t count_second(const struct cox_sums *sums) { return sums->n_terms * sums->stride; }

enum stats_status cox_sums_alloc(struct cox_sums *sums, size_t n_terms, size_t stride, bool exact) {
    *sums = (struct cox_sums){.n_terms = n_terms, .stride = stride};
    sums->first = calloc(stride + 1, sizeof(double));
    sums->second = calloc(n_terms * stride + 1, sizeof(double));
    if (exact)
        sums->rest = calloc(1 + stride + n_terms * stride, sizeof(double));
    if (sums->first == NULL || sums->second == NULL || (exact && sums->rest == NULL))
        return STATS_NO_MEMORY;
    return STATS_OK;
}

void cox_sums_free(struct cox_sums *sums) {
    free(sums->first);
    free(sums->second);
    free(sums->rest);
    *sums = (struct cox_sums){0};
}

void cox_sums_clear(struct cox_sums *sums) {
    sums->count = sums->weight = 0;
    memset(sums->first, 0, sums->stride * sizeof(double));
    memset(sums->second, 0, count_second(sums) * sizeof(double));
    if (sums->rest != NULL)
        memset(sums->rest, 0, (1 + sums->stride + count_second(sums)) * sizeof(double));
}

/* row += wx x; the same sums in the same order. */
static inline void lanes_add(double *row, const double *x, double wx) {
    cox_lanes sum, more;
    memcpy(&sum, row, sizeof sum);
    memcpy(&more, x, sizeof more);
    sum += wx * more;
    memcpy(row, &sum, sizeof sum);
}

static inline void lanes_add_exactly(double *row, double *rest, const double *x, double wx) {
    cox_lanes sum, more, lost;
    memcpy(&sum, row, sizeof sum);
    memcpy(&more, x, sizeof more);
    memcpy(&lost, rest, sizeof lost);
    more = wx * more;
    cox_lanes total = sum + more, part = total - sum;
    lost += (sum - (total - part)) + (more - part);
    memcpy(row, &total, sizeof total);
    memcpy(rest, &lost, sizeof lost);
}

static inline void add_exactly(double *sum, double *rest, double more) {
    double total = *sum + more, part = total - *sum;
    *rest += (*sum - (total - part)) + (more - part);
    *sum = total;
}

static void add_row_exactly(struct cox_sums *sums, const double *x, double weight) {
    double *first = sums->rest + 1, *second = first + sums->stride;
    add_exactly(&sums->weight, sums->rest, weight);
    for (size_t k = 0; k < sums->n_terms; k++) {
        double wx = weight * x[k];
        add_exactly(&sums->first[k], &first[k], wx);
        for (size_t j = 0; j <= k; j += COX_LANES)
            lanes_add_exactly(sums->second + k * sums->stride + j, second + k * sums->stride + j, x + j, wx);
    }
}

/* The inner loop runs over the diagonal up to the next multiple of COX_LANES; nobody reads what lies there. */
void cox_sums_add(struct cox_sums *sums, const double *x, double weight, double sign) {
    weight *= sign;
    sums->count += sign;
    if (sums->rest != NULL) {
        add_row_exactly(sums, x, weight);
        return;
    }
    sums->weight += weight;
    for (size_t k = 0; k < sums->n_terms; k++) {
        double wx = weight * x[k], *row = sums->second + k * sums->stride;
        sums->first[k] += wx;
        for (size_t j = 0; j <= k; j += COX_LANES)
            lanes_add(row + j, x + j, wx);
    }
}

/* Four rows at once, each sum taken up and put down but once. */
static inline void lanes_add_four(double *row, const double *x, size_t stride, const double *wx) {
    cox_lanes sum, more[BLOCK];
    memcpy(&sum, row, sizeof sum);
    memcpy(&more[0], x, sizeof sum);
    memcpy(&more[1], x + stride, sizeof sum);
    memcpy(&more[2], x + 2 * stride, sizeof sum);
    memcpy(&more[3], x + 3 * stride, sizeof sum);
    sum += wx[0] * more[0];
    sum += wx[1] * more[1];
    sum += wx[2] * more[2];
    sum += wx[3] * more[3];
    memcpy(row, &sum, sizeof sum);
}

static void add_four(struct cox_sums *sums, const double *x, const double *weight) {
    size_t stride = sums->stride;
    double all = sums->weight;
    all += weight[0];
    all += weight[1];
    all += weight[2];
    all += weight[3];
    sums->weight = all;
    for (size_t k = 0; k < sums->n_terms; k++) {
        const double wx[BLOCK] = {weight[0] * x[k], weight[1] * x[stride + k], weight[2] * x[2 * stride + k],
                                  weight[3] * x[3 * stride + k]};
        double *row = sums->second + k * stride;
        sums->first[k] = (((sums->first[k] + wx[0]) + wx[1]) + wx[2]) + wx[3];
        for (size_t j = 0; j <= k; j += COX_LANES)
            lanes_add_four(row + j, x + j, stride, wx);
    }
}

void cox_sums_add_rows(struct cox_sums *sums, const double *x, const double *weight, size_t n) {
    size_t i = 0;
    for (; sums->rest == NULL && i + BLOCK <= n; i += BLOCK) {
        add_four(sums, x + i * sums->stride, weight + i);
        sums->count += BLOCK;
    }
    for (; i < n; i++)
        cox_sums_add(sums, x + i * sums->stride, weight[i], 1);
}

void cox_sums_join(struct cox_sums *sums, const struct cox_sums *more) {
    sums->count += more->count;
    sums->weight += more->weight;
    for (size_t k = 0; k < sums->stride; k++)
        sums->first[k] += more->first[k];
    for (size_t k = 0; k < count_second(sums); k++)
        sums->second[k] += more->second[k];
}

static void settle(double *sum, double *rest) {
    double lost = *rest;
    *rest = 0;
    add_exactly(sum, rest, lost);
}

void cox_sums_settle(struct cox_sums *sums) {
    if (sums->rest == NULL)
        return;
    double *first = sums->rest + 1, *second = first + sums->stride;
    settle(&sums->weight, sums->rest);
    for (size_t k = 0; k < sums->stride; k++)
        settle(&sums->first[k], &first[k]);
    for (size_t k = 0; k < count_second(sums); k++)
        settle(&sums->second[k], &second[k]);
}
