/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/due.h"

#include <assert.h>

static int32_t length_of(const struct care_run *group) { return group->last - group->first + 1; }

/* ---- daily doses ---- */

/* Bit k stands for the day k days before the one at hand. */
enum { TODAY = 1, WEEK_BEFORE = 0xFE, SAME_WEEKDAYS = 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28 };

static_assert(CARE_DAILY_WEEK == 7 && CARE_DAILY_WEEKS == 4, "the bits are those of a week and of four");

static bool has_daily_doses(uint32_t days) {
    for (int more = CARE_DAILY_DOSES; more > 1; more--)
        days &= days - 1; /* without its lowest bit */
    return days != 0;
}

size_t care_due_doses_capacity(const struct care_run groups[], size_t n) {
    return n == 0 ? 0 : (size_t)(groups[n - 1].given - groups[0].given) + CARE_DAILY_WEEK + 1;
}

size_t care_due_doses(const struct care_run groups[], size_t n, struct care_due due[]) {
    uint32_t given = 0, given_daily = 0;
    int32_t covered_to = CARE_NO_DAY;
    size_t at = 0, n_due = 0;

    if (n == 0)
        return 0;
    for (int32_t day = groups[0].given; day <= groups[n - 1].given + CARE_DAILY_WEEK; day++) {
        bool is_covered = covered_to >= day;
        given <<= 1;
        given_daily <<= 1;
        for (; at < n && groups[at].given == day; at++) {
            given |= TODAY;
            given_daily |= length_of(&groups[at]) < CARE_PICKUP_DAYS ? TODAY : 0;
            covered_to = groups[at].last > covered_to ? groups[at].last : covered_to;
        }
        if (!is_covered && has_daily_doses(given_daily & WEEK_BEFORE) && (given & SAME_WEEKDAYS) != 0)
            due[n_due++] = (struct care_due){day, (given & TODAY) == 0};
    }
    return n_due;
}

/* ---- pickups ---- */

/* Does a group of the same day, from `next` on, reach further? */
static bool is_outlasted(const struct care_run *group, const struct care_run *next, const struct care_run *end) {
    for (; next < end && next->given == group->given; next++)
        if (next->last > group->last)
            return true;
    return false;
}

size_t care_due_pickups(const struct care_run groups[], size_t n, struct care_due due[]) {
    int32_t reach = CARE_NO_DAY;      /* of the groups before */
    size_t n_due = 0, next_given = 0; /* the first group given on a later day */

    for (size_t i = 0; i < n; i++) {
        int32_t day = groups[i].last + 1;
        bool is_reached = reach >= groups[i].last;
        reach = is_reached ? reach : groups[i].last;
        if (is_reached || length_of(&groups[i]) < CARE_PICKUP_DAYS ||
            is_outlasted(&groups[i], &groups[i + 1], &groups[n]))
            continue;
        while (next_given < n && groups[next_given].given <= groups[i].given)
            next_given++;
        due[n_due++] = (struct care_due){day, next_given == n || groups[next_given].given > day};
    }
    return n_due;
}
