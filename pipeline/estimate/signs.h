/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signs that the program's own data showed before returns to use (care/due.h, care/contrast.h): one person after the
 * other, then the rows of the analysis `signs_before_use`, a sign in `subgroup`: missed_visits, missed_doses,
 * late_pickup, missed_tests. A sign of which nothing was ever missed in the export has no rows: it is not recorded.
 *
 * The unit is what was due and missed or kept: appointments get rarer with time in care, so that counts of missed ones
 * fall for no reason. Of each person the first return to use with a contrast counts, if somebody else was in care at
 * the same time since day 0 without one (the others below); for missed_tests one that may have been found by a test is
 * left out.
 *
 *   odds_ratio           the estimate: odds_ratio_own divided by odds_ratio_others
 *   odds_ratio_late      the same with the days -14 to -4 before the use
 *   odds_ratio_own       Mantel-Haenszel within the person: before the use against the person's other windows
 *   odds_ratio_others    the same contrast, at the same days since day 0, of everybody in care without a use on that
 *                        day who kept something due in the 14 days from it on, as whoever told of a use was still
 *                        there (else people who have left, and are covered by their last supply, miss all: the ratio
 *                        of appointments came out 8 of 100 too low). Each return to use weighs as much as another,
 *                        whatever the number of the others
 *   missed_before, missed_else     shares of what was due, clustered by person
 *   missed_before_others, missed_else_others     of the others, weighted, without an interval
 *   people_compared      people with something due in both windows
 *   discordant_people    those of them who tell of the ratio. Fewer than 11: the ratios are too_few, without a number
 *   opportunities        all that was due in the windows compared
 *   windows_with_sign    of all windows of 14 days in a row, from day 15 of an episode on, with something due: those in
 *                        which something was missed
 *   used_after_sign, used_after_none     of these windows, with and without: those followed by a return to use in the
 *                        14 days behind; windows are left out where these days are not in care up to the use
 *
 * No cause, and no prediction: what stands here is what was to be seen, in people who told of a return to use.
 *
 * source: statistics part 5, blind spots.
 * checked against: tests/reference/signs.R; truth: tests/simulations/signs.R.
 */
#ifndef SWITCHBACK_ESTIMATE_SIGNS_H
#define SWITCHBACK_ESTIMATE_SIGNS_H

#include "care/contrast.h"
#include "care/due.h"
#include "table/table_writer.h"

struct signs_person {
    const struct care_stay *stays; /* days in care, by day */
    size_t n_stays;
    struct care_days uses;     /* days of use, sorted, each once */
    const bool *found_by_test; /* by use */
    const struct care_due *due[CARE_SIGN_COUNT];
    size_t n_due[CARE_SIGN_COUNT];
};

struct signs;

struct signs *signs_alloc(void);
void signs_free(struct signs *signs);
void signs_add(struct signs *signs, const struct signs_person *person);
void signs_write(struct signs *signs, struct table_writer *writer);

#endif
