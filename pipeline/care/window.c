/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/window.h"

bool care_window_clip(struct care_window window, struct care_span *span) {
    int32_t before = window.first - 1 - span->start, last = window.last - span->start;

    if (before > span->entry_days)
        span->entry_days = before;
    if (last < span->time_days) {
        span->time_days = last;
        span->event = false;
    }
    return span->entry_days < span->time_days;
}
