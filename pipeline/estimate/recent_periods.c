/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/recent_periods.h"

/* So many calendar months, the last of which has ended so many before the last that ended by the day. */
static struct recent_period period_of_months(int32_t end, int32_t months, int32_t back) {
    int32_t behind = calendar_month_index(end + 1) - back;
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
    periods[RECENT_WHOLE] = (struct recent_period){.first = INT32_MIN, .last = INT32_MAX};
    if (days != CALENDAR_CIVIL || end == CALENDAR_NO_DAY)
        return 1;
    periods[RECENT_YEAR] = period_of_months(end, 12, 0);
    periods[RECENT_MONTH] = period_of_months(end, 1, 0);
    periods[RECENT_YEAR_BEFORE] = period_of_months(end, 12, 12);
    return RECENT_PERIODS_MOST;
}

bool recent_period_is_told(const struct recent_period *period, enum recent which, int32_t earliest) {
    return which != RECENT_YEAR_BEFORE || calendar_month_index(earliest) <= calendar_month_index(period->first);
}
