/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/called.h"

#include "care/episode_parts.h"

static const char *const names[CARE_CALLED_COUNT] = {
    [CARE_CALLED_COVERED_AGAIN] = "covered_again",
    [CARE_CALLED_CAME_BACK] = "came_back",
    [CARE_CALLED_DISCHARGED] = "discharged",
    [CARE_CALLED_LEFT] = "left",
    [CARE_CALLED_DIED] = "died",
    [CARE_CALLED_STILL_UNCOVERED] = "still_uncovered",
    [CARE_CALLED_NOT_KNOWN] = "not_known",
    [CARE_CALLED_NOT_FOUND] = "not_found",
};

const char *care_called_name(enum care_called called) { return names[called]; }

/* The run that covers the day; NULL: none. */
static const struct care_run *run_on(const struct care_covers *covers, int32_t day) {
    for (size_t i = 0; i < covers->n_all; i++)
        if (covers->all[i].first <= day && day <= covers->all[i].last)
            return &covers->all[i];
    return NULL;
}

/* The first covered day behind the day; CARE_NO_DAY: none. */
static int32_t next_covered(const struct care_covers *covers, int32_t day) {
    int32_t next = CARE_NO_DAY;

    for (size_t i = 0; i < covers->n_all; i++) {
        const struct care_run *run = &covers->all[i];
        int32_t first = run->first > day ? run->first : day + 1;
        if (run->last > day && (next == CARE_NO_DAY || first < next))
            next = first;
    }
    return next;
}

enum care_called care_called(const struct care_standing *standing, int32_t listed_last_covered, int32_t gap,
                             int32_t visit_gap) {
    const struct care_person *person = standing->person;
    const struct care_run *run = run_on(standing->covers, listed_last_covered);
    int32_t next = next_covered(standing->covers, listed_last_covered);

    if (run == NULL)
        return CARE_CALLED_NOT_FOUND;
    if (person->death != CARE_NO_DAY && person->death <= standing->end)
        return CARE_CALLED_DIED;
    if (next != CARE_NO_DAY)
        return care_known_days_between(person, listed_last_covered, next) >
                       (run->visits_only && visit_gap > gap ? visit_gap : gap)
                   ? CARE_CALLED_CAME_BACK
                   : CARE_CALLED_COVERED_AGAIN;
    if (standing->closed != NULL)
        return CARE_CALLED_DISCHARGED;
    if (standing->has_left)
        return CARE_CALLED_LEFT;
    return standing->uncovered > standing->gap || standing->known == 0 ? CARE_CALLED_NOT_KNOWN
                                                                       : CARE_CALLED_STILL_UNCOVERED;
}

bool care_cover_ends_on(const struct care_covers *covers, int32_t day) {
    for (size_t i = 0; i < covers->n_all; i++)
        if (covers->all[i].last == day)
            return true;
    return false;
}
