/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cox_limit.h"

#include <stdint.h>
#include <stdlib.h>

#include "stats/order.h"

/* Rows at risk, the one with the largest value on top. Those that have not entered yet, as time goes back, are taken
 * out when they come to the top: nobody looks below it. */
struct heap {
    const double *value;
    uint32_t *rows;
    size_t n;
};

static void swap(uint32_t *a, uint32_t *b) {
    uint32_t keep = *a;
    *a = *b;
    *b = keep;
}

static void heap_push(struct heap *heap, uint32_t row) {
    size_t at = heap->n++;
    heap->rows[at] = row;
    for (; at > 0 && heap->value[heap->rows[at]] > heap->value[heap->rows[(at - 1) / 2]]; at = (at - 1) / 2)
        swap(&heap->rows[at], &heap->rows[(at - 1) / 2]);
}

static void heap_pop(struct heap *heap) {
    heap->rows[0] = heap->rows[--heap->n];
    for (size_t at = 0, child; (child = 2 * at + 1) < heap->n; at = child) {
        if (child + 1 < heap->n && heap->value[heap->rows[child + 1]] > heap->value[heap->rows[child]])
            child++;
        if (!(heap->value[heap->rows[child]] > heap->value[heap->rows[at]]))
            return;
        swap(&heap->rows[child], &heap->rows[at]);
    }
}

/* Time goes back, so whoever enters at `time` or later is never at risk again. */
static double largest_at_risk(struct heap *heap, const double *entry, double time) {
    while (entry != NULL && !(entry[heap->rows[0]] < time))
        heap_pop(heap);
    return heap->value[heap->rows[0]];
}

static bool rises_in(const struct survival_group *group, struct heap *heap, double tolerance) {
    const struct survival_sample *sample = group->sample;
    heap->n = 0;
    for (size_t end = group->n_rows, from; end > 0; end = from) {
        double time = sample->exit[group->by_exit[end - 1]], largest;
        for (from = end; from > 0 && !(sample->exit[group->by_exit[from - 1]] < time); from--)
            heap_push(heap, group->by_exit[from - 1]);
        largest = largest_at_risk(heap, sample->entry, time);
        for (size_t i = from; i < end; i++) {
            uint32_t row = group->by_exit[i];
            if (sample->event[row] > 0 && heap->value[row] < largest - tolerance)
                return false;
        }
    }
    return true;
}

enum stats_status cox_limit_rises(const struct survival_split *strata, const double *value, double tolerance,
                                  bool *rises) {
    struct heap heap = {.value = value, .rows = calloc(strata->sample->n_rows + 1, sizeof *heap.rows)};
    if (heap.rows == NULL)
        return STATS_NO_MEMORY;
    *rises = true;
    for (size_t s = 0; s < strata->n_groups && *rises; s++) {
        struct survival_group group = survival_split_group(strata, s);
        *rises = rises_in(&group, &heap, tolerance);
    }
    free(heap.rows);
    return STATS_OK;
}

/* Work arrays of the split. */
struct finer {
    int32_t *code;   /* by row of the sample: the new stratum, -1 none */
    double *value;   /* of one stratum's rows, by place */
    uint32_t *order; /* of these by value */
};

static enum stats_status finer_open(struct finer *finer, size_t n_rows) {
    finer->code = malloc((n_rows + 1) * sizeof *finer->code);
    finer->value = malloc((n_rows + 1) * sizeof *finer->value);
    finer->order = malloc((n_rows + 1) * sizeof *finer->order);
    if (finer->code == NULL || finer->value == NULL || finer->order == NULL)
        return STATS_NO_MEMORY;
    for (size_t row = 0; row < n_rows; row++)
        finer->code[row] = -1;
    return STATS_OK;
}

static void finer_close(struct finer *finer) {
    free(finer->code);
    free(finer->value);
    free(finer->order);
}

/* Numbers the values of one stratum's rows, from *next on. */
static enum stats_status number_values(struct finer *finer, const struct survival_group *group, const double *value,
                                       double tolerance, int32_t *next) {
    for (size_t i = 0; i < group->n_rows; i++)
        finer->value[i] = value[group->by_exit[i]];
    order_start(group->n_rows, finer->order);
    enum stats_status status = order_sort(finer->value, group->n_rows, finer->order);
    for (size_t i = 0; status == STATS_OK && i < group->n_rows; i++) {
        double above = i == 0 ? 0 : finer->value[finer->order[i]] - finer->value[finer->order[i - 1]];
        *next += above > tolerance;
        finer->code[group->by_exit[finer->order[i]]] = *next;
    }
    *next += group->n_rows > 0;
    return status;
}

static size_t count_filled(const struct survival_split *strata) {
    size_t n = 0;
    for (size_t s = 0; s < strata->n_groups; s++)
        n += strata->start[s + 1] > strata->start[s];
    return n;
}

enum stats_status cox_limit_split(const struct survival_split *strata, const double *value, double tolerance,
                                  struct survival_split *out) {
    struct finer finer;
    int32_t n_strata = 0;
    enum stats_status status = finer_open(&finer, strata->sample->n_rows);
    for (size_t s = 0; status == STATS_OK && s < strata->n_groups; s++) {
        struct survival_group group = survival_split_group(strata, s);
        status = number_values(&finer, &group, value, tolerance, &n_strata);
    }
    if (status == STATS_OK && (size_t)n_strata == count_filled(strata))
        status = STATS_NOT_ESTIMABLE;
    if (status == STATS_OK)
        status = survival_split_build(strata->sample, finer.code, (size_t)n_strata, out);
    finer_close(&finer);
    return status;
}
