/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From supplies to the days that they cover: the rows of one drug on one day are one group with one start.
 *
 * Within a group different strengths overlap, and the longest counts (8 mg and 2 mg for 28 days are 28 days); rows
 * alike in everything are one; dispensed rows of the same strength that differ add (14 + 7 = 21). A row administered at
 * the clinic comes first, and what is dispensed with it runs from the next day on (a dose and 6 take-homes are 7 days).
 *
 * Where a group of an earlier day of the same drug still runs, the whole group is pushed behind it, by bank_cap_days at
 * most; only a group that is a single administered day stays in place, and so do injections and implants. Different
 * drugs overlap in place.
 *
 * source: statistics part 1, step 1; the pushing is how days of cover are counted in pharmacy data (Pharmacy Quality
 * Alliance, proportion of days covered), with a cap.
 */
#ifndef SWITCHBACK_CARE_SUPPLY_GROUPS_H
#define SWITCHBACK_CARE_SUPPLY_GROUPS_H

#include "care/cover.h"
#include "care/person.h"

/* Fills `runs`, one for a group in the order of the supplies, and returns how many: n_supplies at most. */
size_t care_supply_groups(const struct care_person *person, int32_t bank_cap_days, struct care_run runs[]);

#endif
