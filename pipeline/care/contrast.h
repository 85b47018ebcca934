/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The windows of days that a return to use is seen against: the 14 days before it, and two of the same person's earlier
 * windows, 14 days each with 14 days and more between. The past only.
 *
 *   case     [day - 14, day - 1]; late: [day - 14, day - 4], as use may have begun before the day that was told
 *   others   [day - 42, day - 29] and [day - 70, day - 57]
 *
 * A window counts where all of it is in care, in the episode of the day, behind day 14 of it, and no return to use lies
 * in it or in the 28 days before it. A contrast needs the first window and one of the others.
 *
 * source: statistics part 5, blind spots (a case-crossover with time controls: Suissa 1995, Greenland 1996).
 * checked against: tests/reference/signs.R, tests/simulations/signs.R.
 */
#ifndef SWITCHBACK_CARE_CONTRAST_H
#define SWITCHBACK_CARE_CONTRAST_H

#include "care/followup.h"

enum {
    CARE_CONTRAST_DAYS = 14,
    CARE_CONTRAST_LATE_DAYS = 4,   /* the late case window ends so many days before */
    CARE_CONTRAST_FIRST_DAYS = 14, /* of an episode, that belong to no window */
    CARE_CONTRAST_FREE_DAYS = 28,  /* before a window, without a return to use */
    CARE_CONTRAST_OTHERS = 2
};

/* Days [first, last] in care of an episode that began on day_0. */
struct care_stay {
    int32_t day_0, first, last;
};

struct care_window_days {
    int32_t first, last;
};

struct care_contrast {
    struct care_window_days before, before_late, others[CARE_CONTRAST_OTHERS];
    size_t n_others;
};

/* Which windows count, by their first day since that of the stay: room for every day of it. uses: days of use. */
void care_contrast_find_windows(const struct care_stay *stay, struct care_days uses, bool is_window[]);

/* The contrast on a day in care, of the windows found; false: none. Whether there was a use on the day itself is not
 * looked at. */
bool care_contrast_fill(const struct care_stay *stay, const bool is_window[], int32_t day,
                        struct care_contrast *contrast);

/* Is a day of use in [first, last]? */
bool care_contrast_has_use(struct care_days uses, int32_t first, int32_t last);

#endif
