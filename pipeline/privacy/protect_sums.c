/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "privacy/protect_order.h"

enum { NONE = -1 };

/* The value of a quantity of a row. */
static size_t value_of(size_t row, enum protect_quantity quantity, size_t n_rows) {
    return (size_t)quantity * n_rows + row;
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
    /* cppcheck-suppress memleak ; the sums own the copy */
    return PROTECT_OK;
}

/* What the catalogue says of the row's analysis: its rows are those that are in it. */
static const struct analysis_sums *sums_of(const struct protect_row *row) {
    return &catalogue_find(row->analysis)->sums;
}

static bool are_equal(const char *name, const char *text) { return name != NULL && strcmp(name, text) == 0; }

/* Do the groups of the row's grouping make up all? The fields of a reflection do not: each has the same reflections. */
static bool is_of_people(const struct protect_row *row) {
    return (row->kind == PROTECT_SURVIVAL || row->kind == PROTECT_INCIDENCE || row->kind == PROTECT_COUNT ||
            row->kind == PROTECT_PORTION) &&
           !are_equal(sums_of(row)->overlapping, row->group_by);
}

/* One run of a grouping; the total of its block is remembered when it comes, as it sorts first. */
static enum protect_status take_grouping(const struct protect_row *rows, size_t n_rows, const size_t *run, size_t n,
                                         ptrdiff_t *total, struct protect_sums *sums) {
    const struct protect_row *first = &rows[run[0]];
    enum protect_status status = PROTECT_OK;
    size_t *parts;

    if (*first->group_by == '\0') {
        *total = (ptrdiff_t)run[0];
        return PROTECT_OK;
    }
    if (*total == NONE || protect_order_number(first, &rows[*total]) != 0 || !is_of_people(first))
        return PROTECT_OK;
    parts = calloc(n + 1, sizeof *parts);
    if (parts == NULL)
        return PROTECT_NO_MEMORY;
    for (int quantity = PROTECT_HELD; quantity < PROTECT_QUANTITIES && status == PROTECT_OK; quantity++) {
        for (size_t i = 0; i < n; i++)
            parts[i] = value_of(run[i], (enum protect_quantity)quantity, n_rows);
        status = add_sum(sums, value_of((size_t)*total, (enum protect_quantity)quantity, n_rows), parts, n, false);
    }
    free(parts);
    return status;
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
        const struct analysis_sums *known = sums_of(&rows[i]);
        ptrdiff_t first, returned;
        if (rows[i].kind != PROTECT_SURVIVAL || known->parts[0] == NULL)
            continue;
        first = find_row(rows, n_rows, &rows[i], known->parts[0]);
        returned = find_row(rows, n_rows, &rows[i], known->parts[1]);
        if (first != NONE && returned != NONE)
            status = add_sum(sums, value_of(i, PROTECT_AT_RISK, n_rows),
                             (const size_t[]){value_of((size_t)first, PROTECT_AT_RISK, n_rows),
                                              value_of((size_t)returned, PROTECT_AT_RISK, n_rows)},
                             2, false);
    }
    return status;
}

enum protect_status protect_sums_of_groups(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums) {
    struct protect_order order = {rows, protect_order_groupings};
    size_t *indices = protect_order_sort(&order, n_rows);
    enum protect_status status = indices == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;
    ptrdiff_t total = NONE;

    for (size_t begin = 0, end; status == PROTECT_OK && begin < n_rows; begin = end) {
        end = protect_order_run_end(&order, indices, begin, n_rows);
        status = take_grouping(rows, n_rows, indices + begin, end - begin, &total, sums);
    }
    free(indices);
    return status != PROTECT_OK ? status : add_orders(rows, n_rows, sums);
}

/* One count that two rows show. */
static enum protect_status add_sameness(size_t a, size_t b, enum protect_quantity quantity, size_t n_rows,
                                        const double *values, struct protect_sums *sums) {
    size_t left = value_of(a, quantity, n_rows), right = value_of(b, quantity, n_rows);

    if (!(fabs(values[left] - values[right]) < 0.5))
        return PROTECT_OK;
    return add_sum(sums, left, &right, 1, false);
}

/* Those with the event and those without are all; of those without, some may be followed no longer. */
static enum protect_status add_split(size_t row, size_t n_rows, const double *values, struct protect_sums *sums) {
    size_t held = value_of(row, PROTECT_HELD, n_rows), whole = value_of(row, PROTECT_WHOLE, n_rows);
    size_t rest = value_of(row, PROTECT_REST, n_rows), at_risk = value_of(row, PROTECT_AT_RISK, n_rows);
    enum protect_status status = add_sum(sums, whole, (const size_t[]){held, rest}, 2, false);

    if (status != PROTECT_OK || isnan(values[at_risk]))
        return status;
    return add_sum(sums, whole, (const size_t[]){held, at_risk}, 2,
                   values[held] + values[at_risk] < values[whole] - 0.5);
}

/* Exits of each kind make up all, on the day and since the day before. */
static enum protect_status add_exits(size_t n_rows, size_t all, const size_t *run, size_t n,
                                     struct protect_sums *sums) {
    size_t *parts = calloc(n + 1, sizeof *parts);
    enum protect_status status = parts == NULL ? PROTECT_NO_MEMORY : add_sum(sums, all, run, n, false);

    for (size_t i = 0; status == PROTECT_OK && i < n; i++)
        parts[i] = value_of(run[i], PROTECT_BETWEEN, n_rows);
    if (status == PROTECT_OK)
        status = add_sum(sums, value_of(all, PROTECT_BETWEEN, n_rows), parts, n, false);
    free(parts);
    return status;
}

/* The rows of one question on one day of the same people: a survival, or one incidence a kind of exit. */
static enum protect_status take_causes(const struct protect_row *rows, size_t n_rows, const double *values,
                                       const size_t *run, size_t n, struct protect_sums *sums) {
    const struct protect_row *first = &rows[run[0]];
    enum protect_status status = PROTECT_OK;
    const char *whole;
    ptrdiff_t all;

    if (first->kind == PROTECT_SURVIVAL)
        return add_split(run[0], n_rows, values, sums);
    if (first->kind != PROTECT_INCIDENCE)
        return PROTECT_OK;
    whole = sums_of(first)->survival;
    all = whole == NULL ? NONE : find_row(rows, n_rows, first, whole);
    if (all != NONE)
        status = add_exits(n_rows, (size_t)all, run, n, sums);
    for (size_t i = 0; i < n && status == PROTECT_OK; i++) {
        size_t other = i > 0 ? run[i - 1] : all != NONE ? (size_t)all : run[i];
        if (other == run[i])
            continue;
        status = add_sameness(run[i], other, PROTECT_WHOLE, n_rows, values, sums);
        if (status == PROTECT_OK)
            status = add_sameness(run[i], other, PROTECT_AT_RISK, n_rows, values, sums);
    }
    return status != PROTECT_OK ? status : add_sum(sums, value_of(run[0], PROTECT_WHOLE, n_rows), run, n, true);
}

/* Those with the event later are those of before and those between, who were followed before; with delayed entry and
 * censoring the second is only nearly so, or an upper limit. */
static enum protect_status add_next_day(size_t earlier, size_t later, size_t n_rows, double *values,
                                        struct protect_sums *sums) {
    size_t held = value_of(earlier, PROTECT_HELD, n_rows), between = value_of(later, PROTECT_BETWEEN, n_rows);
    size_t later_held = value_of(later, PROTECT_HELD, n_rows), followed = value_of(later, PROTECT_AT_RISK, n_rows);
    size_t was_followed = value_of(earlier, PROTECT_AT_RISK, n_rows);
    double gone = values[was_followed] - values[followed];
    enum protect_status status;

    if (!(values[held] <= values[later_held]))
        return PROTECT_OK;
    values[between] = values[later_held] - values[held];
    status = add_sum(sums, later_held, (const size_t[]){held, between}, 2, false);
    if (status != PROTECT_OK || !(gone >= values[between]))
        return status;
    return add_sum(sums, was_followed, (const size_t[]){followed, between}, 2, gone > values[between] + 0.5);
}

enum protect_status protect_sums_of_days(const struct protect_row *rows, size_t n_rows, double *values,
                                         struct protect_sums *sums) {
    struct protect_order order = {rows, protect_order_days};
    size_t *indices = protect_order_sort(&order, n_rows);
    enum protect_status status = indices == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;

    for (size_t i = 1; status == PROTECT_OK && i < n_rows; i++) {
        const struct protect_row *later = &rows[indices[i]];
        if ((later->kind == PROTECT_SURVIVAL || later->kind == PROTECT_INCIDENCE) &&
            protect_order_curve(&rows[indices[i - 1]], later) == 0)
            status = add_next_day(indices[i - 1], indices[i], n_rows, values, sums);
    }
    free(indices);
    return status;
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
            are_equal(sums_of(&rows[i])->overlapping, rows[i].group_by) &&
            are_equal(sums_of(&rows[i])->one_code, rows[i].group))
            parts[n++] = i;
    if (n > 0)
        status = add_sum(sums, value_of(parts[0], PROTECT_WHOLE, n_rows), parts, n, false);
    free(parts);
    return status;
}

enum protect_status protect_sums_of_causes(const struct protect_row *rows, size_t n_rows, const double *values,
                                           struct protect_sums *sums) {
    struct protect_order order = {rows, protect_order_people};
    size_t *indices = protect_order_sort(&order, n_rows);
    enum protect_status status = indices == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;

    for (size_t begin = 0, end; status == PROTECT_OK && begin < n_rows; begin = end) {
        end = protect_order_run_end(&order, indices, begin, n_rows);
        status = take_causes(rows, n_rows, values, indices + begin, end - begin, sums);
        if (begin > 0 && status == PROTECT_OK &&
            protect_row_same_people(&rows[indices[begin]], &rows[indices[begin - 1]]))
            status = add_sameness(indices[begin], indices[begin - 1], PROTECT_WHOLE, n_rows, values, sums);
    }
    free(indices);
    return status != PROTECT_OK ? status : add_stages(rows, n_rows, sums);
}
