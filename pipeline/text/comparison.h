/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do groups differ? The one place that decides it, for every sentence, table, chart and headline, so that none says of
 * the same numbers what another denies.
 *
 * A group can be spoken of from 30 people on (number_is_sayable). They differ where a test of all of them sees it
 * (p < 0.05) and two of their 95 % intervals have no point in common; they are similar where the test sees nothing;
 * else, or with fewer than two groups, it cannot be told. The test is that of the whole curves, where the table has
 * one; else of the numbers themselves (stats/heterogeneity.h). Of 20 sites at random the two extremes lie apart more
 * often than not: neither they alone nor their names say anything, so with more than two groups a headline names none.
 */
#ifndef SWITCHBACK_TEXT_COMPARISON_H
#define SWITCHBACK_TEXT_COMPARISON_H

#include <stddef.h>

#include "text/numbers.h"

enum comparison_result { COMPARISON_UNKNOWN, COMPARISON_SIMILAR, COMPARISON_DIFFER };

struct comparison {
    enum comparison_result result;
    size_t n_groups, n_sayable;
    const struct estimate *lowest, *highest; /* of the sayable groups; NULL where there is none */
};

/* Rows, some of which may be NULL, of groups that share nobody; p of a test of them, NaN: none. */
struct comparison comparison_of_rows(const struct estimate *const rows[], size_t n, double p);

/* All groups of the key, whatever its group; with the log-rank test that its analysis has of its grouping. */
struct comparison comparison_of_groups(const struct numbers *numbers, const struct number_key *key);

/* "sites are similar", "sites differ clearly, which may come from who their patients are", "there are too few people to
 * compare sites", "whether sites differ cannot be told"; NULL where there is only one. */
const char *comparison_words(const struct numbers *numbers, const struct comparison *comparison, const char *groups);

/* How many of the rows, sorted from the largest, can not be told apart from the first, itself included: 1, it stands
 * out; 0, it cannot be spoken of. */
size_t comparison_ties(const struct estimate *const rows[], size_t n);

#endif
