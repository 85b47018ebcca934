/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/interval_check.h"

#include <math.h>
#include <stdlib.h>

#include "privacy/class_sums.h"
#include "privacy/count_class.h"
#include "privacy/release_range.h"

enum { NONE = -1, MOST_ROUNDS = 64 };

struct check {
    const struct class_table *table;
    const struct class_sums *sums;
    double width;
    bool *hidden; /* by value; of held and people alone */
    double *low, *high;
};

/* The class that a value is told as; COUNT_CLASS_NONE. */
static int told_class(const struct check *check, size_t value) {
    size_t n = check->table->n;
    const struct class_row *row = &check->table->rows[value % n];

    if (value >= CLASS_REST * n || check->hidden[value])
        return COUNT_CLASS_NONE;
    if (value >= CLASS_PEOPLE * n)
        return row->n;
    if (check->hidden[CLASS_PEOPLE * n + check->sums->people[value]] ||
        !release_range_is_told(row->n, row->h, check->width))
        return COUNT_CLASS_NONE;
    return row->h;
}

static void set_told(const struct check *check, size_t value) {
    int class = told_class(check, value);

    check->low[value] = class < 0 ? 0 : count_class_low(class, check->width);
    check->high[value] = class < 0 ? (double)INFINITY : count_class_high(class, check->width);
}

/* What is never told itself, from what it is the difference of: parts[1] of a total and parts[0]. */
static void set_difference(const struct check *check, const struct class_sum *sum) {
    size_t value = sum->parts[1];

    check->low[value] = fmax(check->low[sum->total] - check->high[sum->parts[0]], 0);
    check->high[value] = fmax(check->high[sum->total] - check->low[sum->parts[0]], 0);
}

static bool is_difference(const struct check *check, const struct class_sum *sum) {
    return sum->n_parts == 2 && sum->parts[1] >= CLASS_REST * check->table->n &&
           sum->parts[0] < CLASS_REST * check->table->n;
}

static size_t member(const struct class_sum *sum, size_t i) { return i < sum->n_parts ? sum->parts[i] : sum->total; }

/* All parts of a sum together. Bounds are whole numbers or infinite: taking one away again leaves what was there. */
struct together {
    double low, high; /* high: of those that have one */
    size_t n_open;    /* parts without an upper bound */
};

static void add_part(const struct check *check, size_t value, double sign, struct together *all) {
    bool is_open = isinf(check->high[value]);

    all->low += sign * check->low[value];
    all->high += is_open ? 0 : sign * check->high[value];
    all->n_open += is_open ? (sign > 0 ? 1 : (size_t)-1) : 0;
}

static struct together add_parts(const struct check *check, const struct class_sum *sum) {
    struct together all = {0, 0, 0};

    for (size_t i = 0; i < sum->n_parts; i++)
        add_part(check, sum->parts[i], 1, &all);
    return all;
}

/* What the other members say of member i. */
static void imply(const struct check *check, const struct class_sum *sum, const struct together *all, size_t i,
                  double *low, double *high) {
    struct together others = *all;
    double most;

    if (i < sum->n_parts)
        add_part(check, sum->parts[i], -1, &others);
    most = others.n_open > 0 ? (double)INFINITY : others.high;
    if (i == sum->n_parts) {
        *low = others.low;
        *high = most;
        return;
    }
    *low = isinf(most) ? 0 : fmax(check->low[sum->total] - most, 0);
    *high = check->high[sum->total] - others.low;
}

/* A count that is not told is bounded by every sum it is in; a sum that contradicts what is known says nothing. */
static bool tighten(const struct check *check, size_t value, double low, double high) {
    double new_low = fmax(low, check->low[value]), new_high = fmin(high, check->high[value]);

    if (new_low > new_high || (new_low <= check->low[value] && new_high >= check->high[value]))
        return false;
    check->low[value] = new_low;
    check->high[value] = new_high;
    return true;
}

static bool bound_untold(const struct check *check, const struct class_sum *sum) {
    struct together all = add_parts(check, sum);
    bool changed = false;

    for (size_t i = 0; i <= sum->n_parts; i++) {
        size_t value = member(sum, i);
        double low, high;
        if (value >= CLASS_REST * check->table->n || told_class(check, value) >= 0)
            continue;
        imply(check, sum, &all, i, &low, &high);
        if (i < sum->n_parts)
            add_part(check, value, -1, &all);
        changed |= tighten(check, value, low, high);
        if (i < sum->n_parts)
            add_part(check, value, 1, &all);
    }
    return changed;
}

static void find_bounds(const struct check *check) {
    size_t n = check->table->n;
    bool changed = true;

    for (size_t i = 0; i < CLASS_QUANTITIES * n; i++)
        set_told(check, i);
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t s = 0; s < check->sums->n; s++)
            if (!is_difference(check, &check->sums->sums[s]))
                changed |= bound_untold(check, &check->sums->sums[s]);
    }
    for (size_t s = 0; s < check->sums->n; s++)
        if (is_difference(check, &check->sums->sums[s]))
            set_difference(check, &check->sums->sums[s]);
}

/* Does the sum leave some, but fewer than four, of 1..10 to member i? */
static bool tells(const struct check *check, const struct class_sum *sum, const struct together *all, size_t i) {
    size_t value = member(sum, i);
    double low, high, left;

    imply(check, sum, all, i, &low, &high);
    low = fmax(fmax(low, check->low[value]), 1);
    high = fmin(fmin(high, check->high[value]), check->width - 1);
    left = high - low + 1;
    return left >= 1 && left < INTERVAL_LEAST_LEFT;
}

/* What to withhold so that a member of a sum is bounded less: itself, or what it was worked out from. */
static size_t source_of(const struct check *check, size_t value) {
    return value < CLASS_REST * check->table->n ? value : value % check->table->n;
}

/* The smallest told class of a sum beside member i: above 0 while there is one; NONE when nothing is told. */
static ptrdiff_t smallest_told(const struct check *check, const struct class_sum *sum, size_t i) {
    ptrdiff_t smallest = NONE;
    int least = COUNT_CLASS_NONE;

    for (size_t j = 0; j <= sum->n_parts; j++) {
        size_t value = source_of(check, member(sum, j));
        int class = j == i ? COUNT_CLASS_NONE : told_class(check, value);
        bool is_smaller = least <= 0 ? class > least : class > 0 && class < least;
        if (class < 0 || !is_smaller)
            continue;
        smallest = (ptrdiff_t)value;
        least = class;
    }
    return smallest;
}

/* Withholds one more class of every sum that tells; false when there is nothing to withhold. */
static bool withhold_more(const struct check *check) {
    bool more = false;

    for (size_t s = 0; s < check->sums->n; s++) {
        const struct class_sum *sum = &check->sums->sums[s];
        const struct together all = add_parts(check, sum);
        for (size_t i = 0; i <= sum->n_parts; i++) {
            ptrdiff_t smallest = tells(check, sum, &all, i) ? smallest_told(check, sum, i) : NONE;
            if (smallest == NONE)
                continue;
            check->hidden[smallest] = true;
            more = true;
            break;
        }
    }
    return more;
}

static void mark(const struct check *check, struct class_table *table) {
    for (size_t i = 0; i < table->n; i++)
        table->rows[i].withheld = check->hidden[i] || check->hidden[CLASS_PEOPLE * table->n + check->sums->people[i]];
}

enum protect_status interval_check(struct class_table *table, double width) {
    size_t n_values = CLASS_QUANTITIES * table->n + 1;
    struct class_sums sums;
    struct check check = {table,
                          &sums,
                          width,
                          calloc(n_values, sizeof(bool)),
                          calloc(n_values, sizeof(double)),
                          calloc(n_values, sizeof(double))};
    enum protect_status status = class_sums_find(table->rows, table->n, &sums);

    if (check.hidden == NULL || check.low == NULL || check.high == NULL)
        status = PROTECT_NO_MEMORY;
    if (status == PROTECT_OK) {
        do
            find_bounds(&check);
        while (withhold_more(&check));
        mark(&check, table);
    }
    class_sums_free(&sums);
    free(check.hidden);
    free(check.low);
    free(check.high);
    return status;
}
