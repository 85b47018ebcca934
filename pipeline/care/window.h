/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a calendar window sees of an episode: who is in care on a day of the window is at risk on it, at the time since
 * day 0; who began before it enters late, and who is in care at its end is censored there. So the Kaplan-Meier estimate
 * of a window is of its own days alone (period analysis), and two windows without a common day share no leaving.
 *
 * source: statistics part 2, staying now; Brenner & Gefeller, Cancer 1996, 78:2004, have period analysis of survival
 * so. checked against: tests/reference/retention_now.R.
 */
#ifndef SWITCHBACK_CARE_WINDOW_H
#define SWITCHBACK_CARE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/* Days [first, last] of the calendar. */
struct care_window {
    int32_t first, last;
};

/* At risk of the event in (entry_days, time_days] since day 0; the event, if any, is on start + time_days. */
struct care_span {
    int32_t start, entry_days, time_days;
    bool event;
};

/* Cuts the span to the window; false: nothing of it is seen. */
bool care_window_clip(struct care_window window, struct care_span *span);

#endif
