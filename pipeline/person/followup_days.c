/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/followup_days.h"

#include <stdlib.h>

#include "base/memory.h"

enum { USES, KNOWN, VISITS };

static int32_t *room(struct followup_days *days, int which, size_t n) {
    days->days[which] = memory_grow(days->days[which], &days->capacities[which], n + 1, sizeof *days->days[which]);
    return days->days[which];
}

static struct care_days collect_uses(struct followup_days *days, const struct person *person, int32_t same_event_days) {
    int32_t *uses = room(days, USES, person->n_returns);
    size_t n = 0, n_events;

    days->n_warnings = days->n_unobserved = 0;
    for (size_t i = 0; i < person->n_returns; i++) {
        days->n_warnings += !person->returns[i].used;
        if (person->returns[i].used && person->returns[i].event_on <= person->care.end_of_observation)
            uses[n++] = person->returns[i].event_on;
        else
            days->n_unobserved += person->returns[i].used;
    }
    n_events = care_collapse_events(uses, n, same_event_days);
    days->n_joined = n - n_events;
    return (struct care_days){.days = uses, .n = n_events};
}

/* The first of the days on which the program knew of a use of that day. */
static int32_t known_on(const struct person *person, int32_t used_on) {
    int32_t known = INT32_MAX;

    for (size_t i = 0; i < person->n_returns; i++)
        if (person->returns[i].used && person->returns[i].event_on == used_on && person->returns[i].known_on < known)
            known = person->returns[i].known_on;
    return known;
}

static struct care_days collect_known(struct followup_days *days, const struct person *person) {
    int32_t *known = room(days, KNOWN, days->uses.n);

    for (size_t i = 0; i < days->uses.n; i++) {
        int32_t day = known_on(person, days->uses.days[i]);
        size_t at = i;
        for (; at > 0 && known[at - 1] > day; at--)
            known[at] = known[at - 1];
        known[at] = day;
    }
    return (struct care_days){.days = known, .n = days->uses.n};
}

static struct care_days collect_engaging_visits(struct followup_days *days, const struct person *person) {
    int32_t *visits = room(days, VISITS, person->n_attended);
    size_t n = 0;

    for (size_t i = 0; i < person->n_attended; i++)
        if (person->attended[i].re_engages)
            visits[n++] = person->attended[i].day;
    return (struct care_days){.days = visits, .n = n};
}

void followup_days_fill(struct followup_days *days, const struct person *person, int32_t same_event_days) {
    days->uses = collect_uses(days, person, same_event_days);
    days->known = collect_known(days, person);
    days->engaging_visits = collect_engaging_visits(days, person);
}

void followup_days_free(struct followup_days *days) {
    for (size_t i = 0; i < sizeof days->days / sizeof days->days[0]; i++)
        free(days->days[i]);
}
