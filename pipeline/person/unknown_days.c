/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/unknown_days.h"

static bool overlap(const struct care_unknown *a, const struct care_unknown *b) {
    return a->first <= b->last && b->first <= a->last;
}

size_t unknown_days_add(struct care_unknown days[], size_t n, struct care_unknown more) {
    size_t kept = 0, at;

    for (size_t i = 0; i < n; i++) {
        if (!overlap(&days[i], &more)) {
            days[kept++] = days[i];
            continue;
        }
        more.first = days[i].first < more.first ? days[i].first : more.first;
        more.last = days[i].last > more.last ? days[i].last : more.last;
    }
    for (at = kept; at > 0 && days[at - 1].first > more.first; at--)
        days[at] = days[at - 1];
    days[at] = more;
    return kept + 1;
}

bool unknown_days_meet(const struct care_unknown days[], size_t n, int32_t first, int32_t last) {
    const struct care_unknown asked = {first, last};

    for (size_t i = 0; i < n; i++)
        if (overlap(&days[i], &asked))
            return true;
    return false;
}
