/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the program did and when, by [rebase] (as the months' rows have it) and [notes]; and early losses before and
 * since, which chart and section say alike.
 */
#ifndef SWITCHBACK_TEXT_PROGRAM_CHANGES_H
#define SWITCHBACK_TEXT_PROGRAM_CHANGES_H

#include "text/comparison.h"

enum { PROGRAM_CHANGES_MOST = 24 };

struct program_change {
    const char *period, *words; /* "2025-10"; what was done */
};

/* In the order of the months, a month once; returns how many. */
size_t program_changes_list(const struct numbers *numbers, struct program_change changes[PROGRAM_CHANGES_MOST]);

/* Of those who started, who had left within 30 days: in the months since the change, and in those before it back to the
 * change before. Wilson's 95 % intervals, as each person starts once. */
struct losses_compared {
    struct program_change change;
    struct estimate before, since;
    enum comparison_change direction;
};

/* Of the last change with people enough on both sides to speak of; false: there is none. */
bool program_changes_losses(const struct numbers *numbers, struct losses_compared *losses);

#endif
