/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/month_series.h"

static int32_t later(int32_t a, int32_t b) { return a > b ? a : b; }

bool month_series_ends(const struct listed_episode *episodes, size_t n, struct month_frame *frame) {
    bool undecided = false;

    frame->censored_on = frame->observed_until = CARE_NO_DAY;
    for (size_t i = 0; i < n; i++) {
        frame->censored_on = later(frame->censored_on, episodes[i].care.censored_on);
        frame->observed_until = later(frame->observed_until, episodes[i].observed_until);
        undecided = undecided || episodes[i].care.left_on == CARE_NO_DAY;
    }
    return undecided;
}

/* The month of the day; n_months when it is none of them. Months are about as long as each other: it is near to where
 * the day stands between the first and the last. */
static size_t month_of(const struct month_frame *frame, int32_t day) {
    const int32_t *first_day = frame->first_day;
    size_t n = frame->n_months, month;

    if (day < first_day[0] || day >= first_day[n])
        return n;
    month = (size_t)(day - first_day[0]) * n / (size_t)(first_day[n] - first_day[0]);
    while (first_day[month] > day)
        month--;
    while (first_day[month + 1] <= day)
        month++;
    return month;
}

/* Points without counts; a month is decided when its last day is not past `end` and its rows are known. */
static void start_points(const struct month_frame *frame, int32_t end, const bool *known, struct month_point *points) {
    for (size_t i = 0; i < frame->n_months; i++)
        points[i] = (struct month_point){.decided = frame->first_day[i + 1] - 1 <= end && (known == NULL || known[i]),
                                         .last_person = -1};
}

static void count(const struct month_frame *frame, int32_t day, int32_t person, struct month_point *points) {
    size_t month = month_of(frame, day);

    if (month == frame->n_months)
        return;
    points[month].events += 1;
    points[month].people += points[month].last_person != person;
    points[month].last_person = person;
}

void month_series_in_care(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                          struct month_point *points) {
    start_points(frame, frame->censored_on, frame->settled, points);
    for (size_t i = 0; i < n; i++)
        for (size_t month = 0; month < frame->n_months; month++)
            points[month].people += listed_episode_in_care(&episodes[i], frame->first_day[month + 1] - 1);
}

/* Unknown days within a gap of the month may have held the cover that makes an absence none: nobody knows who returned.
 */
void month_series_starts(const struct month_frame *frame, const struct listed_episode *episodes, size_t n, bool first,
                         struct month_point *points) {
    start_points(frame, frame->observed_until, first ? frame->seen : frame->settled, points);
    for (size_t i = 0; i < n; i++)
        if (first ? listed_episode_is_admission(&episodes[i]) : listed_episode_is_return(&episodes[i]))
            count(frame, episodes[i].care.start, episodes[i].person, points);
}

void month_series_leavings(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           struct month_point *points) {
    start_points(frame, frame->censored_on, frame->settled, points);
    for (size_t i = 0; i < n; i++)
        if (episodes[i].care.left_on != CARE_NO_DAY)
            count(frame, episodes[i].care.left_on, episodes[i].person, points);
}

void month_series_events(const struct month_frame *frame, const struct month_event *events, size_t n,
                         struct month_point *points) {
    start_points(frame, frame->observed_until, frame->seen, points);
    for (size_t i = 0; i < n; i++)
        count(frame, events[i].day, events[i].person, points);
}

void month_series_retained(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           int32_t day, struct month_point *points) {
    start_points(frame, frame->observed_until, frame->seen, points);
    for (size_t i = 0; i < n; i++) {
        const struct care_episode *care = &episodes[i].care;
        size_t month = month_of(frame, care->start);
        if (!listed_episode_is_admission(&episodes[i]) || !episodes[i].continuing || month == frame->n_months)
            continue;
        points[month].people += 1;
        points[month].events += care->left_on != CARE_NO_DAY && care->left_on - care->start <= day;
        points[month].decided = points[month].decided && care->censored_on - care->start >= day;
    }
}

void month_series_reached(const struct month_frame *frame, const struct month_outcome *outcomes, size_t n, int32_t days,
                          struct month_point *points) {
    start_points(frame, frame->observed_until - days, frame->seen, points);
    for (size_t i = 0; i < n; i++) {
        const struct month_outcome *outcome = &outcomes[i];
        size_t month = month_of(frame, outcome->day);
        struct month_point *point = &points[month];
        if (month == frame->n_months)
            continue;
        point->trials += 1;
        point->people += point->last_person != outcome->person;
        point->last_person = outcome->person;
        point->events += outcome->reached && outcome->time <= days;
        point->decided = point->decided && !(outcome->censored && outcome->time < days);
    }
}
