/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between classify.c, which sees the exact numbers, and class_rows.c, which lists the rows of a class table and sees
 * none.
 */
#ifndef SWITCHBACK_PRIVACY_CLASSIFY_PARTS_H
#define SWITCHBACK_PRIVACY_CLASSIFY_PARTS_H

#include "privacy/classify.h"

struct classifying {
    const struct exact_row *rows; /* sorted; for classify.c alone */
    size_t n_rows;
    const struct release_lists *lists;
    struct class_table *table;
    enum protect_status status;
};

/* Adds the row of a key, in classes. people: the analysis whose people these are; codes: the list its subgroup is of.
 */
void classify_add(struct classifying *at, const struct class_key *key, enum release_kind kind, const char *people,
                  const struct release_names *codes);

/* The names of the list, and behind them, bytewise, those that 12 people or more have. */
struct release_names classify_groups(const struct classifying *at, const struct class_key *key,
                                     const struct release_names *listed);

/* Adds every row that the lists make. */
void class_rows_add(struct classifying *at);

#endif
