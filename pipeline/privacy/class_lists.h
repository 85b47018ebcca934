/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of a class table by what they have in common, so that none is looked for among all: lists of row numbers, each
 * in the order of the table.
 *
 *   people  the same people (class_row.people, rule, group_by, group; of fields whatever the field)
 *   codes   one measure of the same analysis, rule, group_by and group: its days and codes
 *   curves  one code of it: its days
 *   groups  the same number (analysis, rule, measure, subgroup) of one group_by: its groups and days
 */
#ifndef SWITCHBACK_PRIVACY_CLASS_LISTS_H
#define SWITCHBACK_PRIVACY_CLASS_LISTS_H

#include "privacy/class_table.h"

enum class_list { CLASS_LIST_PEOPLE, CLASS_LIST_CODES, CLASS_LIST_CURVES, CLASS_LIST_GROUPS, CLASS_LISTS };

struct class_lists {
    const struct class_row *rows;
    size_t n;
    size_t *order[CLASS_LISTS]; /* row numbers, those of one list beside each other */
};

/* Row numbers; n = 0: there is none. */
struct class_range {
    const size_t *rows;
    size_t n;
};

/* To be freed with class_lists_free, after a failure too. */
enum protect_status class_lists_make(const struct class_row *rows, size_t n, struct class_lists *lists);
void class_lists_free(struct class_lists *lists);

/* The rows that have with this one (which need be none of the table) what the list is of. */
struct class_range class_lists_find(const struct class_lists *lists, enum class_list list,
                                    const struct class_row *like);

#endif
