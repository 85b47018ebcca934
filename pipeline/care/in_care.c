/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/in_care.h"

bool care_in_care_days(const struct care_episode *episode, int32_t *first, int32_t *last) {
    *first = episode->start + episode->entry_days;
    *last = episode->left_on != CARE_NO_DAY ? episode->left_on - 1 : episode->censored_on;
    return *first <= *last;
}

bool care_risk_span_between(int32_t first, int32_t last, int32_t before, int32_t next, int32_t same_event_days,
                            struct care_risk_span *span) {
    int32_t from = before == CARE_NO_DAY ? first : before + same_event_days, to = next == CARE_NO_DAY ? last : next;

    span->first = from < first ? first : from;
    span->last = to > last ? last : to;
    return span->first <= span->last;
}

size_t care_risk_spans(int32_t first, int32_t last, struct care_days uses, int32_t same_event_days,
                       struct care_risk_span spans[]) {
    size_t n = 0;

    for (size_t i = 0; i <= uses.n; i++) {
        int32_t before = i == 0 ? CARE_NO_DAY : uses.days[i - 1], next = i == uses.n ? CARE_NO_DAY : uses.days[i];
        struct care_risk_span span = {.n_before = i};
        if (care_risk_span_between(first, last, before, next, same_event_days, &span))
            spans[n++] = span;
    }
    return n;
}
