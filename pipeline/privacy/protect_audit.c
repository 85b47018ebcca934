/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_audit.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ROUNDS = 64 };

/* The range of values a small count must keep: 1 to one fewer than the class is wide. */
static const double least_told = 1;

struct bounds {
    double *low, *high;
};

static void begin_bounds(const double *values, size_t n, double width, const bool *hidden, struct bounds bounds) {
    for (size_t i = 0; i < n; i++) {
        bool known = !hidden[i] && !isnan(values[i]);
        bounds.low[i] = known ? protect_counts_class_low(values[i], width) : 0;
        bounds.high[i] = known ? protect_counts_class_high(values[i], width) : (double)INFINITY;
    }
}

static bool tighten(struct bounds bounds, size_t row, double low, double high) {
    bool changed = false;

    if (low > bounds.low[row] + 0.5) {
        bounds.low[row] = low;
        changed = true;
    }
    if (high < bounds.high[row] - 0.5) {
        bounds.high[row] = high;
        changed = true;
    }
    return changed;
}

/* Sums of the bounds of a sum's parts, leaving out the part `except`. */
static void add_parts(const struct protect_sum *sum, struct bounds bounds, size_t except, double *low, double *high) {
    *low = 0;
    *high = 0;
    for (size_t i = 0; i < sum->n_parts; i++) {
        if (i == except)
            continue;
        *low += bounds.low[sum->parts[i]];
        *high += bounds.high[sum->parts[i]];
    }
}

/* What the other members say of part i; of the total for i = n_parts. */
static void imply(const struct protect_sum *sum, struct bounds bounds, size_t i, double *low, double *high) {
    double others_low, others_high;

    add_parts(sum, bounds, i, &others_low, &others_high);
    if (i == sum->n_parts) {
        *low = others_low - sum->slack;
        *high = sum->is_open ? (double)INFINITY : others_high + sum->slack;
        return;
    }
    *low = sum->is_open || isinf(others_high) ? 0 : bounds.low[sum->total] - others_high - sum->slack;
    *high = bounds.high[sum->total] - others_low + sum->slack;
}

static size_t member(const struct protect_sum *sum, size_t i) { return i < sum->n_parts ? sum->parts[i] : sum->total; }

static bool propagate_sum(const struct protect_sum *sum, struct bounds bounds) {
    bool changed = false;

    for (size_t i = 0; i <= sum->n_parts; i++) {
        double low, high;
        imply(sum, bounds, i, &low, &high);
        changed |= tighten(bounds, member(sum, i), low, high);
    }
    return changed;
}

void protect_audit_bounds(const double *values, size_t n_rows, const struct protect_sums *sums, double width,
                          const bool *hidden, double *low, double *high) {
    struct bounds bounds = {low, high};
    bool changed = true;

    begin_bounds(values, n_rows, width, hidden, bounds);
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < sums->n_sums; i++)
            changed |= propagate_sum(&sums->sums[i], bounds);
    }
}

/* What an audit works on. */
struct audit {
    const double *values;
    size_t n_rows, n_real;
    const struct protect_sums *sums;
    const struct protect_limits *limits;
    bool *hidden;
};

enum { NONE = -1 };

static bool can_be_withheld(const struct audit *audit, size_t row) {
    return row < audit->n_real && !audit->hidden[row] && audit->values[row] > 0;
}

/* The smallest released part of a sum, or its total when no part is; NONE when all is withheld. */
static ptrdiff_t smallest_released(const struct audit *audit, const struct protect_sum *sum) {
    ptrdiff_t smallest = NONE;

    for (size_t i = 0; i < sum->n_parts; i++) {
        size_t row = sum->parts[i];
        if (can_be_withheld(audit, row) && (smallest == NONE || audit->values[row] < audit->values[smallest]))
            smallest = (ptrdiff_t)row;
    }
    if (smallest == NONE && can_be_withheld(audit, sum->total))
        smallest = (ptrdiff_t)sum->total;
    return smallest;
}

/* Does the sum say more of a small member than it may? */
static bool tells(const struct audit *audit, const struct protect_sum *sum, struct bounds bounds) {
    for (size_t i = 0; i <= sum->n_parts; i++) {
        double low, high;
        if (!protect_counts_is_small(audit->values[member(sum, i)], audit->limits))
            continue;
        imply(sum, bounds, i, &low, &high);
        if (low > least_told || high < audit->limits->width - 1)
            return true;
    }
    return false;
}

/* Withholds one more member of the first sum that tells; false when there is nothing more to withhold. */
static bool withhold_more(const struct audit *audit, struct bounds bounds) {
    for (size_t i = 0; i < audit->sums->n_sums; i++) {
        const struct protect_sum *sum = &audit->sums->sums[i];
        ptrdiff_t row = tells(audit, sum, bounds) ? smallest_released(audit, sum) : NONE;
        if (row == NONE)
            continue;
        audit->hidden[row] = true;
        return true;
    }
    return false;
}

/* Members that are no numbers take no part. */
static void measure_slack(const double *values, const struct protect_sums *sums) {
    for (size_t i = 0; i < sums->n_sums; i++) {
        struct protect_sum *sum = &sums->sums[i];
        double parts = 0;
        for (size_t j = 0; j < sum->n_parts; j++)
            parts += isnan(values[sum->parts[j]]) ? 0 : values[sum->parts[j]];
        sum->slack = sum->is_open || isnan(values[sum->total]) ? 0 : fabs(values[sum->total] - parts);
    }
}

enum protect_status protect_audit(const double *values, size_t n_rows, size_t n_real, const struct protect_sums *sums,
                                  const struct protect_limits *limits, bool *hidden) {
    const struct audit audit = {values, n_rows, n_real, sums, limits, hidden};
    struct bounds bounds = {calloc(n_rows + 1, sizeof(double)), calloc(n_rows + 1, sizeof(double))};
    bool had_memory = bounds.low != NULL && bounds.high != NULL;

    for (size_t i = 0; i < n_rows; i++)
        hidden[i] = hidden[i] || protect_counts_is_small(values[i], limits);
    measure_slack(values, sums);
    if (had_memory)
        do
            protect_audit_bounds(values, n_rows, sums, limits->width, hidden, bounds.low, bounds.high);
        while (withhold_more(&audit, bounds));
    free(bounds.low);
    free(bounds.high);
    return had_memory ? PROTECT_OK : PROTECT_NO_MEMORY;
}

void protect_sums_free(struct protect_sums *sums) {
    for (size_t i = 0; i < sums->n_sums; i++)
        free(sums->sums[i].parts);
    free(sums->sums);
    *sums = (struct protect_sums){NULL, 0, 0};
}
