/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which classes of a class table add up to which. A value q of row i stands at q x n + i:
 *
 *   split   those with the event and the rest are all people
 *   days    those with the event on a day are those of the curve's day before and those between
 *   groups  sites, and medications, make up all people: their n, with the event, the rest; between the days that
 *           groups have, with those who had left before
 *   causes  exits make up all who left (what else can follow has fewer codes than could tell)
 *   stages  each reflection names one stage
 *
 * Rows that show the n of the same people (class_row.people, rule, group_by, group) share one value.
 */
#ifndef SWITCHBACK_PRIVACY_CLASS_SUMS_H
#define SWITCHBACK_PRIVACY_CLASS_SUMS_H

#include "privacy/class_table.h"

enum class_quantity { CLASS_HELD, CLASS_PEOPLE, CLASS_REST, CLASS_BETWEEN, CLASS_QUANTITIES };

/* The values parts[0..n_parts) make up the value `total`. */
struct class_sum {
    size_t total, *parts, n_parts;
};

struct class_sums {
    struct class_sum *sums;
    size_t n, capacity;
    size_t *people;     /* of each row: the row whose CLASS_PEOPLE is its own */
    size_t n_looked_at; /* rows, while sums were looked for */
};

/* To be freed with class_sums_free, after a failure too. */
enum protect_status class_sums_find(const struct class_row *rows, size_t n, struct class_sums *sums);
void class_sums_free(struct class_sums *sums);

#endif
