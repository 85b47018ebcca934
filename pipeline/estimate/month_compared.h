/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last month, the last three and the last twelve that can be told, beside the same a year before ([report]
 * compare_with: or beside those directly before them), and the months since a rebase beside all those before it, up to
 * the last one: analysis `compared`. Of all people; period: the later one, "2026-10" or "2025-11/2026-10".
 *
 *   MEASURE          admissions, returns, leavings, returns_to_use: a count; cohort_left_14, cohort_left_30,
 * seen_again_7: a share, Wilson's limits (several returns to use of one person count as one person in these)
 *   MEASURE_before   the same of the earlier period, which stands in subgroup
 *   admissions_part  the later period's part in the people of both, as if both were as long; exact limits, 1/2 is no
 *                    change (stats/rate.h)
 *   MEASURE_rate, MEASURE_rate_before, MEASURE_rate_part   of returns, leavings and returns_to_use instead: how often
 *                    per 100 months at risk, and the later period's part as if both had as many (estimate/month_rows.h)
 *   MEASURE_difference   of shares: later less earlier, Newcombe's limits (stats/proportion.h)
 *
 * Of a rebase group_by is `rebase` and group its reason; shares only. Each period is told as one: a person counts once
 * in it, and it is known when all its months are. Returns to care are compared from the second year of the data on.
 *
 * checked against: tests/reference/compared.R (base R), on the sample data.
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_COMPARED_H
#define SWITCHBACK_ESTIMATE_MONTH_COMPARED_H

#include "estimate/month_rows.h"
#include "settings/report_settings.h"

void month_compared_write(const struct month_rows *everyone, enum compared_period compared);

#endif
