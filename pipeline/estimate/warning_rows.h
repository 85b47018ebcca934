/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of early warnings (care/warning.h), and whether what was planned was done.
 *
 * warnings_then_use, time_days = warning_days: of the warnings with warning_days of follow-up (to as-of; with episodes,
 *   of people in care on the day, to C) those that went on to use; warnings_then_left, with episodes: those whose
 *   person left first. By plan_change (yes, no), subgroup landmark_DAYS: of those who had neither used nor left by the
 *   landmark, with and without a plan change agreed by then.
 * plan_change_done: of the plan changes due by as-of, those done; by change (group_by field, subgroup its code).
 * plan_change_median_days: median days from the event to done, among those (n people, events changes); no interval.
 *
 * Both need as-of.
 */
#ifndef SWITCHBACK_ESTIMATE_WARNING_ROWS_H
#define SWITCHBACK_ESTIMATE_WARNING_ROWS_H

#include "estimate/reflection_scope.h"

void warning_rows_write(const struct reflection_scope *scope);
void warning_rows_write_plan_changes(const struct reflection_scope *scope);

#endif
