/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether what was planned was done, of the plan changes due before as-of: together, and by change (group_by field,
 * subgroup its code).
 *
 * plan_change_done: those done by as-of; plan_change_on_time, plan_change_late: done up to the due day, and later.
 * plan_changes_overdue: how many were not done, of people who are not known to have left; plan_changes_left_undone: of
 *   people who have. Without episodes nobody is known to have left.
 *
 * Needs as-of.
 */
#ifndef SWITCHBACK_ESTIMATE_PLAN_ROWS_H
#define SWITCHBACK_ESTIMATE_PLAN_ROWS_H

#include "estimate/reflection_scope.h"

void plan_rows_write(const struct reflection_scope *scope);

#endif
