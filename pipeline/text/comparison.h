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

#include <stdbool.h>
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

/* Of two periods, the later one beside the earlier. ALIKE: the limits hold at most a quarter more or a fifth less of a
 * count, or ten points of a share; UNCLEAR: the limits hold no change as well as one; SAME: either, and both numbers
 * are printed alike. */
enum comparison_change { COMPARISON_UNCLEAR, COMPARISON_ALIKE, COMPARISON_SAME, COMPARISON_UP, COMPARISON_DOWN };

struct comparison_periods {
    const struct estimate *later, *earlier; /* NULL: none such is told */
    bool is_sayable;                        /* enough people in both that the change may be spoken of */
    enum comparison_change change;          /* UNCLEAR where it may not */
};

/* A measure of the analysis `compared` of so many months: up or down where the limits of its part or difference
 * (estimate/month_compared.h) leave no change out, and 30 people are in both periods, of a share in each. What has a
 * rate is judged by that, and later and earlier are still its counts: of the rates, ask for MEASURE_rate. */
struct comparison_periods comparison_of_periods(const struct numbers *numbers, const char *measure, int months);
/* How the same measure has changed by the time that people were known (estimate/safety_compared.h). false: that is
 * not told. */
bool comparison_by_time_known(const struct numbers *numbers, const char *measure, int months,
                              enum comparison_change *change);

/* The same of the months since the last rebase, beside all before it up to the one before, while they are at most 24:
 * what was done longer ago is no news. Its words are the later row's group. */
struct comparison_periods comparison_since_rebase(const struct numbers *numbers, const char *measure);

/* Two shares, or two rates, that share nobody's days: comparison_of_rows. Either may be NULL. */
struct comparison_periods comparison_of_two(const struct estimate *later, const struct estimate *earlier);

/* Two shares of people who are in one of them alone, events of n: by the limits of their difference, as `compared`. */
struct comparison_periods comparison_of_shares(const struct estimate *later, const struct estimate *earlier);

/* "more", "fewer", "about the same" (numbers printed alike may differ unrounded), "no clear change" */
const char *comparison_change_words(enum comparison_change change);

/* By which measure of `months` single months are judged: MEASURE_rate where there is one, else the measure. */
const char *comparison_judged(const struct numbers *numbers, const char *measure);

/* Is a month of `months` unusual, by the marks of the control chart by which its measure is judged? */
struct comparison_month {
    bool is_judged, is_unusual, is_rate;
    bool is_high, is_low; /* than the mean of its chart; neither: the chart tells none */
    const char *rule;     /* outside, one_side, trend, near: the first that marks it; "" */
};
struct comparison_month comparison_of_month(const struct numbers *numbers, const struct estimate *row);

#endif
