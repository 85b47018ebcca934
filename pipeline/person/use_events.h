/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Returns to use of all people, from returns_to_use.csv: days of use near each other are one event
 * (care_collapse_events). Warnings recognised before use are none.
 */
#ifndef SWITCHBACK_PERSON_USE_EVENTS_H
#define SWITCHBACK_PERSON_USE_EVENTS_H

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/month_series.h"
#include "person/rule_episodes.h"

#define USE_EVENTS_NO_SITE UINT32_MAX

struct use_events {
    struct month_event *events; /* sorted by person and day */
    size_t n;
};

/* An event belongs to the site of the person's last episode begun by then, else of the first; USE_EVENTS_NO_SITE for
 * people without episodes. Numbers the people in `people`. Ends the program with exit 65 at a day that is not usable.
 * The caller frees `events`. */
struct use_events use_events_read(const char *path, int32_t same_event_days, struct dictionary *people,
                                  const struct rule_episodes *episodes, bool show_values);

#endif
