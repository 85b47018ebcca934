/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The periods that a monthly number is told of: the whole time, the last twelve calendar months that can be told to
 * their end, and the last of them. Relative days have the whole time alone.
 */
#ifndef SWITCHBACK_ESTIMATE_RECENT_PERIODS_H
#define SWITCHBACK_ESTIMATE_RECENT_PERIODS_H

#include "base/calendar.h"

enum { RECENT_PERIODS_MOST = 3 };

struct recent_period {
    int32_t first, last;               /* INT32_MIN, INT32_MAX: whatever there is */
    char name[2 * CALENDAR_TEXT_SIZE]; /* "", "2025-11/2026-10", "2026-10" */
};

/* `end`: the last day that can be told; CALENDAR_NO_DAY: not known, the whole time alone. Returns how many there are.
 */
size_t recent_periods_fill(enum calendar_kind days, int32_t end, struct recent_period periods[RECENT_PERIODS_MOST]);

#endif
