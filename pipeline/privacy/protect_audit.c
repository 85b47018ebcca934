/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 64, NONE = -1 };

/* Sums of a grid of sites x exits bound each other a little closer than one sum at a time shows. */
static const double margin = 3;

struct bounds {
    double *low, *high;
};

struct audit {
    const double *values;
    size_t n_rows;
    const struct protect_sums *sums;
    const struct protect_limits *limits;
    bool *hidden;  /* by row */
    bool *is_safe; /* by value: something was withheld for it in this pass */
    struct bounds bounds;
};

static bool is_told(const struct audit *audit, size_t value) {
    return value < PROTECT_REST * audit->n_rows && !audit->hidden[value % audit->n_rows] &&
           !isnan(audit->values[value]);
}

static void begin_bounds(const struct audit *audit) {
    double width = audit->limits->width;

    for (size_t i = 0; i < PROTECT_QUANTITIES * audit->n_rows; i++) {
        bool told = is_told(audit, i);
        audit->bounds.low[i] = told ? protect_counts_class_low(audit->values[i], width) : 0;
        audit->bounds.high[i] = told ? protect_counts_class_high(audit->values[i], width) : (double)INFINITY;
    }
}

static bool tighten(struct bounds bounds, size_t value, double low, double high) {
    bool changed = false;

    if (low > bounds.low[value] + 0.5) {
        bounds.low[value] = low;
        changed = true;
    }
    if (high < bounds.high[value] - 0.5) {
        bounds.high[value] = high;
        changed = true;
    }
    return changed;
}

static size_t member(const struct protect_sum *sum, size_t i) { return i < sum->n_parts ? sum->parts[i] : sum->total; }

/* What the other members say of member i. */
static void imply(const struct protect_sum *sum, struct bounds bounds, size_t i, double *low, double *high) {
    double others_low = 0, others_high = 0;

    for (size_t j = 0; j < sum->n_parts; j++) {
        if (j == i)
            continue;
        others_low += bounds.low[sum->parts[j]];
        others_high += bounds.high[sum->parts[j]];
    }
    if (i == sum->n_parts) {
        *low = others_low - sum->slack;
        *high = sum->is_open ? (double)INFINITY : others_high + sum->slack;
        return;
    }
    *low = sum->is_open || isinf(others_high) ? -(double)INFINITY : bounds.low[sum->total] - others_high - sum->slack;
    *high = bounds.high[sum->total] - others_low + sum->slack;
}

static bool propagate_sum(const struct protect_sum *sum, struct bounds bounds) {
    bool changed = false;

    for (size_t i = 0; i <= sum->n_parts; i++) {
        double low, high;
        imply(sum, bounds, i, &low, &high);
        changed |= tighten(bounds, member(sum, i), low, high);
    }
    return changed;
}

static void find_bounds(const struct audit *audit) {
    bool changed = true;

    begin_bounds(audit);
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < audit->sums->n_sums; i++)
            changed |= propagate_sum(&audit->sums->sums[i], audit->bounds);
    }
}

/* Does the sum say more of member i, a small count, than that it is 1 to 10? */
static bool tells(const struct audit *audit, const struct protect_sum *sum, size_t i) {
    bool is_between = member(sum, i) >= PROTECT_BETWEEN * audit->n_rows;
    double low, high, spare = is_between ? 0 : margin;

    imply(sum, audit->bounds, i, &low, &high);
    return low > (i < sum->n_parts ? 1 - spare : 0) + 0.5 || high < audit->limits->width - 1 + spare;
}

/* The member of whose small count the sum says more than it may; NONE. */
static ptrdiff_t told_member(const struct audit *audit, const struct protect_sum *sum) {
    for (size_t i = 0; i <= sum->n_parts; i++) {
        size_t value = member(sum, i);
        if (protect_counts_is_small(audit->values[value], audit->limits) && !audit->is_safe[value] &&
            tells(audit, sum, i))
            return (ptrdiff_t)value;
    }
    return NONE;
}

static bool is_smaller(const struct audit *audit, size_t value, ptrdiff_t than) {
    return is_told(audit, value) && audit->values[value] > 0 &&
           (than == NONE || audit->values[value] < audit->values[than]);
}

/* The smallest told part of a sum, or its total when no part is told; NONE when nothing is. */
static ptrdiff_t smallest_told(const struct audit *audit, const struct protect_sum *sum) {
    ptrdiff_t smallest = NONE;

    for (size_t i = 0; i < sum->n_parts; i++)
        if (is_smaller(audit, sum->parts[i], smallest))
            smallest = (ptrdiff_t)sum->parts[i];
    if (smallest == NONE && is_smaller(audit, sum->total, NONE))
        smallest = (ptrdiff_t)sum->total;
    return smallest;
}

/* Withholds one more row for every small count that is told; false when there is nothing more to withhold. */
static bool withhold_more(const struct audit *audit) {
    bool more = false;

    memset(audit->is_safe, 0, PROTECT_QUANTITIES * audit->n_rows);
    for (size_t i = 0; i < audit->sums->n_sums; i++) {
        const struct protect_sum *sum = &audit->sums->sums[i];
        ptrdiff_t told = told_member(audit, sum), smallest = told == NONE ? NONE : smallest_told(audit, sum);
        if (smallest == NONE)
            continue;
        audit->hidden[(size_t)smallest % audit->n_rows] = true;
        audit->is_safe[told] = true;
        more = true;
    }
    return more;
}

static void measure_slack(const double *values, const struct protect_sums *sums) {
    for (size_t i = 0; i < sums->n_sums; i++) {
        struct protect_sum *sum = &sums->sums[i];
        double parts = 0;
        for (size_t j = 0; j < sum->n_parts; j++)
            parts += isnan(values[sum->parts[j]]) ? 0 : values[sum->parts[j]];
        sum->slack = sum->is_open || isnan(values[sum->total]) ? 0 : fabs(values[sum->total] - parts);
    }
}

enum protect_status protect_audit(const double *values, size_t n_rows, const struct protect_sums *sums,
                                  const struct protect_limits *limits, bool *hidden) {
    size_t n_values = PROTECT_QUANTITIES * n_rows + 1;
    struct audit audit = {values, n_rows, sums, limits, hidden, calloc(n_values, sizeof(bool)), {NULL, NULL}};
    bool had_memory;

    audit.bounds.low = calloc(n_values, sizeof(double));
    audit.bounds.high = calloc(n_values, sizeof(double));
    had_memory = audit.is_safe != NULL && audit.bounds.low != NULL && audit.bounds.high != NULL;
    measure_slack(values, sums);
    if (had_memory)
        do
            find_bounds(&audit);
        while (withhold_more(&audit));
    free(audit.is_safe);
    free(audit.bounds.low);
    free(audit.bounds.high);
    return had_memory ? PROTECT_OK : PROTECT_NO_MEMORY;
}

void protect_sums_free(struct protect_sums *sums) {
    for (size_t i = 0; i < sums->n_sums; i++)
        free(sums->sums[i].parts);
    free(sums->sums);
    *sums = (struct protect_sums){NULL, 0, 0};
}
