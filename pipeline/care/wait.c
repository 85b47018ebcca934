/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/wait.h"

bool care_wait(const struct care_episode *episode, int32_t origin, int32_t happened_on, struct care_wait *wait) {
    bool left = episode->left_on != CARE_NO_DAY;
    int32_t end = left ? episode->left_on : episode->censored_on;
    bool happened = happened_on != CARE_NO_DAY && (left ? happened_on < end : happened_on <= end);

    if (end <= origin)
        return false;
    *wait = (struct care_wait){end - origin, left ? care_outcome_of_exit(episode->exit) : CARE_OUTCOME_NONE};
    if (happened)
        *wait = (struct care_wait){happened_on > origin ? happened_on - origin : 1, CARE_OUTCOME_HAPPENED};
    return true;
}

void care_wait_cut(struct care_wait *wait, int32_t days) {
    if (wait->time_days > days)
        *wait = (struct care_wait){days, CARE_OUTCOME_NONE};
}
