/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/class_lists.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const char *const pairs[][2], size_t n) {
    for (size_t i = 0; i < n; i++) {
        int order = pairs[i][0] == pairs[i][1] ? 0 : strcmp(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return 0;
}

static const char *people_group(const struct class_row *row) {
    return strcmp(row->key.group_by, "field") == 0 ? "" : row->key.group;
}

static int compare_people(const struct class_row *a, const struct class_row *b) {
    return compare_texts((const char *const[][2]){{a->people, b->people},
                                                  {a->key.rule, b->key.rule},
                                                  {a->key.group_by, b->key.group_by},
                                                  {people_group(a), people_group(b)}},
                         4);
}

static int compare_codes(const struct class_row *a, const struct class_row *b) {
    return compare_texts((const char *const[][2]){{a->key.analysis, b->key.analysis},
                                                  {a->key.rule, b->key.rule},
                                                  {a->key.group_by, b->key.group_by},
                                                  {a->key.group, b->key.group},
                                                  {a->key.measure, b->key.measure}},
                         5);
}

static int compare_curves(const struct class_row *a, const struct class_row *b) {
    int order = compare_codes(a, b);

    return order != 0 ? order : strcmp(a->key.subgroup, b->key.subgroup);
}

static int compare_groups(const struct class_row *a, const struct class_row *b) {
    return compare_texts((const char *const[][2]){{a->key.analysis, b->key.analysis},
                                                  {a->key.rule, b->key.rule},
                                                  {a->key.measure, b->key.measure},
                                                  {a->key.subgroup, b->key.subgroup},
                                                  {a->key.group_by, b->key.group_by}},
                         5);
}

static int (*const comparisons[CLASS_LISTS])(const struct class_row *a, const struct class_row *b) = {
    [CLASS_LIST_PEOPLE] = compare_people,
    [CLASS_LIST_CODES] = compare_codes,
    [CLASS_LIST_CURVES] = compare_curves,
    [CLASS_LIST_GROUPS] = compare_groups,
};

struct sorting {
    const struct class_row *rows;
    int (*compare)(const struct class_row *a, const struct class_row *b);
};

static int compare_places(const void *left, const void *right, void *context) {
    const struct sorting *sorting = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int order = sorting->compare(&sorting->rows[a], &sorting->rows[b]);

    return order != 0 ? order : (a > b) - (a < b);
}

enum protect_status class_lists_make(const struct class_row *rows, size_t n, struct class_lists *lists) {
    *lists = (struct class_lists){.rows = rows, .n = n};
    for (int list = 0; list < CLASS_LISTS; list++) {
        struct sorting sorting = {rows, comparisons[list]};
        size_t *order = lists->order[list] = calloc(n + 1, sizeof *order);
        if (order == NULL)
            return PROTECT_NO_MEMORY;
        for (size_t i = 0; i < n; i++)
            order[i] = i;
        qsort_r(order, n, sizeof *order, compare_places, &sorting);
    }
    return PROTECT_OK;
}

void class_lists_free(struct class_lists *lists) {
    for (int list = 0; list < CLASS_LISTS; list++)
        free(lists->order[list]);
    *lists = (struct class_lists){0};
}

/* The first place whose row comes after `like`; or, unless `after`, not before it. */
static size_t place_of(const struct class_lists *lists, enum class_list list, const struct class_row *like,
                       bool after) {
    size_t low = 0, high = lists->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = comparisons[list](&lists->rows[lists->order[list][middle]], like);
        if (order < 0 || (after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct class_range class_lists_find(const struct class_lists *lists, enum class_list list,
                                    const struct class_row *like) {
    size_t first = place_of(lists, list, like, false);

    return (struct class_range){lists->order[list] + first, place_of(lists, list, like, true) - first};
}
