/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/contrast.h"

bool care_contrast_has_use(struct care_days uses, int32_t first, int32_t last) {
    for (size_t i = 0; i < uses.n && uses.days[i] <= last; i++)
        if (uses.days[i] >= first)
            return true;
    return false;
}

bool care_contrast_counts(const struct care_stay *stay, struct care_days uses, struct care_window_days window) {
    return window.first >= stay->first && window.last <= stay->last &&
           window.first - stay->day_0 > CARE_CONTRAST_FIRST_DAYS &&
           !care_contrast_has_use(uses, window.first - CARE_CONTRAST_FREE_DAYS, window.last);
}

bool care_contrast_fill(const struct care_stay *stay, struct care_days uses, int32_t day,
                        struct care_contrast *contrast) {
    static const int32_t ends[CARE_CONTRAST_OTHERS] = {29, 57};

    *contrast = (struct care_contrast){.before = {day - CARE_CONTRAST_DAYS, day - 1},
                                       .before_late = {day - CARE_CONTRAST_DAYS, day - CARE_CONTRAST_LATE_DAYS}};
    if (day > stay->last || !care_contrast_counts(stay, uses, contrast->before))
        return false;
    for (size_t i = 0; i < CARE_CONTRAST_OTHERS; i++) {
        struct care_window_days window = {day - ends[i] - CARE_CONTRAST_DAYS + 1, day - ends[i]};
        if (care_contrast_counts(stay, uses, window))
            contrast->others[contrast->n_others++] = window;
    }
    return contrast->n_others > 0;
}
