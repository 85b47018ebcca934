/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/release.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "privacy/count_class.h"
#include "privacy/interval_check.h"
#include "privacy/period_level.h"
#include "privacy/release_range.h"

/* 45-55: a program in which so few ever started is too small for shares. */
enum { SMALL_PROGRAM_CLASS = 4 };

static const double half = 0.5;

static struct release_row nothing_of(const struct class_key *key, const char *flag) {
    const double none = (double)NAN;

    return (struct release_row){*key, none, none, none, none, none, none, none, flag, ""};
}

static void set_range(struct release_row *row, const struct release_range *range) {
    row->estimate = range->estimate;
    row->low = range->low;
    row->high = range->high;
    row->likely_low = range->likely_low;
    row->likely_high = range->likely_high;
}

static struct release_row release_share(const struct class_row *row, double width) {
    struct release_row told = nothing_of(&row->key, "");
    bool is_rest = row->kind == RELEASE_SURVIVAL || row->kind == RELEASE_COHORT;
    struct release_range range = is_rest ? release_range_of_rest(row, width) : release_range_of(row, width);

    if (row->n > 0) {
        told.people_low = count_class_low(row->n, width);
        told.people_high = count_class_high(row->n, width);
    }
    if (range.is_told) {
        set_range(&told, &range);
        told.flag = row->is_definition && row->h == 0 ? "by_construction" : "";
    } else {
        told.flag = "too_few";
    }
    return told;
}

/* Many events of few people are not told. */
static struct release_row release_count(const struct class_row *row, double width) {
    struct release_row told = nothing_of(&row->key, "");

    if (row->kind == RELEASE_ROWS) {
        told.low = row->h;
        return told;
    }
    if (row->h < 0 || (row->n < 1 && row->h > 0))
        return nothing_of(&row->key, "too_few");
    told.low = count_class_low(row->h, width);
    told.high = count_class_high(row->h, width);
    return told;
}

static struct release_row release_one(const struct class_row *row, double width) {
    if (row->withheld)
        return nothing_of(&row->key, "withheld");
    switch (row->kind) {
    case RELEASE_SURVIVAL:
    case RELEASE_INCIDENCE:
    case RELEASE_PORTION:
    case RELEASE_COHORT: return release_share(row, width);
    case RELEASE_FLOW:
    case RELEASE_CENSUS:
    case RELEASE_COUNT:
    case RELEASE_ROWS: break;
    case RELEASE_FACT: return nothing_of(&row->key, "");
    }
    return release_count(row, width);
}

static enum protect_status add(struct release_rows *result, const struct release_row *row) {
    if (result->n == result->capacity) {
        size_t capacity = 2 * result->capacity + 256;
        struct release_row *grown = realloc(result->rows, capacity * sizeof *grown);
        if (grown == NULL)
            return PROTECT_NO_MEMORY;
        result->rows = grown;
        result->capacity = capacity;
    }
    result->rows[result->n++] = *row;
    return PROTECT_OK;
}

/* The last day whose whole range is above one half, and the first behind which it is below; by the range or by the
 * likely one. 0 and NaN where there is none. */
static void between(const struct release_rows *curve, const struct class_key *key, bool likely, double *low,
                    double *high) {
    *low = 0;
    *high = (double)NAN;
    for (size_t i = 0; i < curve->n; i++) {
        const struct release_row *row = &curve->rows[i];
        double bottom = likely ? row->likely_low : row->low, top = likely ? row->likely_high : row->high;
        if (!class_key_same_people(&row->key, key) || strcmp(row->key.measure, "survival") != 0)
            continue;
        if (bottom > half && row->key.time_days > *low)
            *low = row->key.time_days;
        if (top < half && !(row->key.time_days >= *high))
            *high = row->key.time_days;
    }
}

static enum protect_status add_median(struct release_rows *result, const struct release_settings *settings) {
    struct class_key key = {
        ANALYSIS_RETENTION_FIRST, settings->default_rule, "median_days", "", "", "0.5", "", (double)NAN};
    struct release_row median = nothing_of(&key, "");
    bool is_told = false;

    for (size_t i = 0; i < result->n; i++)
        if (class_key_same_people(&result->rows[i].key, &key) && !isnan(result->rows[i].low)) {
            is_told = true;
            median.people_low = result->rows[i].people_low;
            median.people_high = result->rows[i].people_high;
        }
    if (!is_told)
        return PROTECT_OK;
    between(result, &key, false, &median.low, &median.high);
    between(result, &key, true, &median.likely_low, &median.likely_high);
    if (isnan(median.high))
        median.flag = "not_reached";
    return add(result, &median);
}

static bool is_small(const struct class_table *table) {
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->rows[i].key.measure, "people_started") == 0)
            return table->rows[i].h <= SMALL_PROGRAM_CLASS;
    return true;
}

static bool is_told_of_small(const struct class_row *row) {
    return row->kind == RELEASE_CENSUS || row->kind == RELEASE_FACT || strcmp(row->key.measure, "people_started") == 0;
}

enum protect_status release_make(struct class_table *table, const struct release_settings *settings,
                                 const struct release_row *printed, size_t n_printed, struct release_rows *result) {
    enum protect_status status = interval_check(table, settings->width);
    bool small = is_small(table);

    *result = (struct release_rows){0};
    period_level_choose(table, settings->width, printed, n_printed);
    for (size_t i = 0; i < table->n && status == PROTECT_OK; i++) {
        struct release_row told = release_one(&table->rows[i], settings->width);
        if (!table->rows[i].left_out && (!small || is_told_of_small(&table->rows[i])))
            status = add(result, &told);
    }
    for (size_t i = 0; i < n_printed && status == PROTECT_OK; i++)
        status = add(result, &printed[i]);
    if (status == PROTECT_OK && !small)
        status = add_median(result, settings);
    return status;
}
