/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/part_of_mean_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/order.h"

void part_of_mean_rows_close(struct part_of_mean_rows *rows) {
    survival_split_free(&rows->split);
    survival_split_free(&rows->groups);
    free(rows->members);
    free(rows->strata);
    free(rows->by_exit);
    free(rows->by_entry);
    free(rows->ascending);
    free(rows->seen);
}

/* Of all rows people have one number, whatever group they are in. */
static enum stats_status sort_members(const struct part_of_mean_request *request, struct part_of_mean_rows *rows) {
    size_t n = request->rows->n_rows;
    enum stats_status status;

    order_start(n, rows->members);
    status = order_sort_codes(rows->all.person, (size_t)rows->all.n_people, n, rows->members);
    return status != STATS_OK ? status : order_sort_codes(request->group, request->n_groups, n, rows->members);
}

enum stats_status part_of_mean_rows_open(const struct part_of_mean_request *request, struct part_of_mean_rows *rows) {
    size_t n = request->rows->n_rows + 1;
    enum stats_status status = survival_split_build(request->rows, NULL, 1, &rows->split);

    if (status == STATS_OK)
        status = survival_split_build(request->rows, request->group, request->n_groups, &rows->groups);
    if (status != STATS_OK)
        return status;
    rows->all = survival_split_group(&rows->split, 0);
    rows->members = calloc(n, sizeof *rows->members);
    rows->strata = calloc(request->n_strata + 1, sizeof *rows->strata);
    rows->by_exit = calloc(n, sizeof *rows->by_exit);
    rows->by_entry = calloc(n, sizeof *rows->by_entry);
    rows->ascending = calloc(n, sizeof *rows->ascending);
    rows->seen = calloc((size_t)rows->all.n_people + 1, 1);
    if (rows->members == NULL || rows->strata == NULL || rows->by_exit == NULL || rows->by_entry == NULL ||
        rows->ascending == NULL || rows->seen == NULL)
        return STATS_NO_MEMORY;
    for (uint32_t i = 0; request->stratum != NULL && i < rows->all.n_rows; i++)
        rows->strata[request->stratum[i]].n += 1;
    return sort_members(request, rows);
}

/* Copies those rows of an order that lie in strata of the group. */
static size_t select_rows(const struct part_of_mean_request *request, struct part_of_mean_rows *rows, bool within,
                          const uint32_t *order, uint32_t *selected) {
    size_t n = 0;

    for (uint32_t i = 0; i < rows->all.n_rows; i++) {
        uint32_t row = order == NULL ? i : order[i];
        selected[n] = row;
        n += part_of_mean_stratum(request, rows, within, row)->n_group > 0;
    }
    return n;
}

/* Marks the strata; were they the same for the group before? */
static bool mark_beside(const struct part_of_mean_request *request, bool within, struct part_of_mean_rows *rows) {
    bool same = rows->beside.n_rows > 0;

    for (size_t s = 0; s < request->n_strata; s++) {
        struct stratum *stratum = &rows->strata[s];
        bool is_beside = !within || stratum->n_group > 0;
        same = same && (stratum->is_beside == is_beside || !(stratum->n > 0));
        stratum->is_beside = is_beside;
    }
    return same;
}

void part_of_mean_rows_select(const struct part_of_mean_request *request, bool within, struct part_of_mean_rows *rows) {
    if (mark_beside(request, within, rows))
        return;
    rows->counted_at = nan("");
    rows->beside = rows->all;
    rows->beside.n_rows = select_rows(request, rows, within, NULL, rows->ascending);
    select_rows(request, rows, within, rows->all.by_exit, rows->by_exit);
    rows->beside.by_exit = rows->by_exit;
    if (rows->all.by_entry == NULL)
        return;
    select_rows(request, rows, within, rows->all.by_entry, rows->by_entry);
    rows->beside.by_entry = rows->by_entry;
}

static void count_members(const struct part_of_mean_request *request, int32_t group, bool within,
                          struct part_of_mean_rows *rows) {
    const size_t *start = &rows->groups.start[group];

    rows->whole = (struct stratum){.n = (double)rows->all.n_rows};
    for (size_t s = 0; s < request->n_strata; s++)
        rows->strata[s].n_group = rows->strata[s].influence = 0;
    for (size_t k = start[0]; k < start[1]; k++)
        part_of_mean_stratum(request, rows, within, rows->members[k])->n_group += 1;
}

static void set_weight(struct stratum *stratum) {
    if (!(stratum->n > 0))
        return;
    stratum->weight = stratum->n_group / stratum->n;
    for (int member = 0; member < 2; member++)
        stratum->shift[member] = (member - stratum->weight) / stratum->n;
}

enum stats_status part_of_mean_rows_turn(const struct part_of_mean_request *request, int32_t group, bool within,
                                         struct part_of_mean_rows *rows) {
    struct stratum *strata = within ? rows->strata : &rows->whole;
    double n_group = 0, n_others = 0;

    count_members(request, group, within, rows);
    for (size_t s = 0; s < (within ? request->n_strata : 1); s++) {
        set_weight(&strata[s]);
        n_group += strata[s].n_group;
        n_others += strata[s].n_group > 0 ? strata[s].n - strata[s].n_group : 0;
    }
    return !(n_group > 0) ? STATS_EMPTY : !(n_others > 0) ? STATS_NOT_ESTIMABLE : STATS_OK;
}

static bool is_at_risk(const struct survival_sample *rows, uint32_t row, double time) {
    return (rows->entry == NULL || rows->entry[row] < time) && !(rows->exit[row] < time);
}

double part_of_mean_rows_count_group(const struct part_of_mean_rows *rows, int32_t group, double time) {
    const size_t *start = &rows->groups.start[group];
    int32_t counted = -1;
    double n = 0;

    for (size_t k = start[0]; k < start[1]; k++) {
        int32_t person = rows->all.person[rows->members[k]];
        if (person == counted || !is_at_risk(rows->all.sample, rows->members[k], time))
            continue;
        counted = person;
        n += 1;
    }
    return n;
}

double part_of_mean_rows_count_beside(struct part_of_mean_rows *rows, double time) {
    double n = 0;

    if (rows->counted_at >= time && rows->counted_at <= time)
        return rows->counted;
    memset(rows->seen, 0, (size_t)rows->all.n_people);
    for (size_t i = 0; i < rows->beside.n_rows; i++) {
        unsigned char *seen = &rows->seen[rows->all.person[rows->ascending[i]]];
        if (*seen || !is_at_risk(rows->all.sample, rows->ascending[i], time))
            continue;
        *seen = 1;
        n += 1;
    }
    rows->counted_at = time;
    rows->counted = n;
    return n;
}

double part_of_mean_rows_correlation(const struct part_of_mean_request *request, const struct part_of_mean_rows *rows,
                                     bool within) {
    const struct stratum *strata = within ? rows->strata : &rows->whole;
    double n_group = 0, sum = 0;

    for (size_t s = 0; s < (within ? request->n_strata : 1); s++) {
        n_group += strata[s].n_group;
        sum += strata[s].n > 0 ? strata[s].n_group * strata[s].n_group / strata[s].n : 0;
    }
    return sqrt(sum / n_group);
}
