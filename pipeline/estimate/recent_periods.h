/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The periods that a monthly number is told of: the whole time, the last twelve calendar months that can be told to
 * their end, the last of them, and the twelve months before the twelve. Relative days have the whole time alone.
 */
#ifndef SWITCHBACK_ESTIMATE_RECENT_PERIODS_H
#define SWITCHBACK_ESTIMATE_RECENT_PERIODS_H

#include <stdbool.h>

#include "base/calendar.h"

enum recent { RECENT_WHOLE, RECENT_YEAR, RECENT_MONTH, RECENT_YEAR_BEFORE, RECENT_PERIODS_MOST };

struct recent_period {
    int32_t first, last;               /* INT32_MIN, INT32_MAX: whatever there is */
    char name[2 * CALENDAR_TEXT_SIZE]; /* "", "2025-11/2026-10", "2026-10" */
};

/* `end`: the last day that can be told; CALENDAR_NO_DAY: not known, the whole time alone. Returns how many there are.
 */
size_t recent_periods_fill(enum calendar_kind days, int32_t end, struct recent_period periods[RECENT_PERIODS_MOST]);

/* Is a period told, of data whose first day of care is `earliest`? The year before, where they reach back to its first
 * month: of a part of it the number would look like that of the year. */
bool recent_period_is_told(const struct recent_period *period, enum recent which, int32_t earliest);

#endif
