/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/due.h"

static int32_t length_of(const struct care_run *group) { return group->last - group->first + 1; }

/* The first group given on or after the day. */
static size_t first_given(const struct care_run groups[], size_t n, int32_t day) {
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (groups[middle].given < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_given_on(const struct care_run groups[], size_t n, int32_t day) {
    size_t at = first_given(groups, n, day);

    return at < n && groups[at].given == day;
}

/* ---- daily doses ---- */

static bool doses_are_daily(const struct care_run groups[], size_t n, int32_t day) {
    int32_t before = CARE_NO_DAY;
    size_t days = 0;

    for (size_t i = first_given(groups, n, day - CARE_DAILY_WEEK); i < n && groups[i].given < day; i++)
        if (length_of(&groups[i]) < CARE_PICKUP_DAYS && groups[i].given != before) {
            before = groups[i].given;
            days++;
        }
    return days >= CARE_DAILY_DOSES;
}

static bool is_weekday_of_doses(const struct care_run groups[], size_t n, int32_t day) {
    for (int32_t weeks = 1; weeks <= CARE_DAILY_WEEKS; weeks++)
        if (is_given_on(groups, n, day - weeks * CARE_DAILY_WEEK))
            return true;
    return false;
}

size_t care_due_doses_capacity(const struct care_run groups[], size_t n) {
    return n == 0 ? 0 : (size_t)(groups[n - 1].given - groups[0].given) + CARE_DAILY_WEEK + 1;
}

size_t care_due_doses(const struct care_run groups[], size_t n, struct care_due due[]) {
    int32_t covered_to = CARE_NO_DAY;
    size_t at = 0, n_due = 0;

    if (n == 0)
        return 0;
    for (int32_t day = groups[0].given; day <= groups[n - 1].given + CARE_DAILY_WEEK; day++) {
        for (; at < n && groups[at].given < day; at++)
            covered_to = groups[at].last > covered_to ? groups[at].last : covered_to;
        if (covered_to < day && doses_are_daily(groups, n, day) && is_weekday_of_doses(groups, n, day))
            due[n_due++] = (struct care_due){day, !is_given_on(groups, n, day)};
    }
    return n_due;
}

/* ---- pickups ---- */

size_t care_due_pickups(const struct care_run groups[], size_t n, struct care_due due[]) {
    int32_t reach = CARE_NO_DAY; /* of the groups before */
    size_t n_due = 0;

    for (size_t i = 0; i < n; i++) {
        int32_t day = groups[i].last + 1;
        size_t next = first_given(groups, n, groups[i].given + 1);
        bool reached = reach >= groups[i].last;
        for (size_t k = i + 1; k < next && !reached; k++)
            reached = groups[k].last > groups[i].last;
        reach = groups[i].last > reach ? groups[i].last : reach;
        if (length_of(&groups[i]) >= CARE_PICKUP_DAYS && !reached)
            due[n_due++] = (struct care_due){day, next == n || groups[next].given > day};
    }
    return n_due;
}
