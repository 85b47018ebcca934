/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Released numbers: looked up and put into words. A range holds the truth for certain; with chance added it is called
 * likely. Nothing is computed here but which of two ranges lies higher.
 */
#ifndef SWITCHBACK_TEXT_RELEASE_WORDS_H
#define SWITCHBACK_TEXT_RELEASE_WORDS_H

#include "table/released_table.h"
#include "text/numbers.h"

/* Everything of it is borrowed. numbers has no estimates: it serves words and the configuration. */
struct release {
    struct numbers numbers;
    const struct released_rows *rows;
};

const struct released *release_find(const struct release *release, const struct number_key *key);

/* Rows of the key with the fields of `open` (enum number_field) left open, in the order of group, code, day and period;
 * the caller frees *rows. Returns how many. */
size_t release_list(const struct release *release, const struct number_key *key, unsigned open,
                    const struct released ***rows);

/* Is there a range? */
bool release_is_told(const struct released *row);

/* Could nobody be otherwise by that day, whatever happens? */
bool release_is_by_definition(const struct released *row);

/* Has any row of the release the flag? */
bool release_has_flag(const struct release *release, const char *flag);

/* A program too small for shares has none in its table. */
bool release_is_small(const struct release *release);

/* Keeps the codes that have a range, from the one whose range begins highest, those alike by their words; how many. */
size_t release_keep_told(const struct release *release, const struct released **rows, size_t n);

/* The latest told row of a measure of periods, whatever its level; NULL. */
const struct released *release_latest(const struct release *release, const char *measure);

/* "53% (52–54)", "38–55%" without a number; "by definition", "too few", "withheld", "–" for no row. */
const char *release_share_cell(const struct release *release, const struct released *row);

/* Why a sentence has no number: "too few people to say", or that it is withheld. Fewer than the smallest class and
 * nobody, as where the export has no such table, are one class: "not recorded, or of fewer than 12 people". */
const char *release_nothing_words(const struct release *release, const struct released *row);

/* One range, with chance in it: "53 of 100, likely between 48 and 58", "likely between 38 and 55 of 100", "likely at
 * most 18 of 100"; before `noun`. Where none with chance is told, the certain one. */
const char *release_share_words(const struct release *release, const struct released *row, const char *noun);

/* "23–33", "under 12"; "–" for no row, "too few". */
const char *release_count_cell(const struct release *release, const struct released *row);

/* "between 23 and 33", "fewer than 12". */
const char *release_count_words(const struct release *release, const struct released *row);

/* The class of people of a row: "23–33"; "too few". */
const char *release_people_cell(const struct release *release, const struct released *row);

/* The row's code in words: `left` is a reason for leaving among others, and any leaving after a return to use. */
const char *release_code_words(const struct release *release, const struct released *row);

/* -1: the first lies lower than the second with chance added, 1: higher; 0: cannot be told. Neither may be NULL. */
int release_compare(const struct released *first, const struct released *second);

/* "Sites differ, which may come from who their patients are", or that it cannot be told; NULL with fewer than two. */
const char *release_compare_sites(const struct release *release, const struct number_key *key);

#endif
