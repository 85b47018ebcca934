/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/in_care.h"

bool care_in_care_days(const struct care_episode *episode, int32_t *first, int32_t *last) {
    *first = episode->start + episode->entry_days;
    *last = episode->left_on != CARE_NO_DAY ? episode->left_on - 1 : episode->censored_on;
    return *first <= *last;
}

size_t care_risk_spans(int32_t first, int32_t last, struct care_days uses, int32_t same_event_days,
                       struct care_risk_span spans[]) {
    size_t n = 0;

    for (size_t i = 0; i <= uses.n; i++) {
        int32_t from = i == 0 ? first : uses.days[i - 1] + same_event_days, to = i == uses.n ? last : uses.days[i];
        from = from < first ? first : from;
        to = to > last ? last : to;
        if (from <= to)
            spans[n++] = (struct care_risk_span){from, to, i};
    }
    return n;
}
