/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/stay.h"

/* Without a time the day 0 that stands there is the first one seen, unless the episode began too late to be timed. */
static bool has_day_zero(const struct care_episode *episode) {
    return episode->time_days >= 0 || episode->start >= episode->censored_on;
}

const char *care_stay_class(const struct care_episode *episode, int32_t left_on) {
    int32_t days = left_on - episode->start;

    if (!has_day_zero(episode))
        return "unknown";
    return days < 30 ? "under_30" : days < 90 ? "30-89" : days < 365 ? "90-364" : "365+";
}
