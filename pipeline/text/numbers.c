/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sorting.h"

bool report_class_parse(const char *text, enum report_class *class) {
    bool internal = strcmp(text, "internal") == 0;

    if (!internal && strcmp(text, "release") != 0)
        return false;
    *class = internal ? REPORT_INTERNAL : REPORT_RELEASE;
    return true;
}

static bool is_text(const char *wanted, const char *text) { return strcmp(wanted == NULL ? "" : wanted, text) == 0; }

static bool is_time(double wanted, double time_days) {
    if (isnan(time_days))
        return wanted < 0.5;
    return fabs(wanted - time_days) < 1e-6;
}

static bool matches(const struct estimate *row, const struct number_key *key, unsigned open) {
    return is_text(key->measure, row->measure) && is_text(key->analysis, row->analysis) &&
           is_text(key->rule, row->rule) && is_text(key->group_by, row->group_by) &&
           ((open & NUMBERS_ANY_GROUP) != 0 || is_text(key->group, row->group)) &&
           ((open & NUMBERS_ANY_SUBGROUP) != 0 || is_text(key->subgroup, row->subgroup)) &&
           ((open & NUMBERS_ANY_PERIOD) != 0 || is_text(key->period, row->period)) &&
           ((open & NUMBERS_ANY_TIME) != 0 || is_time(key->time_days, row->time_days));
}

/* Of the texts of a key in their order, those before the first that is left open. */
static int compare_start(const struct estimate *row, const struct number_key *key, unsigned open) {
    const char *const pairs[][2] = {{row->analysis, key->analysis}, {row->rule, key->rule},
                                    {row->measure, key->measure},   {row->group_by, key->group_by},
                                    {row->group, key->group},       {row->subgroup, key->subgroup}};
    size_t n = (open & NUMBERS_ANY_GROUP) != 0 ? 4 : (open & NUMBERS_ANY_SUBGROUP) != 0 ? 5 : 6;

    for (size_t i = 0; i < n; i++) {
        int order = strcmp(pairs[i][0], pairs[i][1] == NULL ? "" : pairs[i][1]);
        if (order != 0)
            return order;
    }
    return 0;
}

static void count_look(const struct numbers *numbers) {
    if (numbers->n_looked_at != NULL)
        ++*numbers->n_looked_at;
}

/* The first place of the index whose row does not come before the key. */
static size_t first_place(const struct numbers *numbers, const struct number_key *key, unsigned open) {
    const struct estimates *estimates = numbers->estimates;
    size_t low = 0, high = estimates->n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        count_look(numbers);
        if (compare_start(estimates->by_key[middle], key, open) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The next row of the key, from *place on, in the order of keys; NULL: none. A table that is not indexed is looked
 * through as it is. */
static const struct estimate *next_match(const struct numbers *numbers, const struct number_key *key, unsigned open,
                                         size_t *place) {
    const struct estimates *estimates = numbers->estimates;

    while (*place < estimates->n_rows) {
        const struct estimate *row = estimates->by_key != NULL ? estimates->by_key[*place] : &estimates->rows[*place];
        if (estimates->by_key != NULL && compare_start(row, key, open) != 0)
            return NULL;
        (*place)++;
        count_look(numbers);
        if (matches(row, key, open))
            return row;
    }
    return NULL;
}

static size_t start(const struct numbers *numbers, const struct number_key *key, unsigned open) {
    return numbers->estimates->by_key != NULL ? first_place(numbers, key, open) : 0;
}

const struct estimate *numbers_find(const struct numbers *numbers, const struct number_key *key) {
    size_t place = start(numbers, key, 0);

    return next_match(numbers, key, 0, &place);
}

int numbers_compare_rows(const struct estimate *left, const struct estimate *right) {
    int group = sorting_compare_names(left->group, right->group),
        subgroup = sorting_compare_names(left->subgroup, right->subgroup);

    return group != 0 ? group : subgroup != 0 ? subgroup : estimate_compare_keys(left, right);
}

static int compare_rows(const void *left, const void *right) {
    return numbers_compare_rows(*(const struct estimate *const *)left, *(const struct estimate *const *)right);
}

struct number_list numbers_list(const struct numbers *numbers, const struct number_key *key, unsigned open) {
    struct number_list list = {0};
    size_t capacity = 0, place = start(numbers, key, open);
    const struct estimate *row;

    while ((row = next_match(numbers, key, open, &place)) != NULL) {
        list.rows = memory_grow(list.rows, &capacity, list.n + 1, sizeof(void *));
        list.rows[list.n++] = row;
    }
    sorting_ensure(list.rows, list.n, sizeof(void *), compare_rows);
    return list;
}

enum { LEAST_MEAN = 5, LEAST_PEOPLE = 11 };

bool number_list_is_of_many(const struct number_list *list, bool is_share) {
    double sum = 0;
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        const struct estimate *row = list->rows[i];
        if (!number_is_shown(row))
            continue;
        sum += !is_share ? row->estimate : isnan(row->n) ? 0 : row->n;
        n++;
    }
    return sum >= (is_share ? LEAST_PEOPLE : LEAST_MEAN) * (double)n;
}

void number_list_free(struct number_list *list) {
    free(list->rows);
    *list = (struct number_list){0};
}

double numbers_value(const struct numbers *numbers, const struct number_key *key) {
    const struct estimate *row = numbers_find(numbers, key);

    return number_is_shown(row) ? row->estimate : (double)NAN;
}

bool number_is_shown(const struct estimate *row) {
    return row != NULL && !isnan(row->estimate) && !estimate_has_flag(row, "immature") &&
           !estimate_has_flag(row, "beyond_follow_up") && !estimate_has_flag(row, "not_reached") &&
           !estimate_has_flag(row, "not_estimable");
}

bool number_is_sayable(const struct estimate *row) {
    return number_is_shown(row) && row->n >= NUMBERS_LEAST_SAYABLE && !estimate_has_flag(row, "too_few") &&
           !estimate_has_flag(row, "by_construction");
}

const char *numbers_rule(const struct numbers *numbers) {
    return ini_file_value(numbers->config, "report", "default_rule");
}

bool numbers_have(const struct numbers *numbers, const char *analysis) {
    for (size_t i = 0; i < numbers->estimates->n_rows; i++)
        if (strcmp(numbers->estimates->rows[i].analysis, analysis) == 0)
            return true;
    return false;
}
