/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_order.h"

#include <stdlib.h>
#include <string.h>

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
int protect_order_number(const struct protect_row *a, const struct protect_row *b) {
    const int orders[] = {strcmp(a->analysis, b->analysis), strcmp(a->rule, b->rule), strcmp(a->measure, b->measure),
                          strcmp(a->subgroup, b->subgroup), compare_times(a, b)};

    return first_of(orders, sizeof orders / sizeof orders[0]);
}

int protect_order_people(const struct protect_row *a, const struct protect_row *b) {
    const int orders[] = {strcmp(a->analysis, b->analysis), strcmp(a->rule, b->rule),   strcmp(a->measure, b->measure),
                          strcmp(a->group_by, b->group_by), strcmp(a->group, b->group), compare_times(a, b)};

    return first_of(orders, sizeof orders / sizeof orders[0]);
}

/* The same curve, day by day. */
int protect_order_curve(const struct protect_row *a, const struct protect_row *b) {
    const int orders[] = {strcmp(a->analysis, b->analysis), strcmp(a->rule, b->rule),
                          strcmp(a->measure, b->measure),   strcmp(a->group_by, b->group_by),
                          strcmp(a->group, b->group),       strcmp(a->subgroup, b->subgroup)};

    return first_of(orders, sizeof orders / sizeof orders[0]);
}

int protect_order_days(const struct protect_row *a, const struct protect_row *b) {
    int order = protect_order_curve(a, b);

    return order != 0 ? order : compare_times(a, b);
}

int protect_order_groupings(const struct protect_row *a, const struct protect_row *b) {
    int order = protect_order_number(a, b);

    return order != 0 ? order : strcmp(a->group_by, b->group_by);
}

static int compare_indices(const void *left, const void *right, void *context) {
    const struct protect_order *order = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int found = order->compare(&order->rows[a], &order->rows[b]);

    return found != 0 ? found : (a > b) - (a < b);
}

size_t *protect_order_sort(struct protect_order *order, size_t n_rows) {
    size_t *indices = calloc(n_rows + 1, sizeof *indices);

    if (indices == NULL)
        return NULL;
    for (size_t i = 0; i < n_rows; i++)
        indices[i] = i;
    qsort_r(indices, n_rows, sizeof *indices, compare_indices, order);
    return indices;
}

/* The end of the run of rows from `begin` on that compare as equal. */
size_t protect_order_run_end(const struct protect_order *order, const size_t *indices, size_t begin, size_t n) {
    size_t end = begin + 1;

    while (end < n && order->compare(&order->rows[indices[begin]], &order->rows[indices[end]]) == 0)
        end++;
    return end;
}
