/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_sums.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = -1 };

struct order {
    const struct protect_row *rows;
    int (*compare)(const struct protect_row *a, const struct protect_row *b);
};

static int compare_times(const struct protect_row *a, const struct protect_row *b) {
    return protect_row_same_time(a, b) ? 0 : (a->time_days > b->time_days) - (a->time_days < b->time_days);
}

static int first_of(const int *orders, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

/* The same number of different groups: what stands together in a block. */
static int compare_number(const struct protect_row *a, const struct protect_row *b) {
    const int orders[] = {strcmp(a->analysis, b->analysis), strcmp(a->rule, b->rule), strcmp(a->measure, b->measure),
                          strcmp(a->subgroup, b->subgroup), compare_times(a, b)};

    return first_of(orders, sizeof orders / sizeof orders[0]);
}

static int compare_people(const struct protect_row *a, const struct protect_row *b) {
    const int orders[] = {strcmp(a->analysis, b->analysis), strcmp(a->rule, b->rule),   strcmp(a->measure, b->measure),
                          strcmp(a->group_by, b->group_by), strcmp(a->group, b->group), compare_times(a, b)};

    return first_of(orders, sizeof orders / sizeof orders[0]);
}

static int compare_groupings(const struct protect_row *a, const struct protect_row *b) {
    int order = compare_number(a, b);

    return order != 0 ? order : strcmp(a->group_by, b->group_by);
}

static int compare_indices(const void *left, const void *right, void *context) {
    const struct order *order = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int found = order->compare(&order->rows[a], &order->rows[b]);

    return found != 0 ? found : (a > b) - (a < b);
}

static size_t *sorted_indices(struct order *order, size_t n_rows) {
    size_t *indices = calloc(n_rows + 1, sizeof *indices);

    if (indices == NULL)
        return NULL;
    for (size_t i = 0; i < n_rows; i++)
        indices[i] = i;
    qsort_r(indices, n_rows, sizeof *indices, compare_indices, order);
    return indices;
}

/* The end of the run of rows from `begin` on that compare as equal. */
static size_t run_end(const struct order *order, const size_t *indices, size_t begin, size_t n) {
    size_t end = begin + 1;

    while (end < n && order->compare(&order->rows[indices[begin]], &order->rows[indices[end]]) == 0)
        end++;
    return end;
}

static enum protect_status add_sum(struct protect_sums *sums, size_t total, const size_t *parts, size_t n_parts,
                                   bool is_open) {
    size_t *copy = calloc(n_parts + 1, sizeof *copy);

    if (copy != NULL && sums->n_sums == sums->capacity) {
        size_t capacity = 2 * sums->capacity + 16;
        struct protect_sum *grown = realloc(sums->sums, capacity * sizeof *grown);
        if (grown != NULL) {
            sums->sums = grown;
            sums->capacity = capacity;
        }
    }
    if (copy == NULL || sums->n_sums == sums->capacity) {
        free(copy);
        return PROTECT_NO_MEMORY;
    }
    memcpy(copy, parts, n_parts * sizeof *copy);
    sums->sums[sums->n_sums++] = (struct protect_sum){total, copy, n_parts, is_open, 0};
    return PROTECT_OK;
}

static bool is_of_people(const struct protect_row *row) {
    return row->kind == PROTECT_SURVIVAL || row->kind == PROTECT_INCIDENCE || row->kind == PROTECT_COUNT;
}

/* One run of a grouping; the total of its block is remembered when it comes, as it sorts first. */
static enum protect_status take_grouping(const struct protect_row *rows, const size_t *run, size_t n, ptrdiff_t *total,
                                         struct protect_sums *sums) {
    const struct protect_row *first = &rows[run[0]];

    if (*first->group_by == '\0') {
        *total = (ptrdiff_t)run[0];
        return PROTECT_OK;
    }
    if (*total == NONE || compare_number(first, &rows[*total]) != 0 || !is_of_people(first))
        return PROTECT_OK;
    return add_sum(sums, (size_t)*total, run, n, false);
}

static ptrdiff_t find_row(const struct protect_row *rows, size_t n_rows, const struct protect_row *like,
                          const char *analysis) {
    for (size_t i = 0; i < n_rows; i++)
        if (rows[i].kind == PROTECT_SURVIVAL && strcmp(rows[i].analysis, analysis) == 0 &&
            strcmp(rows[i].rule, like->rule) == 0 && strcmp(rows[i].group_by, like->group_by) == 0 &&
            strcmp(rows[i].group, like->group) == 0 && protect_row_same_time(&rows[i], like))
            return (ptrdiff_t)i;
    return NONE;
}

static enum protect_status add_orders(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums) {
    enum protect_status status = PROTECT_OK;

    for (size_t i = 0; i < n_rows && status == PROTECT_OK; i++) {
        ptrdiff_t first, returned;
        if (rows[i].kind != PROTECT_SURVIVAL || strcmp(rows[i].analysis, "retention_all") != 0)
            continue;
        first = find_row(rows, n_rows, &rows[i], "retention_first");
        returned = find_row(rows, n_rows, &rows[i], "retention_returned");
        if (first != NONE && returned != NONE)
            status = add_sum(sums, i, (const size_t[]){(size_t)first, (size_t)returned}, 2, false);
    }
    return status;
}

enum protect_status protect_sums_of_groups(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums) {
    struct order order = {rows, compare_groupings};
    size_t *indices = sorted_indices(&order, n_rows);
    enum protect_status status = indices == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;
    ptrdiff_t total = NONE;

    for (size_t begin = 0, end; status == PROTECT_OK && begin < n_rows; begin = end) {
        end = run_end(&order, indices, begin, n_rows);
        status = take_grouping(rows, indices + begin, end - begin, &total, sums);
    }
    free(indices);
    return status != PROTECT_OK ? status : add_orders(rows, n_rows, sums);
}

static enum protect_status take_causes(const struct protect_row *rows, size_t n_rows, const size_t *run, size_t n,
                                       struct protect_sums *sums) {
    const struct protect_row *first = &rows[run[0]];
    enum protect_status status = PROTECT_OK;
    ptrdiff_t all;

    if (first->kind == PROTECT_SURVIVAL)
        return add_sum(sums, n_rows + run[0], (const size_t[]){run[0], 2 * n_rows + run[0]}, 2, false);
    if (first->kind != PROTECT_INCIDENCE)
        return PROTECT_OK;
    all = strcmp(first->analysis, "exits_first") == 0 ? find_row(rows, n_rows, first, "retention_first") : NONE;
    if (all != NONE)
        status = add_sum(sums, (size_t)all, run, n, false);
    return status != PROTECT_OK ? status : add_sum(sums, n_rows + run[0], run, n, true);
}

/* A reflection names one stage, so that stages add up; of the other fields it may name several codes. */
static enum protect_status add_stages(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums) {
    size_t *parts = calloc(n_rows + 1, sizeof *parts);
    enum protect_status status = PROTECT_OK;
    size_t n = 0;

    if (parts == NULL)
        return PROTECT_NO_MEMORY;
    for (size_t i = 0; i < n_rows; i++)
        if (rows[i].kind == PROTECT_PORTION && strcmp(rows[i].measure, "share") == 0 &&
            strcmp(rows[i].group_by, "stage") == 0)
            parts[n++] = i;
    if (n > 0)
        status = add_sum(sums, n_rows + parts[0], parts, n, false);
    free(parts);
    return status;
}

enum protect_status protect_sums_of_causes(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums) {
    struct order order = {rows, compare_people};
    size_t *indices = sorted_indices(&order, n_rows);
    enum protect_status status = indices == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;

    for (size_t begin = 0, end; status == PROTECT_OK && begin < n_rows; begin = end) {
        end = run_end(&order, indices, begin, n_rows);
        status = take_causes(rows, n_rows, indices + begin, end - begin, sums);
    }
    free(indices);
    return status != PROTECT_OK ? status : add_stages(rows, n_rows, sums);
}
