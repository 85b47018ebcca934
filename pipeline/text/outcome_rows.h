/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of a table over times of what happened first: one a cause, or one a group of one cause.
 */
#ifndef SWITCHBACK_TEXT_OUTCOME_ROWS_H
#define SWITCHBACK_TEXT_OUTCOME_ROWS_H

#include "text/report_parts.h"

/* Every cause of the key. */
void outcome_rows_add_causes(struct report *report, const struct number_key *key, const struct report_times *times);

/* Every group of the key and its cause, bytewise, as far as a table takes them (report_note_left_out). */
void outcome_rows_add_groups(struct report *report, struct number_key key, const struct report_times *times);

#endif
