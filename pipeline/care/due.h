/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was due of a person, by the day, and whether it was missed: what a sign before a return to use is seen in.
 *
 *   visit    an appointment, attended or missed (one that was cancelled is none)
 *   dose     a daily dose: no supply given before reaches to the day, at least CARE_DAILY_DOSES days of the
 *            CARE_DAILY_WEEK before it have one given at the clinic or for less than CARE_PICKUP_DAYS, and a dose was
 *            given on the same day of the week in the four weeks before (so that days on which the clinic is closed are
 *            not due). Missed: nothing was given
 *   pickup   the day behind a supply of CARE_PICKUP_DAYS and more, however given, unless another reaches as far.
 *            Missed, that is late: nothing was given since, up to and on that day
 *   test     a scheduled drug test, taken or not
 *
 * Only what was given up to a day is looked at for what is due on it.
 *
 * source: statistics part 5, blind spots: the unit is the opportunity.
 * checked against: tests/reference/signs.R, days by hand (tests/unit/care/due_test.c).
 */
#ifndef SWITCHBACK_CARE_DUE_H
#define SWITCHBACK_CARE_DUE_H

#include "care/cover.h"

enum care_sign { CARE_SIGN_VISIT, CARE_SIGN_DOSE, CARE_SIGN_PICKUP, CARE_SIGN_TEST, CARE_SIGN_COUNT };

enum { CARE_PICKUP_DAYS = 5, CARE_DAILY_WEEK = 7, CARE_DAILY_DOSES = 3, CARE_DAILY_WEEKS = 4 };

struct care_due {
    int32_t day;
    bool missed;
};

/* Due daily doses, in order, of the groups of a person's supplies (care_supply_groups, in the order of the days on
 * which they were given). Returns how many; `due` has room for care_due_doses_capacity. */
size_t care_due_doses_capacity(const struct care_run groups[], size_t n);
size_t care_due_doses(const struct care_run groups[], size_t n, struct care_due due[]);

/* Due pickups, in the order of the groups; room for n. */
size_t care_due_pickups(const struct care_run groups[], size_t n, struct care_due due[]);

#endif
