/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers of groups beside the mean of all (sample/group_rows.h), looked up and in words.
 */
#ifndef SWITCHBACK_TEXT_GROUP_CELLS_H
#define SWITCHBACK_TEXT_GROUP_CELLS_H

#include "text/report_parts.h"

/* What is asked of the groups: an analysis, the event in its subgroup and the day; what is counted, and said of it. */
struct group_question {
    const char *analysis, *event, *counted, *heading, *share;
    double day;
};

/* What the groups are by. */
struct group_trait {
    const char *group_by, *words;
};

struct number_key group_cells_key(const struct report *report, const struct group_question *question,
                                  const char *measure);

/* Another number of the group that a row is of; NULL: none. */
const struct estimate *group_cells_beside(const struct report *report, const struct group_question *question,
                                          const struct estimate *row, const char *measure);

/* The groups, as rows of `people`; freed with number_list_free. */
struct number_list group_cells_list(const struct report *report, const struct group_question *question,
                                    const char *group_by);

/* The row of `people` of one group, the first where it has several; NULL: none. */
const struct estimate *group_cells_find(const struct report *report, const struct group_question *question,
                                        const char *group_by, const char *group);

/* Is there a group, and somebody who is not in it, to compare? */
bool group_cells_are_compared(const struct report *report, const struct group_question *question, const char *group_by);

/* "12" of a row whose period is 365 days; "all" where it has none. */
const char *group_cells_months(const struct report *report, const struct estimate *row);

/* Is a q of the group (difference_q, difference_within_q) below .05? */
bool group_cells_found(const struct report *report, const struct group_question *question, const struct estimate *row,
                       const char *measure);

/* "+5 (-2 to +11) †", "too few to say", "not compared" and so on. */
const char *group_cells_difference(const struct report *report, const struct group_question *question,
                                   const struct estimate *row, bool within);

/* What is known of a group names it; what is not says of what it is not. */
const char *group_cells_name(const struct report *report, const struct group_question *question,
                             const struct group_trait *trait, const struct estimate *row);

/* The mean of all people, of the shortest window that a group is told by; NULL: none is. */
const struct estimate *group_cells_mean(const struct report *report, const struct group_question *question);

/* The mean of all people, of the longer window by which some group is compared; NULL: none is. */
const struct estimate *group_cells_longer_mean(const struct report *report, const struct group_question *question);

/* The last day of the windows; "" where there are none. */
const char *group_cells_last_day(const struct report *report, const struct group_question *question);

#endif
