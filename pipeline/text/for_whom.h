/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For whom: what is asked of groups of people, and what the groups are by; alike in section, table and chart.
 */
#ifndef SWITCHBACK_TEXT_FOR_WHOM_H
#define SWITCHBACK_TEXT_FOR_WHOM_H

#include "text/group_cells.h"

enum { FOR_WHOM_QUESTIONS = 3, FOR_WHOM_TRAITS = 4 };

extern const struct group_question for_whom_questions[FOR_WHOM_QUESTIONS];
extern const struct group_trait for_whom_traits[FOR_WHOM_TRAITS];

/* Is it asked of the groups of any trait? */
bool for_whom_has_question(const struct report *report, const struct group_question *question);

/* Is the row counted over more months than the mean of all (group_cells_mean)? */
bool for_whom_is_of_more_months(const struct estimate *mean, const struct estimate *row);

/* How many groups are large enough to be tested. */
size_t for_whom_count_told(const struct report *report, const struct group_question *question);

#endif
