/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reflections say: how many there are, how early the return to use was recognised, and the share of each code.
 *
 * reflections_recorded: of the events (returns to use and warnings) those with a reflection; by event; with episodes
 *   by in_care (in care on the day of the event), and of those who were by stayed (still in care warning_days later,
 *   where C allows to tell): a reflection exists mostly for people who stayed.
 * recognised_before_use: of the reflections that were asked for the stage, those first recognised in the emotional or
 *   mental stage; by event (a warning is recognised before use by definition).
 * share: of the reflections that were asked the field, those with the code; unknown is a code, not_asked is out of the
 *   denominator and has its own measure not_asked (of all reflections, those not asked the field, or left empty).
 *   group_by field: stage, trigger, missed_sign, lacking_support, plan_change. Codes nobody chose have their row too.
 */
#ifndef SWITCHBACK_ESTIMATE_REFLECTION_ROWS_H
#define SWITCHBACK_ESTIMATE_REFLECTION_ROWS_H

#include "estimate/reflection_scope.h"

void reflection_rows_write_recorded(const struct reflection_scope *scope);
void reflection_rows_write_recognised(const struct reflection_scope *scope);
void reflection_rows_write_shares(const struct reflection_scope *scope);

#endif
