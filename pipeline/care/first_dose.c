/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/first_dose.h"

#include "care/admission.h"
#include "care/episode_parts.h"

const struct care_first_dose care_first_dose_none = {
    .requested = CARE_NO_DAY, .started = CARE_NO_DAY, .closed = CARE_NO_DAY, .asked = CARE_NO_DAY};

static int32_t gap_of(const struct care_first_dose_course *course, const struct care_episode *episode) {
    if (episode->order == CARE_ORDER_NONE)
        return CARE_LINK_DAYS;
    return episode->visits_only && course->gap < course->settings->visit_gap_days ? course->settings->visit_gap_days
                                                                                  : course->gap;
}

/* A day inside an episode is one; so is one past its end on which cover would still have belonged to it. */
static bool is_in_care(const struct care_first_dose_course *course, int32_t day) {
    for (size_t i = 0; i < course->n; i++) {
        const struct care_episode *episode = &course->episodes[i];
        if (episode->start >= day)
            continue;
        if (day <= episode->last_covered ||
            care_known_days_between(course->person, episode->last_covered, day) <= gap_of(course, episode))
            return true;
    }
    return false;
}

static int32_t first_cover(const struct care_first_dose_course *course, int32_t day) {
    int32_t first = CARE_NO_DAY;

    for (size_t i = 0; i < course->n; i++) {
        const struct care_episode *episode = &course->episodes[i];
        if (episode->start >= day && (first == CARE_NO_DAY || episode->first_covered < first))
            first = episode->first_covered;
    }
    return first;
}

/* The first day of a request after the day; CARE_NO_DAY: there is none. */
static int32_t next_request(const struct care_first_dose_course *course, int32_t day) {
    const struct care_person *person = course->person;
    int32_t next = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_admissions; i++) {
        int32_t requested = person->admissions[i].requested;
        if (requested == CARE_NO_DAY || requested <= day || requested < course->settings->window_start)
            continue;
        if (next == CARE_NO_DAY || requested < next)
            next = requested;
    }
    return next;
}

/* The last discharge of the admissions asked for on the day, never before the request itself; CARE_NO_DAY: one is
 * open. */
static int32_t closing_of(const struct care_person *person, int32_t requested, size_t *admission) {
    int32_t closed = requested;

    *admission = CARE_NO_INDEX;
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *asked = &person->admissions[i];
        if (asked->requested != requested)
            continue;
        if (*admission == CARE_NO_INDEX)
            *admission = i;
        if (asked->discharged == CARE_NO_DAY)
            closed = CARE_NO_DAY;
        else if (closed != CARE_NO_DAY && asked->discharged > closed)
            closed = asked->discharged;
    }
    return closed;
}

static bool is_waiting(const struct care_first_dose *wait, int32_t day) {
    return (wait->started == CARE_NO_DAY || wait->started >= day) &&
           (wait->closed == CARE_NO_DAY || wait->closed >= day);
}

/* Requests while waiting belong to the first one. */
static void join_requests(const struct care_first_dose_course *course, struct care_first_dose *wait) {
    int32_t day = next_request(course, wait->requested);

    for (; day != CARE_NO_DAY && is_waiting(wait, day); day = next_request(course, day)) {
        size_t admission;
        int32_t closed = closing_of(course->person, day, &admission);
        if (wait->closed != CARE_NO_DAY && (closed == CARE_NO_DAY || closed > wait->closed))
            wait->closed = closed;
        wait->asked = day;
    }
}

bool care_first_dose_next(const struct care_first_dose_course *course, struct care_first_dose *wait) {
    const struct care_person *person = course->person;
    int32_t day = next_request(course, wait->asked);

    while (day != CARE_NO_DAY && is_in_care(course, day))
        day = next_request(course, day);
    if (day == CARE_NO_DAY || (person->death != CARE_NO_DAY && person->death < day))
        return false;
    *wait = (struct care_first_dose){.requested = day, .started = first_cover(course, day), .asked = day};
    wait->closed = closing_of(person, day, &wait->admission);
    join_requests(course, wait);
    return true;
}

enum care_first_dose_end care_first_dose_end(const struct care_first_dose *wait, int32_t death, int32_t until,
                                             int32_t *time_days) {
    const struct {
        int32_t day;
        enum care_first_dose_end end;
    } ends[] = {{wait->started, CARE_FIRST_DOSE_STARTED},
                {death, CARE_FIRST_DOSE_DIED},
                {wait->closed, CARE_FIRST_DOSE_GAVE_UP}};
    enum care_first_dose_end end = CARE_FIRST_DOSE_STILL;
    int32_t last = until;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends[i].day != CARE_NO_DAY && (end == CARE_FIRST_DOSE_STILL ? ends[i].day <= last : ends[i].day < last)) {
            end = ends[i].end;
            last = ends[i].day;
        }
    *time_days = until <= wait->requested ? 0 : last <= wait->requested ? 1 : last - wait->requested;
    return *time_days == 0 ? CARE_FIRST_DOSE_STILL : end;
}

const char *care_first_dose_end_name(enum care_first_dose_end end) {
    static const char *const names[] = {[CARE_FIRST_DOSE_STILL] = "",
                                        [CARE_FIRST_DOSE_STARTED] = "started",
                                        [CARE_FIRST_DOSE_GAVE_UP] = "gave_up",
                                        [CARE_FIRST_DOSE_DIED] = "death"};

    return names[end];
}
