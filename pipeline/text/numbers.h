/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking numbers up in an estimates table by what they are, for charts and reports. Nothing is computed here.
 */
#ifndef SWITCHBACK_TEXT_NUMBERS_H
#define SWITCHBACK_TEXT_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ini_file.h"
#include "table/estimates_table.h"
#include "text/word_pool.h"

/* Where fewer are still followed, a curve ends, and nobody knows where the others are. */
enum { NUMBERS_LEAST_FOLLOWED = 11 };

/* From so many people on a sentence may rest on a number. */
enum { NUMBERS_LEAST_SAYABLE = 30 };

enum report_class { REPORT_RELEASE, REPORT_INTERNAL };

/* Everything a chart or a section reads; all of it borrowed. */
struct numbers {
    const struct estimates *estimates;
    const struct ini_file *config;
    struct word_pool *pool; /* owns every text that wording makes */
    size_t *n_looked_at;    /* counts rows, while numbers are looked up; NULL: nobody asks */
};

/* NULL is the empty text, time_days 0 is "no time". */
struct number_key {
    const char *analysis, *rule, *measure, *group_by, *group, *subgroup, *period;
    double time_days;
};

/* Fields that numbers_list leaves open. */
enum number_field { NUMBERS_ANY_GROUP = 1, NUMBERS_ANY_SUBGROUP = 2, NUMBERS_ANY_TIME = 4, NUMBERS_ANY_PERIOD = 8 };

struct number_list {
    const struct estimate **rows; /* in the order of numbers_compare_rows */
    size_t n;
};

/* The order in which sites and other groups are listed: by group, subgroup (site 2 before site 10), period, time. */
int numbers_compare_rows(const struct estimate *left, const struct estimate *right);

/* "release" or "internal": true and *class. */
bool report_class_parse(const char *text, enum report_class *class);

const struct estimate *numbers_find(const struct numbers *numbers, const struct number_key *key);

/* All rows of the key, with the fields of `open` (enum number_field, or-ed) left open. The caller frees the list. */
struct number_list numbers_list(const struct numbers *numbers, const struct number_key *key, unsigned open);
void number_list_free(struct number_list *list);

/* Do single rows of a count, or of a share of people, say something: are there five, or eleven people, in one on
 * average? Rows that are not shown do not count. */
bool number_list_is_of_many(const struct number_list *list, bool is_share);

/* The estimate of a row, NaN when there is no such row or nothing to show. */
double numbers_value(const struct numbers *numbers, const struct number_key *key);

/* Is there a number to show: an estimate that is neither immature nor past follow-up? */
bool number_is_shown(const struct estimate *row);

/* May a sentence rest on it? Shown, on 30 people or more, no single one of whom decides it, not true by construction.
 */
bool number_is_sayable(const struct estimate *row);

/* Options of the [report] section. */
const char *numbers_rule(const struct numbers *numbers);

/* Does any row of this analysis exist? */
bool numbers_have(const struct numbers *numbers, const char *analysis);

#endif
