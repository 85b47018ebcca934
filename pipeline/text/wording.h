/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers, ranges and codes in plain words. Shares are printed in whole percents: more digits would promise a
 * precision that programs of this size do not have.
 *
 * Every text belongs to the pool of the numbers and lives as long as it.
 */
#ifndef SWITCHBACK_TEXT_WORDING_H
#define SWITCHBACK_TEXT_WORDING_H

#include <stdbool.h>

#include "text/numbers.h"

/* "72%", "<1%", ">99%", "0%" and "100%" only where it is exactly that; "" for NaN. */
const char *wording_percent(const struct numbers *numbers, double share);

/* "72 of 100", "fewer than 1 of 100", "more than 99 of 100", "none", "all". */
const char *wording_of_100(const struct numbers *numbers, double share);

/* The same before a noun: "72 of 100", "no", "all". */
const char *wording_of_100_before(const struct numbers *numbers, double share);

/* "72 of 100, likely between 59 and 81"; without the range where there is no interval. */
const char *wording_share(const struct numbers *numbers, const struct estimate *row);

/* The same where a sentence may rest on it; of fewer people "too few to say": in no sentence, tile or headline a share.
 */
const char *wording_told(const struct numbers *numbers, const struct estimate *row);

/* "likely between 59 and 81"; "" where there is no interval. */
const char *wording_likely(const struct numbers *numbers, const struct estimate *row);

/* "72% (59–81)"; of too few people (flag too_few) "2 of 3", or "too few" where the share is no such count; "not yet
 * known" for immature and past follow-up, "too few" for what cannot be estimated, "–" for no row. */
const char *wording_cell(const struct numbers *numbers, const struct estimate *row);

/* The same of a share that a sentence may tell too: of whom no sentence speaks (number_is_sayable), no table has a
 * share either. */
const char *wording_told_cell(const struct numbers *numbers, const struct estimate *row);

/* As wording_cell beside a point or a curve that is drawn: "72% (59–81)*" of too few people. */
const char *wording_range(const struct numbers *numbers, const struct estimate *row);

/* A count for tables: "1,234"; "–" for NaN. */
const char *wording_count(const struct numbers *numbers, double count);

/* "1 person", "1,234 people". */
const char *wording_people(const struct numbers *numbers, double count);

/* "84 days (71–98)", "not reached"; "too few" of too few people. */
const char *wording_days(const struct numbers *numbers, const struct estimate *row);

/* "1 year", "90 days". */
const char *wording_span(const struct numbers *numbers, double time_days);

/* "September 2026" of 2026-09, "July to September 2026" of 2026-Q3 and of 2026-07/2026-09; anything else as it is. */
const char *wording_month(const struct numbers *numbers, const char *period);

/* What people call a code: the product's own words, or the code with blanks for underscores and a capital.
 * Cleaned of control characters. */
const char *wording_code(const struct numbers *numbers, const char *code);

/* The same for an answer of a reflection (its field in `group`, its code in `subgroup`): no change of plan is said so.
 */
const char *wording_answer(const struct numbers *numbers, const struct estimate *row);

/* The same for the value of a grouping: medications by the configuration's [medication_names]; an empty value is
 * "Not recorded". */
const char *wording_group(const struct numbers *numbers, const char *group_by, const char *value);

/* "a", "a and b", "a, b and c". */
const char *wording_list(const struct numbers *numbers, const char *const texts[], size_t n);

/* Does the text begin with a name of a people or a place? */
bool wording_is_proper(const char *text);

/* The text with a small first letter, for the middle of a sentence; of a proper name as it is. */
const char *wording_inside(const struct numbers *numbers, const char *text);

/* The text with a capital, for the beginning of a sentence or a headline: shares of 100 may be "all" or "none". */
const char *wording_begun(const struct numbers *numbers, const char *text);

#endif
