/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/contrast.h"

bool care_contrast_has_use(struct care_days uses, int32_t first, int32_t last) {
    for (size_t i = 0; i < uses.n && uses.days[i] <= last; i++)
        if (uses.days[i] >= first)
            return true;
    return false;
}

/* A use takes every window that it lies in or up to CARE_CONTRAST_FREE_DAYS before. */
void care_contrast_find_windows(const struct care_stay *stay, struct care_days uses, bool is_window[]) {
    int32_t n_days = stay->last - stay->first + 1, early = stay->day_0 + CARE_CONTRAST_FIRST_DAYS - stay->first;

    for (int32_t day = 0; day < n_days; day++)
        is_window[day] = day > early && day + CARE_CONTRAST_DAYS <= n_days;
    for (size_t i = 0; i < uses.n; i++) {
        int32_t use = uses.days[i] - stay->first, first = use - CARE_CONTRAST_DAYS + 1;
        for (int32_t day = first < 0 ? 0 : first; day <= use + CARE_CONTRAST_FREE_DAYS && day < n_days; day++)
            is_window[day] = false;
    }
}

static bool counts(const struct care_stay *stay, const bool is_window[], struct care_window_days window) {
    return window.first >= stay->first && window.last <= stay->last && is_window[window.first - stay->first];
}

bool care_contrast_fill(const struct care_stay *stay, const bool is_window[], int32_t day,
                        struct care_contrast *contrast) {
    static const int32_t ends[CARE_CONTRAST_OTHERS] = {29, 57};

    *contrast = (struct care_contrast){.before = {day - CARE_CONTRAST_DAYS, day - 1},
                                       .before_late = {day - CARE_CONTRAST_DAYS, day - CARE_CONTRAST_LATE_DAYS}};
    if (day > stay->last || !counts(stay, is_window, contrast->before))
        return false;
    for (size_t i = 0; i < CARE_CONTRAST_OTHERS; i++) {
        struct care_window_days window = {day - ends[i] - CARE_CONTRAST_DAYS + 1, day - ends[i]};
        if (counts(stay, is_window, window))
            contrast->others[contrast->n_others++] = window;
    }
    return contrast->n_others > 0;
}
