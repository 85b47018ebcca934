/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Beside the share of people who are seen again after a return to use: the share to expect of people in care at the
 * same time since they started, without a return to use known in the last 90 days; and how soon the program knew. The
 * analysis `seen_again`, of all of them.
 *
 * seen, expected, difference at 7, 14 and 30 days: of returns to use known on a day covered (or up to 7 days behind
 * one) that have so many days to C, in an episode whose day 0 is known, those followed by an attended counseling or
 *   medical visit; the same of reference days (care/reference_days.h), covered or not as that day, up to 3 days nearer
 * to or farther from day 0. n people, at_risk returns compared; of expected, n people of the reference. not_compared:
 * how many with so many days were not, in subgroup start_not_known, nobody_to_compare. told_within_7_days,
 * told_median_days: from the day of a use to its report, of uses with both days at least 30 days before the end (later
 * ones that nobody has told of yet would be missing).
 *
 * source: statistics part 2, after a return to use.
 * checked against: tests/reference/seen_again.R.
 */
#ifndef SWITCHBACK_ESTIMATE_SEEN_AGAIN_H
#define SWITCHBACK_ESTIMATE_SEEN_AGAIN_H

#include "care/reference_days.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct seen_again;

/* rule: that tells who is in care. */
struct seen_again *seen_again_alloc(const char *rule);
void seen_again_free(struct seen_again *seen);

/* One person after the other (no runs of cover: not one of those compared); then the days from use to report of the
 * same person. */
void seen_again_add(struct seen_again *seen, const struct care_reference_person *person);
void seen_again_add_told(struct seen_again *seen, const struct person *person);

/* has_visits: does this kind of export tell of visits? Else only how soon the program knew. */
void seen_again_write(const struct seen_again *seen, bool has_visits, struct table_writer *writer);

#endif
