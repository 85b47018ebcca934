/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/recent_periods.h"

/* So many calendar months, the last of which has ended by the day. */
static struct recent_period period_of_months(int32_t end, int32_t months) {
    int32_t behind = calendar_month_index(end + 1);
    struct recent_period period = {.first = calendar_month_first_day(behind - months),
                                   .last = calendar_month_first_day(behind) - 1};
    size_t length = calendar_write_month(period.first, period.name);

    if (months > 1) {
        period.name[length] = '/';
        calendar_write_month(period.last, period.name + length + 1);
    }
    return period;
}

size_t recent_periods_fill(enum calendar_kind days, int32_t end, struct recent_period periods[RECENT_PERIODS_MOST]) {
    periods[0] = (struct recent_period){.first = INT32_MIN, .last = INT32_MAX};
    if (days != CALENDAR_CIVIL || end == CALENDAR_NO_DAY)
        return 1;
    periods[1] = period_of_months(end, 12);
    periods[2] = period_of_months(end, 1);
    return RECENT_PERIODS_MOST;
}
