/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many people stand on each list to act on, as rows of the analysis `to_do`:
 *
 *   people         subgroup: the list; n: people of whom it could tell. No row: the export holds nothing to tell it by
 *   different      people who stand on any list but that of deaths; first: on one of those before PEOPLE_FIRST_LISTS
 *                  (table/people_list.h)
 *   also_waiting   subgroup: never_started; n: people on that list; of them, on that of requests waiting too
 *   entries        as people, rows of the list: of those on which a person may have several
 *   not_seen_since subgroup: survived_overdose; n: people on that list; of them, with no visit attended and no
 *                  medication given on a day behind the overdose, as recorded up to as-of
 *   callable       subgroup: days without cover (1-7, 8-14, 15-30, 31+), by_visits; n: people to be called
 *   not_listed     subgroup: why not: not_due, not_known, observed_no_longer; plan_changes_of_earlier_stay: these, for
 *                  they may be on it with one of this stay; plan_changes_of_left, reflections_of_left
 *   last_list      people whom the list before named; events: whose cover ends as it says; period: its day
 *   became         subgroup: what became of them (care/called.h); none where fewer than half of them have cover that
 *                  ends as the list says: then ids or days are others now, and nobody can tell
 *
 * Everyone; then each site, people, not_seen_since and callable alone.
 */
#ifndef SWITCHBACK_ESTIMATE_TO_DO_ROWS_H
#define SWITCHBACK_ESTIMATE_TO_DO_ROWS_H

#include "person/people_lists.h"
#include "table/table_writer.h"

/* last_day: the day of the list before, as text; "": there is none. */
void to_do_rows_write(struct table_writer *writer, const struct people_lists *lists, const char *last_day);

#endif
